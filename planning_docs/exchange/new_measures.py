"""The sheet of new measures: one empty row a measure, with its money of one source or its quantities by year."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from planning_docs.choices import CompletionForm, ElementKind, FundingSource
from planning_docs.forms.fields import bodies
from planning_docs.forms.rows import MeasureForm
from planning_docs.models import BudgetProgramme, DocumentEdition, Element, Indicator, Measure
from planning_docs.rules.reading import read_number
from planning_docs.services.rows import add_row
from planning_docs.services.values import save_measure_years
from rss_portal.exchange.forms import Column, SheetForm

from .common import both
from .new_rows import NewRow, WithNewRows, choice, headings_of, in_two, labels, named, numbered_elements

WORDS = {
    "goal": ("Мақсат", "Цель"),
    "indicator": ("Қай индикаторға қызмет етеді", "Какому индикатору служит"),
    "name": ("Атауы", "Наименование"),
    "unit": ("Өлшем бірлігі (саны бойынша болса)", "Единица измерения (если в количестве)"),
    "completion": ("Аяқтау нысаны", "Форма завершения"),
    "starts_in": ("Басталатын жылы", "Год начала"),
    "ends_in": ("Аяқталатын жылы", "Год завершения"),
    "responsible": ("Жауапты орган", "Ответственный орган"),
    "programme": ("Бюджеттік бағдарлама", "Бюджетная программа"),
    "source": ("Қаржыландыру көзі", "Источник финансирования"),
}
GOALS = (ElementKind.PRIORITY, ElementKind.DIRECTION, ElementKind.GOAL)


class NewMeasures(WithNewRows):
    """What the workbook of measures adds."""

    model = Measure

    def new_sheets(self, edition: DocumentEdition) -> list[SheetForm]:
        document = edition.document
        goals = numbered_elements(list(Element.objects.filter(edition=edition)), GOALS)
        programmes = [(one.pk, f"{one.code} {both(one.name_kk, one.name_ru)}") for one in BudgetProgramme.objects.all()]
        years = [(one, str(one)) for one in document.years]
        columns = [
            choice("goal", *WORDS["goal"], goals, 40),
            choice("indicator", *WORDS["indicator"], named(Indicator.objects.filter(edition=edition)), 40),
            *in_two("name", *WORDS["name"], 40),
            *in_two("unit", *WORDS["unit"], 20),
            choice("completion", *WORDS["completion"], labels(CompletionForm)),
            choice("starts_in", *WORDS["starts_in"], years, 12),
            choice("ends_in", *WORDS["ends_in"], years, 12),
            choice("responsible", *WORDS["responsible"], named(bodies(responsible=True)), 36),
            choice("programme", *WORDS["programme"], programmes, 36),
            choice("source", *WORDS["source"], labels(FundingSource), 30),
        ]
        values = [Column(f"y{one}", str(one), str(one), "value", 12) for one in document.years]
        return [SheetForm("new_measures", "Жаңа-Новые мероприятия", (*columns, *values))]

    def new_form(self, edition: DocumentEdition, data: dict[str, Any]) -> MeasureForm:
        return MeasureForm(data, edition=edition)

    def read_year(self, text: str, data: Mapping[str, Any]) -> Decimal | None:
        return read_number(text)

    def wrong_together(self, data: Mapping[str, Any], years: Mapping[int, Any]) -> tuple[str, str] | None:
        """Money has a source, a quantity has a unit."""
        return ("source", "unit_or_source") if years and not (data.get("source") or data.get("unit_kk")) else None

    def add(self, user: Any, edition: DocumentEdition, row: NewRow, origin: str) -> None:
        made = add_row(user, edition, Measure, row.values, origin=origin)
        source = row.more.get("source", "")
        quantities = {} if source else dict(row.years)
        funding = {(year, source): amount for year, amount in row.years.items()} if source else {}
        save_measure_years(user, edition, made.key, quantities, funding, origin=origin)

    def headings(self) -> dict[str, Column]:
        return headings_of(WORDS, ("name", "unit"))
