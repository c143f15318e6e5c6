"""Columns of the lists: one description for the page's headings, the sorting and the exported file."""

from django.utils.translation import gettext_lazy as _

from rss_portal.ui.collation import kazakh_order
from rss_portal.ui.formats import name
from rss_portal.ui.lists import Column

DOCUMENT_COLUMNS = (
    Column("title", _("Title"), name, kazakh_order("title_kk")),
    Column("kind", _("Kind of document"), lambda one: one.get_kind_display(), "kind"),
    Column("developer", _("Developer"), lambda one: name(one.developer), kazakh_order("developer__name_kk")),
    Column("region", _("Region"), lambda one: name(one.territory), kazakh_order("territory__name_kk")),
    Column("period", _("Period"), lambda one: f"{one.year_from}–{one.year_to}", ["year_from", "year_to"]),
    Column("state", _("State"), lambda one: one.get_state_display(), "state"),
)
BODY_COLUMNS = (
    Column("code", _("Code"), lambda one: one.code, "code"),
    Column("name", _("Name"), name, kazakh_order("name_kk")),
    Column("kind", _("Kind of body"), lambda one: one.get_kind_display(), "kind"),
    Column("territory", _("Territory"), lambda one: name(one.territory), kazakh_order("territory__name_kk")),
    Column("documents", _("Documents"), lambda one: one.visible_documents, "visible_documents", numeric=True),
)
