"""Columns of the lists: one description for the page's headings, the sorting and the exported file."""

from django.db.models import Case, IntegerField, Value, When
from django.utils.translation import gettext_lazy as _

from rss_portal.ui.collation import kazakh_order
from rss_portal.ui.formats import name as name_of
from rss_portal.ui.lists import Column
from settlements.choices import ReturnState
from settlements.return_pages import ReturnLine

_BY_NAME = kazakh_order("settlement__name_kk")
_BY_DISTRICT = kazakh_order("district__name_kk")
_ON_THE_WAY = Case(
    *(When(return_state=state, then=Value(place)) for place, state in enumerate(ReturnState)),
    output_field=IntegerField(),
)


def _district(line: ReturnLine) -> str:
    return name_of(line.profile.district) if line.profile.district else ""


RETURN_COLUMNS = (
    Column("kato", _("КАТО code"), lambda line: line.profile.settlement_id, order="settlement_id"),
    Column("settlement", _("Settlement"), lambda line: name_of(line.profile.settlement), order=_BY_NAME),
    Column("district", _("District"), _district, order=(_BY_DISTRICT, _BY_NAME)),
    Column("state", _("State"), lambda line: line.held.get_state_display(), order=(_ON_THE_WAY, _BY_NAME)),
    Column("complete", _("Mandatory entered"), lambda line: line.complete, numeric=True),
    Column("mandatory", _("Mandatory items"), lambda line: line.mandatory, numeric=True),
    Column("remarks", _("Remarks"), lambda line: line.remarks, numeric=True),
    Column("waiting_na", _("Not applicable, not approved"), lambda line: line.waiting_na, numeric=True),
    Column("extended_to", _("Extended to"), lambda line: line.held.extended_to, order="extended_to"),
)
RETURNS_BY_DISTRICT = (_BY_DISTRICT, _BY_NAME, "settlement_id")
RETURNS_ON_PAGE = ("settlement", "district", "state", "complete", "remarks", "waiting_na", "extended_to")
