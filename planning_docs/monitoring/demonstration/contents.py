"""One demonstration document with its edition in force: texts, tree, indicators, districts, measures, resources."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from planning_docs.choices import (
    CompletionForm,
    DocumentState,
    EditionState,
    ElementKind,
    IndicatorClass,
    IndicatorKind,
    ResourceKind,
)
from planning_docs.models import (
    BudgetProgramme,
    DocumentEdition,
    Element,
    Indicator,
    IndicatorValue,
    Measure,
    MeasureFunding,
    MeasureQuantity,
    PlanningDocument,
    ResourceLine,
    Section,
)
from planning_docs.rules import kinds
from rss_portal.ui.folding import fold
from settlements.models import Territory

KIND_OF_INDICATOR = {ElementKind.PRIORITY: IndicatorKind.STRATEGIC}
DISTRICT_STEPS = (Decimal("-4"), Decimal("3"), Decimal("0"), Decimal("1.5"), Decimal("-0.5"), Decimal("2"))
TEXT_KK = "<p>Бұл – көрсетілім мәтіні: құжат пен оның көрсеткіштері ойдан шығарылған. Бөлім «{title}».</p>"
TEXT_RU = "<p>Это текст демонстрации: документ и его показатели вымышлены. Раздел «{title}».</p>"
LONGER = 4  # the analysis of a region's plan may be a quarter of the whole text at most (§136)


def number(text: str | None) -> Any:
    return None if text is None else Decimal(text)


class Contents:
    """DESCRIBED as in the data file; PLACES by their short names; OTHERS are the documents made before it."""

    def __init__(self, described: dict[str, Any], places: dict[str, Territory], others: "dict[str, Contents]"):
        self.described, self.places, self.others = described, places, others
        self.first, self.last = described["years"]
        self.indicators: dict[str, Indicator] = {}
        self.facts: list[tuple[Indicator, dict[str, Any]]] = []
        self.measures: list[tuple[Measure, dict[str, Any]]] = []
        self.values: list[IndicatorValue] = []
        self.districts = self._districts()

    @property
    def years(self) -> range:
        return range(self.first, self.last + 1)

    def _districts(self) -> list[Territory]:
        if not self.described["territory"].startswith("region"):
            return []
        region = self.places[self.described["territory"]]
        return list(Territory.objects.filter(region=region, level="district", valid_to=None).order_by("pk"))

    def write(self) -> None:
        self.document = self._write_document()
        self.edition = self._write_edition()
        self._write_sections()
        for position, node in enumerate(self.described["tree"]):
            self._write_node(node, None, position)
        for row in self.described.get("expected", ()):
            self._write_indicator(row, None, IndicatorKind.EXPECTED)
        IndicatorValue.objects.bulk_create(self.values)
        for position, row in enumerate(self.described["measures"]):
            self._write_measure(row, position)
        if self.described.get("resources"):
            self._write_resources()

    def _write_document(self) -> PlanningDocument:
        row = self.described
        document = PlanningDocument.objects.create(
            kind=row["kind"], title_kk=row["title_kk"], title_ru=row["title_ru"], developer_id=row["developer"],
            search=fold(f"{row['title_kk']} {row['title_ru']}"), territory=self.places[row["territory"]],
            year_from=self.first, year_to=self.last, state=DocumentState.IN_FORCE,
        )  # fmt: skip
        document.co_executors.set(row["co_executors"])
        document.parents.set(self.others[code].document for code in row["parents"])
        return document

    def _write_edition(self) -> DocumentEdition:
        kind, act, day = self.described["act"]
        return DocumentEdition.objects.create(
            document=self.document, number=1, state=EditionState.CURRENT, act_kind=kind, act_number=act,
            act_date=date.fromisoformat(day),
        )  # fmt: skip

    def _write_sections(self) -> None:
        Section.objects.bulk_create(
            Section(
                edition=self.edition, position=position, code=one.code, title_kk=one.title_kk, title_ru=one.title_ru,
                text_kk=TEXT_KK.format(title=one.title_kk) * (1 if one.code == "analysis" else LONGER),
                text_ru=TEXT_RU.format(title=one.title_ru) * (1 if one.code == "analysis" else LONGER),
            )
            for position, one in enumerate(kinds.SECTIONS.get(self.described["kind"], ()))
        )  # fmt: skip

    def _write_node(self, node: dict[str, Any], parent: Element | None, position: int) -> None:
        element = Element.objects.create(
            edition=self.edition, kind=node["kind"], parent=parent, position=position, name_kk=node["name_kk"],
            name_ru=node["name_ru"],
        )  # fmt: skip
        kind = KIND_OF_INDICATOR.get(ElementKind(node["kind"]), IndicatorKind.TARGET)
        for row in node.get("indicators", ()):
            self._write_indicator(row, element, kind)
        for place, below in enumerate(node.get("below", ())):
            self._write_node(below, element, place)

    def _write_indicator(self, row: dict[str, Any], element: Element | None, kind: str) -> None:
        indicator = Indicator.objects.create(
            edition=self.edition, element=element, kind=kind, position=len(self.facts), name_kk=row["name_kk"],
            name_ru=row["name_ru"], search=fold(f"{row['name_kk']} {row['name_ru']}"), unit_kk=row["unit_kk"],
            unit_ru=row["unit_ru"], better=row["better"], additive=row.get("additive", False),
            indicator_class=row.get("cls", IndicatorClass.BUDGET_LINKED), base_year=self.first - 1,
            source_kk="Ведомстволық деректер (көрсетілім)", source_ru="Ведомственные данные (демонстрация)",
            responsible_id=row["responsible"], official_kk="Басшының орынбасары",
            official_ru="Заместитель руководителя", district_statistics=row.get("districts", False),
            **self._decomposition(row),
        )  # fmt: skip
        indicator.co_executors.set(row["co_executors"])
        indicator.programmes.set(BudgetProgramme.objects.filter(code__in=row.get("programmes", ())))
        self.facts.append((indicator, row))
        if "code" in row:
            self.indicators[row["code"]] = indicator
        self._plan(indicator, row, None, Decimal())
        if row.get("districts"):
            for place, step in zip(self.districts, DISTRICT_STEPS, strict=False):
                self._plan(indicator, row, place, step)

    def _decomposition(self, row: dict[str, Any]) -> dict[str, Any]:
        if "parent" not in row:
            return {}
        document, code, share = row["parent"]
        higher = self.others[document]
        return {
            "parent_document": higher.document, "parent_key": higher.indicators[code].key,
            "share_percent": Decimal(share), "several_bodies": True,
        }  # fmt: skip

    def _plan(self, indicator: Indicator, row: dict[str, Any], place: Territory | None, step: Decimal) -> None:
        """Base and plans of the whole, or of a district: a part of what adds up, else a few points off."""
        base = [(self.first - 2, _year_before(row), True), (self.first - 1, number(row["base"]), True)]
        plans = [(year, number(text), False) for year, text in zip(self.years, row["plans"] or (), strict=False)]
        for year, value, is_fact in [*base, *plans]:
            if value is None:
                continue
            self.values.append(
                IndicatorValue(
                    indicator=indicator, year=year, territory=place, plan=self.part(row, value, place, step),
                    is_fact=is_fact,
                )
            )  # fmt: skip
        for year in self.years if "low" in row else ():
            self.values.append(
                IndicatorValue(indicator=indicator, year=year, low=number(row["low"]), high=number(row["high"]))
            )

    def part(self, row: dict[str, Any], value: Decimal | None, place: Territory | None, step: Decimal) -> Any:
        """What a district has of VALUE: parts of an additive indicator add up to the whole."""
        if value is None or place is None:
            return value
        if not row.get("additive"):
            return max(Decimal(), value + step)
        count = min(len(self.districts), len(DISTRICT_STEPS))
        each = value // count
        return value - each * (count - 1) if place == self.districts[0] else each

    def _write_measure(self, row: dict[str, Any], position: int) -> None:
        starts, ends = row["years"]
        indicator = self.indicators.get(row.get("indicator", ""))
        unit_kk, unit_ru = (row.get("unit") or ["", ""])[0], (row.get("unit") or ["", ""])[1]
        measure = Measure.objects.create(
            edition=self.edition, position=position, name_kk=row["name_kk"], name_ru=row["name_ru"],
            indicator=indicator, goal=indicator.element if indicator else None, unit_kk=unit_kk, unit_ru=unit_ru,
            completion=row.get("completion", CompletionForm.OTHER), starts_in=starts, ends_in=ends,
            responsible_id=row["responsible"], programme=self._programme(row.get("programme", "")),
        )  # fmt: skip
        measure.co_executors.set(row.get("co", ()))
        years = range(starts, ends + 1)
        MeasureQuantity.objects.bulk_create(
            MeasureQuantity(measure=measure, year=year, quantity=number(text))
            for year, text in zip(years, row.get("quantity", ()), strict=False)
        )
        MeasureFunding.objects.bulk_create(
            MeasureFunding(measure=measure, year=year, source=source, amount_mln=number(text))
            for source, amounts in row.get("money", {}).items()
            for year, text in zip(years, amounts, strict=False)
        )
        self.measures.append((measure, row))

    def _programme(self, code: str) -> BudgetProgramme | None:
        return BudgetProgramme.objects.filter(code=code).first()

    def _write_resources(self) -> None:
        """Money of each goal by source, as its measures need it; people of the body."""
        needed: dict[tuple[Element | None, str, int], Decimal] = {}
        for funding in MeasureFunding.objects.filter(measure__edition=self.edition).select_related("measure__goal"):
            key = (funding.measure.goal, funding.source, funding.year)
            needed[key] = needed.get(key, Decimal()) + (funding.amount_mln or Decimal())
        lines = [
            ResourceLine(
                edition=self.edition, kind=ResourceKind.FINANCIAL, goal=goal, source=source, year=year, amount=sum_
            )
            for (goal, source, year), sum_ in needed.items()
        ]  # fmt: skip
        lines += [
            ResourceLine(edition=self.edition, kind=ResourceKind.HUMAN, year=year, amount=Decimal(120))
            for year in self.years
        ]
        ResourceLine.objects.bulk_create(lines)

    def reported_years(self) -> list[int]:
        """Years with facts: those of the data file that have passed."""
        return [year for year in (self.first, self.first + 1) if year < timezone.localdate().year]


def _year_before(row: dict[str, Any]) -> Decimal | None:
    """What was reached a year before the base: as far from it as the first plan, on the other side."""
    base, plan = number(row["base"]), number(row["plans"][0]) if row["plans"] else None
    return None if base is None or plan is None else max(Decimal(), 2 * base - plan)
