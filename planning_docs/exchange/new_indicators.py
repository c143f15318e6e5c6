"""The sheet of new indicators: one empty row an indicator, with its plans by year."""

from collections.abc import Mapping
from typing import Any

from planning_docs.choices import Better, DocumentKind, ElementKind, IndicatorClass
from planning_docs.forms.fields import bodies
from planning_docs.forms.rows import IndicatorForm
from planning_docs.models import DocumentEdition, Element, Indicator
from planning_docs.rules import kinds
from planning_docs.rules.reading import Planned, read_planned
from planning_docs.services.rows import add_row
from planning_docs.services.values import YEARS_BEFORE, Cell, save_value
from rss_portal.exchange.forms import Column, SheetForm

from .new_rows import YES_NO, NewRow, WithNewRows, choice, headings_of, in_two, labels, named, numbered_elements

DEFAULTS = {"better": Better.UP.value, "district_statistics": "on"}
WORDS = {
    "element": ("Қай мақсатқа (міндетке, бағытқа) тиесілі", "К какой цели (задаче, направлению) относится"),
    "name": ("Атауы", "Наименование"),
    "unit": ("Өлшем бірлігі", "Единица измерения"),
    "indicator_class": ("Санаты", "Класс"),
    "better": ("Қалай өзгергені жақсы", "Какое изменение лучше"),
    "additive": ("Мәндері қосыла ма", "Складываются ли значения"),
    "source": ("Ақпарат көзі", "Источник информации"),
    "responsible": ("Жауапты орган", "Ответственный орган"),
    "base_year": ("Базалық жыл", "Базовый год"),
    "own_additional": ("Өз бастамасымен қосымша", "Дополнительный, по своей инициативе"),
}
IN_TWO = ("name", "unit", "source")


class NewIndicators(WithNewRows):
    """What the workbook of indicators adds."""

    model = Indicator

    def new_sheets(self, edition: DocumentEdition) -> list[SheetForm]:
        document = edition.document
        carriers = [kind for kind in ElementKind.values if kinds.indicator_kinds(document.kind, kind)]
        elements = numbered_elements(list(Element.objects.filter(edition=edition)), carriers)
        own = [choice("own_additional", *WORDS["own_additional"], YES_NO, 16)]
        columns = [
            choice("element", *WORDS["element"], elements, 40),
            *in_two("name", *WORDS["name"], 40),
            *in_two("unit", *WORDS["unit"], 16),
            choice("indicator_class", *WORDS["indicator_class"], labels(IndicatorClass)),
            choice("better", *WORDS["better"], labels(Better), 20),
            choice("additive", *WORDS["additive"], YES_NO, 16),
            *in_two("source", *WORDS["source"], 30),
            choice("responsible", *WORDS["responsible"], named(bodies(responsible=True)), 36),
            Column("base_year", *WORDS["base_year"], "text", 12),
            *(own if document.kind == DocumentKind.REGION_PLAN else ()),
        ]
        years = range(document.year_from - YEARS_BEFORE, document.year_to + 1)
        values = [Column(f"y{one}", str(one), str(one), "value", 12) for one in years]
        return [SheetForm("new_indicators", "Жаңа-Новые показатели", (*columns, *values))]

    def new_form(self, edition: DocumentEdition, data: dict[str, Any]) -> IndicatorForm:
        """The kind follows from the element: each carries one kind of indicators."""
        element = Element.objects.filter(edition=edition, pk=data.get("element") or 0).first()
        allowed = kinds.indicator_kinds(edition.document.kind, element.kind if element else kinds.TOP)
        return IndicatorForm({**DEFAULTS, "kind": allowed[0] if allowed else "", **data}, edition=edition)

    def read_year(self, text: str, data: Mapping[str, Any]) -> Planned:
        return read_planned(text, str(data.get("better", Better.UP)))

    def add(self, user: Any, edition: DocumentEdition, row: NewRow, origin: str) -> None:
        made = add_row(user, edition, Indicator, row.values, origin=origin)
        for year, planned in row.years.items():
            save_value(user, edition, Cell(made.key, year), planned, origin=origin)

    def headings(self) -> dict[str, Column]:
        return headings_of(WORDS, IN_TWO)
