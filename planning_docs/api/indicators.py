"""Indicators of all documents that the asking person may see, in the editions in force."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import EditionState, IndicatorKind
from planning_docs.models import Indicator
from planning_docs.permissions import visible_to
from rss_portal.api import conditional
from rss_portal.api.lists import ListView, list_operation
from rss_portal.api.operations import Field, Ordering
from rss_portal.api.parameters import Parameter
from rss_portal.ui.folding import fold

MOST_NUMBER = 2_000_000_000


class IndicatorList(ListView):
    """Indicators: by document, kind, responsible body, or the higher indicator that they serve."""

    fields = (
        Field("document", "edition__document_id", "integer"),
        Field("key", "key", help=_("The same in every edition of the document")),
        Field("kind", "kind"),
        Field("name_kk", "name_kk"),
        Field("name_ru", "name_ru"),
        Field("unit_kk", "unit_kk"),
        Field("unit_ru", "unit_ru"),
        Field("better", "better"),
        Field("responsible", "responsible_id", nullable=True),
        Field("parent_document", "parent_document_id", "integer", nullable=True),
        Field("parent_key", "parent_key", nullable=True),
        Field("share_percent", "share_percent", "decimal", nullable=True),
    )
    orderings = (Ordering("document", ("edition__document_id", "id")), Ordering("name_kk", ("name_kk", "id")))
    operations = {
        "GET": list_operation(
            _("Indicators of planning documents"),
            fields,
            orderings,
            (
                Parameter("document", _("Number of the document"), "integer", minimum=1, maximum=MOST_NUMBER),
                Parameter("kind", _("Kind of indicator"), choices=tuple(IndicatorKind.values)),
                Parameter("responsible", _("Code of the responsible body"), max_length=20),
                Parameter(
                    "parent_document", _("Number of the higher document"), "integer", minimum=1, maximum=MOST_NUMBER
                ),
                Parameter("q", _("Words of the name"), max_length=100),
            ),
        )
    }

    def public(self) -> bool:
        return not self.request.user.is_authenticated

    def _seen(self) -> QuerySet[Indicator]:
        documents = visible_to(self.request.user)
        return Indicator.objects.filter(edition__state=EditionState.CURRENT, edition__document__in=documents)

    def versions(self) -> list[Any]:
        return conditional.state_of(self._seen())

    def rows(self) -> QuerySet[Indicator]:
        given = self.given
        exact = {"edition__document": given["document"], "kind": given["kind"], "responsible": given["responsible"],
                 "parent_document": given["parent_document"]}  # fmt: skip
        found = self._seen().filter(**{name: value for name, value in exact.items() if value})
        for word in fold(given["q"] or "").split():
            found = found.filter(search__contains=word)
        return found
