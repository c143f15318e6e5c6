"""Indicators of lower documents through which those of a higher one are reached (Annex 10)."""

from functools import cached_property
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from planning_docs.choices import DocumentKind, EditionState
from planning_docs.models import Indicator, IndicatorFact, Measure, MeasureFact, PlanningDocument
from planning_docs.monitoring.queries.monitored import IndicatorLine, MeasureLine, source_lines
from planning_docs.permissions import public

from .reading import Values

LEVELS = 4  # of the system of documents below the national plan (§161-165)
ORDER = [
    DocumentKind.TERRITORIAL_PLAN,
    DocumentKind.CONCEPT,
    DocumentKind.NATIONAL_PROJECT,
    DocumentKind.BODY_PLAN,
    DocumentKind.REGION_PLAN,
    DocumentKind.HOLDING_PLAN,
]


class LowerIndicators:
    """What carries the indicators KEYS, down to the last level, in documents that the reader may see.

    VISIBLE are those documents; without it only what anybody may see. Each level costs the same few queries.
    """

    def __init__(self, keys: set[UUID], years: list[int], visible: QuerySet[PlanningDocument] | None):
        self.keys, self.years = keys, years
        self.visible = PlanningDocument.objects.filter(public()) if visible is None else visible

    @cached_property
    def _below(self) -> dict[UUID, list[Indicator]]:
        found: dict[UUID, list[Indicator]] = {}
        keys, seen = self.keys, set(self.keys)
        for _level in range(LEVELS):
            rows = list(self._level(keys)) if keys else []
            for one in rows:
                if one.parent_key:
                    found.setdefault(one.parent_key, []).append(one)
            keys = {one.key for one in rows} - seen
            seen |= keys
        return found

    def _level(self, keys: set[UUID]) -> QuerySet[Indicator]:
        measures = Measure.objects.prefetch_related("quantities", "funding").order_by("position", "pk")
        found = Indicator.objects.filter(
            parent_key__in=keys, edition__state=EditionState.CURRENT, edition__document__in=self.visible
        )
        return found.select_related("edition__document").prefetch_related("values", Prefetch("measures", measures))

    def carrying(self, key: UUID) -> list[Indicator]:
        """Everything that carries the indicator KEY, by kind of document, each followed by its place in the tree."""
        found: list[Indicator] = []
        waiting, told = [key], {key}
        while waiting:
            for one in self._below.get(waiting.pop(0), []):
                if one.key not in told:
                    told.add(one.key)
                    waiting.append(one.key)
                    found.append(one)
        return sorted(found, key=_place)

    # --- facts ---------------------------------------------------------------------------------------------

    @cached_property
    def _documents(self) -> set[int]:
        return {one.edition.document_id for rows in self._below.values() for one in rows}

    @cached_property
    def _facts(self) -> dict[tuple[int, UUID, int], IndicatorFact]:
        found = IndicatorFact.objects.filter(
            document__in=self._documents, year__in=self.years, quarter=0, territory=None
        )
        return {(fact.document_id, fact.indicator_key, fact.year): fact for fact in found}

    @cached_property
    def _measure_facts(self) -> dict[tuple[int, UUID, int], MeasureFact]:
        found = MeasureFact.objects.filter(document__in=self._documents, year__in=self.years)
        return {(fact.document_id, fact.measure_key, fact.year): fact for fact in found.prefetch_related("funding")}

    def line(self, indicator: Indicator, year: int) -> IndicatorLine:
        values = Values(indicator)
        base = values.in_year(indicator.base_year) if indicator.base_year else None
        fact = self._facts.get((indicator.edition.document_id, indicator.key, year))
        return IndicatorLine(indicator, values.in_year(year), base.planned if base else None, fact)

    def measures(self, indicator: Indicator, year: int) -> list[MeasureLine]:
        """Measures of INDICATOR that run in YEAR."""
        running = [one for one in indicator.measures.all() if one.starts_in <= year <= one.ends_in]
        return [self._measure(indicator.edition.document_id, one, year) for one in running]

    def _measure(self, document: int, measure: Measure, year: int) -> MeasureLine:
        fact = self._measure_facts.get((document, measure.key, year))
        quantity = next((one.quantity for one in measure.quantities.all() if one.year == year), None)
        return MeasureLine(measure, year, fact, quantity, source_lines(measure, year, fact))


def _place(indicator: Indicator) -> tuple[int, int, int]:
    document = indicator.edition.document
    kind = DocumentKind(document.kind)
    return (ORDER.index(kind) if kind in ORDER else len(ORDER), document.pk, indicator.position)
