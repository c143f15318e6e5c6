"""An edition of a planning document read whole: each kind of row once, when it is first asked for.

However long the document is, a part of it costs a fixed number of queries; what nobody asks for is not read.
Pages, checks and printed forms read the same object.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cached_property
from typing import TypeVar
from uuid import UUID

from django.db.models import Prefetch, Q

from planning_docs.choices import EditionState, ElementKind, IndicatorKind
from planning_docs.models import (
    Body,
    BudgetProgramme,
    CalculationPassport,
    DocumentEdition,
    Element,
    FinancialNeed,
    Indicator,
    IndicatorFact,
    IndicatorValue,
    Measure,
    MeasureFact,
    MeasureFunding,
    MeasureQuantity,
    PlanningDocument,
    ResourceLine,
    Section,
)
from settlements.choices import Kind, Level
from settlements.models import Territory

Row = TypeVar("Row")
PROGRAMMES = BudgetProgramme.objects.select_related("administrator")


def grouped(rows: Iterable[Row], name: str) -> dict[object, list[Row]]:
    """ROWS by the value of their attribute NAME, in their order."""
    groups: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, name)].append(row)
    return groups


class EditionContents:
    """The rows of one edition, and how they hang together."""

    def __init__(self, edition: DocumentEdition):
        self.edition = edition
        self.document: PlanningDocument = edition.document
        self.years = list(self.document.years)

    # --- what was read -------------------------------------------------------------------------------------

    @cached_property
    def sections(self) -> list[Section]:
        return list(Section.objects.filter(edition=self.edition))

    @cached_property
    def elements(self) -> list[Element]:
        return list(Element.objects.filter(edition=self.edition))

    @cached_property
    def indicators(self) -> list[Indicator]:
        values = IndicatorValue.objects.select_related("territory")
        found = Indicator.objects.filter(edition=self.edition).select_related("responsible")
        return list(
            found.prefetch_related(
                "co_executors", Prefetch("programmes", PROGRAMMES), Prefetch("values", values.order_by("year", "pk"))
            )
        )

    @cached_property
    def measures(self) -> list[Measure]:
        found = Measure.objects.filter(edition=self.edition)
        return list(
            found.select_related("responsible", "programme__administrator").prefetch_related(
                "co_executors",
                Prefetch("quantities", MeasureQuantity.objects.order_by("year")),
                Prefetch("funding", MeasureFunding.objects.order_by("year", "pk")),
            )
        )

    @cached_property
    def first_measures(self) -> dict[UUID, Measure]:
        """Measures of the document as first approved, by key: what was planned before any correction."""
        first = Measure.objects.filter(edition__document=self.document, edition__number=1)
        return {one.key: one for one in first.prefetch_related("quantities", "funding")}

    @cached_property
    def resources(self) -> list[ResourceLine]:
        return list(ResourceLine.objects.filter(edition=self.edition).select_related("programme"))

    @cached_property
    def needs(self) -> list[FinancialNeed]:
        return list(FinancialNeed.objects.filter(edition=self.edition).select_related("programme"))

    @cached_property
    def passports(self) -> dict[UUID, CalculationPassport]:
        """Calculation passports of the document by the key of their indicator."""
        found = CalculationPassport.objects.filter(document=self.document)
        return {passport.indicator_key: passport for passport in found}

    @cached_property
    def higher(self) -> dict[UUID, Indicator]:
        """Indicators of higher documents that those of this edition serve, by their key, as they hold now."""
        keys = {indicator.parent_key for indicator in self.indicators if indicator.parent_key}
        found = Indicator.objects.filter(key__in=keys).exclude(edition__state=EditionState.DRAFT)
        return {one.key: one for one in found.select_related("edition__document").order_by("edition__number")}

    @cached_property
    def districts(self) -> list[Territory]:
        """Districts of the document's region, and its cities of regional significance, which lie in none."""
        within = Territory.objects.filter(region=self.document.territory_id, valid_to=None).order_by("kato")
        return list(within.filter(Q(level=Level.DISTRICT) | Q(kind=Kind.CITY, district=None)))

    def districts_with(self, indicator: Indicator) -> list[Territory]:
        """Districts of the region, or other units for which INDICATOR has values, by code."""
        known = {place.kato: place for place in self.districts}
        known |= {value.territory.kato: value.territory for value in indicator.values.all() if value.territory}
        return [known[code] for code in sorted(known)]

    @cached_property
    def co_executors(self) -> list[Body]:
        return list(self.document.co_executors.all())

    def section_text(self, code: str, language: str) -> str:
        """The text of the section CODE as sanitised HTML, in the other official language where it is missing."""
        section = next((one for one in self.sections if one.code == code), None)
        if section is None:
            return ""
        kazakh, russian = section.text_kk, section.text_ru
        return (kazakh or russian) if language == "kk" else (russian or kazakh)

    # --- the tree ------------------------------------------------------------------------------------------

    @cached_property
    def _elements_below(self) -> dict[object, list[Element]]:
        return grouped(self.elements, "parent_id")

    @cached_property
    def _indicators_of(self) -> dict[object, list[Indicator]]:
        return grouped(self.indicators, "element_id")

    @cached_property
    def _measures_of(self) -> dict[object, list[Measure]]:
        return grouped(self.measures, "indicator_id")

    @cached_property
    def element_by_id(self) -> dict[int, Element]:
        return {element.pk: element for element in self.elements}

    @cached_property
    def indicator_by_id(self) -> dict[int, Indicator]:
        return {indicator.pk: indicator for indicator in self.indicators}

    def roots(self) -> list[Element]:
        return self._elements_below.get(None, [])

    def below(self, element: Element) -> list[Element]:
        return self._elements_below.get(element.pk, [])

    def indicators_of(self, element: Element | None) -> list[Indicator]:
        """Indicators of ELEMENT itself; of None those that hang on no element."""
        return self._indicators_of.get(element.pk if element else None, [])

    def measures_of(self, indicator: Indicator) -> list[Measure]:
        return self._measures_of.get(indicator.pk, [])

    def measures_without_indicator(self, goal: Element | None) -> list[Measure]:
        """Measures that serve GOAL (or nothing named, for None) and no indicator of it."""
        goal_id = goal.pk if goal else None
        return [measure for measure in self._measures_of.get(None, []) if measure.goal_id == goal_id]

    def walk(self, elements: list[Element] | None = None) -> Iterator[Element]:
        """Every element, parents before children, in the order of the document."""
        for element in self.roots() if elements is None else elements:
            yield element
            yield from self.walk(self.below(element))

    def goals(self) -> list[Element]:
        return [element for element in self.walk() if element.kind == ElementKind.GOAL]

    def targets_of(self, element: Element | None) -> list[Indicator]:
        return [one for one in self.indicators_of(element) if one.kind == IndicatorKind.TARGET]

    def target_indicators(self) -> list[Indicator]:
        """Target indicators in the order of the tree."""
        return [one for one in self.ordered_indicators() if one.kind == IndicatorKind.TARGET]

    def ordered_indicators(self) -> list[Indicator]:
        """Indicators in the order in which the tree is told; those that hang on nothing come last."""
        told = [indicator for element in self.walk() for indicator in self.indicators_of(element)]
        return told + self.indicators_of(None)

    @cached_property
    def numbers(self) -> dict[int, str]:
        """The number of every element as forms print it: 1, 1.1, 1.1.1."""
        found: dict[int, str] = {}
        self._number(self.roots(), "", found)
        return found

    def _number(self, elements: list[Element], prefix: str, found: dict[int, str]) -> None:
        for number, element in enumerate(elements, 1):
            found[element.pk] = f"{prefix}{number}"
            self._number(self.below(element), f"{prefix}{number}.", found)


class Values:
    """Values of one indicator by year, of the whole and of districts."""

    def __init__(self, indicator: Indicator):
        self.whole: dict[int, IndicatorValue] = {}
        self.districts: dict[str, dict[int, IndicatorValue]] = {}
        for value in indicator.values.all():
            place = self.districts.setdefault(value.territory_id, {}) if value.territory_id else self.whole
            place[value.year] = value

    def in_year(self, year: int, district: str | None = None) -> IndicatorValue | None:
        return (self.districts.get(district, {}) if district else self.whole).get(year)


class DocumentFacts:
    """Facts of a document in some of its years, read in three queries however many they are."""

    def __init__(self, document: PlanningDocument, years: Iterable[int]):
        self.document = document
        self.years = list(years)

    @cached_property
    def _indicators(self) -> dict[tuple[UUID, int, str], IndicatorFact]:
        found = IndicatorFact.objects.filter(document=self.document, year__in=self.years, quarter=0)
        return {(fact.indicator_key, fact.year, fact.territory_id or ""): fact for fact in found}

    @cached_property
    def _measures(self) -> dict[tuple[UUID, int], MeasureFact]:
        found = MeasureFact.objects.filter(document=self.document, year__in=self.years)
        return {(fact.measure_key, fact.year): fact for fact in found.prefetch_related("funding")}

    def of_indicator(self, key: UUID, year: int, district: str = "") -> IndicatorFact | None:
        return self._indicators.get((key, year, district))

    def of_measure(self, key: UUID, year: int) -> MeasureFact | None:
        return self._measures.get((key, year))

    def absorbed(self, key: UUID, year: int) -> Decimal | None:
        """Money absorbed by a measure in YEAR from all sources, mln tenge; None where nothing was entered."""
        fact = self.of_measure(key, year)
        amounts = [line.absorbed_mln for line in fact.funding.all() if line.absorbed_mln is not None] if fact else []
        return sum(amounts, Decimal()) if amounts else None


def read(edition: DocumentEdition) -> EditionContents:
    """The contents of EDITION with its document and developer at hand."""
    known = DocumentEdition.objects.select_related("document__developer", "document__territory", "based_on")
    return EditionContents(known.get(pk=edition.pk))
