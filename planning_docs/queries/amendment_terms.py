"""What the methodology forbids of an amendment (§209-213), asked alike by pages, API and workbooks."""

from collections.abc import Iterator
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from planning_docs.models import DocumentEdition, Indicator, IndicatorValue, PlanningDocument
from planning_docs.rules.amendments import AmendmentIn, PlanChange, base_may_become_fact, may_amend, may_change
from planning_docs.rules.checks import Finding
from rss_portal.ui.formats import name


def amendment_of(document: PlanningDocument, president_instruction: str) -> AmendmentIn:
    """An amendment of DOCUMENT today, with the days of the acts of its earlier ones."""
    acts = document.editions.filter(number__gt=1, act_date__isnull=False).values_list("act_date", flat=True)
    return AmendmentIn(
        document.kind, document.year_from, document.year_to, timezone.localdate(), president_instruction,
        [day for day in acts if day],
    )  # fmt: skip


def out_of_term(edition: DocumentEdition) -> Finding | None:
    """What forbids to write the amendment EDITION at all today (§209, §211, §269); a first edition is no amendment."""
    if edition.number == 1:
        return None
    return next(may_amend(amendment_of(edition.document, edition.president_instruction)), None)


class AmendmentTerms:
    """The terms of an EDITION for its single plans, read once for one indicator (KEY) or for all; a first edition
    has none."""

    def __init__(self, edition: DocumentEdition, key: UUID | None = None):
        self.first = edition.number == 1
        self._approved: set[tuple[UUID, int, str]] = set()
        self._lowered: set[UUID] = set()
        if self.first:
            return
        self._amendment = amendment_of(edition.document, edition.president_instruction)
        rows = IndicatorValue.objects.filter(indicator__edition=edition.based_on_id, plan__isnull=False)
        if key is not None:
            rows = rows.filter(indicator__key=key)
        found = rows.values_list("indicator__key", "year", "territory")
        self._approved = {(row[0], row[1], row[2] or "") for row in found}
        spending = edition.change_reasons.filter(under_spending=True)
        self._lowered = set(spending.values_list("key", flat=True))

    def approved(self, key: UUID, year: int, territory: str) -> bool:
        """Whether the edition in force has a plan in this place."""
        return (key, year, territory) in self._approved

    def becomes_fact(self, key: UUID, year: int, territory: str) -> bool:
        """Whether a new value in this place is the fact that replaces the current year's plan (Annex 5, 4.9)."""
        if not self.approved(key, year, territory):
            return False
        return base_may_become_fact(self._amendment.year_from, self._amendment.on, year)

    def of_value(
        self, indicator: Indicator, value: IndicatorValue, before: Decimal | None, now: Decimal | None
    ) -> Iterator[Finding]:
        """What forbids that the plan of VALUE goes from BEFORE to NOW; new plans are free."""
        place = (indicator.key, value.year, value.territory_id or "")
        if not self.approved(*place):
            return
        change = PlanChange(
            str(indicator.key), name(indicator), value.year, before, now, indicator.better,
            under_spending=indicator.key in self._lowered, base_corrected=value.is_fact or self.becomes_fact(*place),
        )  # fmt: skip
        yield from may_change(self._amendment, [change])
