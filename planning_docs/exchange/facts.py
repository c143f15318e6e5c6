"""Workbook of facts of a year: indicators with districts, measures, their money by source."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from planning_docs.choices import FactStatus, FundingSource
from planning_docs.models import DocumentEdition, Indicator, Measure, PlanningDocument
from planning_docs.monitoring.permissions import FactSubject
from planning_docs.monitoring.queries.monitored import IndicatorLine, MeasureLine, MonitoredYear, current_edition
from planning_docs.monitoring.services.facts import (
    FactsMoved,
    IndicatorEntry,
    MeasureEntry,
    report_is_open,
    save_facts,
)
from planning_docs.permissions import bodies_of
from planning_docs.rules.reading import NotANumber, read_number
from rss_portal.access import require
from rss_portal.accounts.choices import Role
from rss_portal.exchange.forms import Choice, Column, SheetForm, Subject, register
from rss_portal.exchange.results import ChangedMeanwhile
from rss_portal.ui.formats import name
from settlements.models import Territory

from .common import Change, DocumentWorkbook, Line, both
from .words import NO, SOURCES, STATUSES, YES

INDICATORS, MEASURES, MONEY = "indicator_facts", "measure_facts", "money_facts"
NUMBERS = ("value", "quantity", "allocated_mln", "absorbed_mln")
_NAME = Column("name", "Атауы", "Наименование", "label", 48)
_UNIT = Column("unit", "Өлшем бірлігі", "Единица измерения", "label", 18)
_PLAN = Column("plan", "Жоспар", "План", "label", 12)


def _texts(kazakh: str, russian: str, code: str) -> tuple[Column, Column]:
    return (
        Column(f"{code}_kk", f"{kazakh} (қаз.)", f"{russian} (каз.)", "text", 40),
        Column(f"{code}_ru", f"{kazakh} (орыс.)", f"{russian} (рус.)", "text", 40),
    )


def _sheets() -> list[SheetForm]:
    statuses = tuple(Choice(code, both(*STATUSES[code])) for code in FactStatus.values)
    yes_no = (Choice(True, both(*YES)), Choice(False, both(*NO)))
    place = Column("place", "Аудан", "Район", "label", 26)
    source = Column("source", "Қаржыландыру көзі", "Источник финансирования", "label", 40)
    return [
        SheetForm(INDICATORS, "Көрсеткіштер-Показатели", (
            _NAME, place, _UNIT, _PLAN, Column("value", "Нақты", "Факт", "value", 14),
            Column("status", "Деректердің мәртебесі", "Статус данных", "choice", 26, choices=statuses),
            *_texts("Түсініктеме", "Пояснение", "comment"),
        )),
        SheetForm(MEASURES, "Іс-шаралар-Мероприятия", (
            _NAME, _UNIT, _PLAN, Column("quantity", "Нақты көлемі", "Фактическое количество", "value", 14),
            Column("fully_completed", "Толық аяқталды", "Завершено полностью", "choice", 14, choices=yes_no),
            *_texts("Орындалуы туралы ақпарат", "Информация об исполнении", "text"),
        )),
        SheetForm(MONEY, "Қаражат-Средства", (
            _NAME, source, _PLAN, Column("allocated_mln", "Бөлінді, млн теңге", "Выделено, млн тенге", "value", 14),
            Column("absorbed_mln", "Игерілді, млн теңге", "Освоено, млн тенге", "value", 14),
            *_texts("Игерілмеу себебі", "Причина неосвоения", "reason"),
        )),
    ]  # fmt: skip


class FactsWorkbook(DocumentWorkbook):
    """Facts belong to the document; rows of other bodies are refused by the service that the page uses as well."""

    code = "planning.facts"

    def title(self) -> str:
        return _("Workbook of facts")

    def edition(self, user: Any, subject: Subject) -> DocumentEdition:
        found = current_edition(self.document(subject))
        if found is None:
            raise DocumentEdition.DoesNotExist(subject.territory)
        return found

    def require_upload(self, user: Any, subject: Subject) -> None:
        document = self.document(subject)
        require(user, "planning.see", document)
        mine = frozenset(bodies_of(user, Role.CO_EXECUTOR, Role.PLANNING_EDITOR))
        is_open = report_is_open(document, subject.year)
        require(user, "monitoring.enter_fact", FactSubject(document, subject.year, 0, mine, is_open))

    def count_rows(self, subject: Subject) -> int:
        edition = self.edition(None, subject)
        return sum(len(self.lines(edition, subject.year, code)) for code in (INDICATORS, MEASURES, MONEY))

    def sheets_of(self, document: PlanningDocument, year: int) -> list[SheetForm]:
        return _sheets()

    def lines(self, edition: DocumentEdition, year: int, sheet: str) -> list[Line]:
        monitored = MonitoredYear(edition.document, year)
        if sheet == INDICATORS:
            rows = [one for line in monitored.indicators for one in [line, *monitored.district_lines(line.indicator)]]
            return [_indicator_line(one) for one in rows]
        if sheet == MEASURES:
            return [_measure_line(one) for one in monitored.measures]
        return [_money_line(one, source) for one in monitored.measures for source in one.sources]

    def typed(self, line: Line, column: Column, text: str) -> Any:
        if column.code in NUMBERS:
            return read_number(text)
        if column.kind != "choice":
            return text
        if not text:
            return False if column.code == "fully_completed" else line.values[column.code]
        found = next((choice.code for choice in column.choices if choice.text == text), None)
        if found is None:
            raise NotANumber(text)
        return found

    def cell(self, line: Line, column: Column) -> Any:
        value = line.values[column.code]
        if column.kind == "choice":
            return next((choice.text for choice in column.choices if choice.code == value), "")
        return value

    def save(self, user: Any, edition: DocumentEdition, year: int, changes: Sequence[Change], origin: str) -> None:
        indicators = [_indicator_entry(one) for one in changes if one.sheet == INDICATORS]
        measures = _measure_entries([one for one in changes if one.sheet != INDICATORS])
        try:
            save_facts(user, edition.document, year, indicators=indicators, measures=measures, origin=origin)
        except FactsMoved as moved:
            raise ChangedMeanwhile from moved

    def headings(self) -> dict[str, Column]:
        return {column.code: column for form in _sheets() for column in form.columns}

    def unit_names(self, codes: set[str]) -> dict[str, str]:
        places = {one.kato: name(one) for one in Territory.objects.filter(kato__in=codes)}
        return {"": "—", **{code: str(label) for code, label in FundingSource.choices}, **places}

    def item_names(self, codes: set[str]) -> dict[str, str]:
        rows = [*Indicator.objects.filter(key__in=codes), *Measure.objects.filter(key__in=codes)]
        return {str(one.key): name(one) for one in rows}


def _plan(value: Any) -> str:
    return "" if value is None else format(value.normalize(), "f")


def _indicator_line(one: IndicatorLine) -> Line:
    place, fact = one.territory, one.fact
    labels = (
        both(one.indicator.name_kk, one.indicator.name_ru), both(place.name_kk, place.name_ru) if place else "",
        both(one.indicator.unit_kk, one.indicator.unit_ru), _plan(one.value.planned if one.value else None),
    )  # fmt: skip
    values = {
        "value": fact.value if fact else None, "status": fact.status if fact else FactStatus.OPERATIONAL.value,
        "comment_kk": fact.comment_kk if fact else "", "comment_ru": fact.comment_ru if fact else "",
    }  # fmt: skip
    unit = place.pk if place else ""
    return Line(
        f"{one.indicator.key}/{unit}", labels, values, _versions(values, fact), str(one.indicator.key), unit, one
    )


def _measure_line(one: MeasureLine) -> Line:
    measure, fact = one.measure, one.fact
    labels = (
        both(measure.name_kk, measure.name_ru), both(measure.unit_kk, measure.unit_ru), _plan(one.planned_quantity),
    )  # fmt: skip
    values = {
        "quantity": fact.quantity if fact else None, "fully_completed": bool(fact and fact.fully_completed),
        "text_kk": fact.text_kk if fact else "", "text_ru": fact.text_ru if fact else "",
    }  # fmt: skip
    return Line(f"{measure.key}/", labels, values, _versions(values, fact), str(measure.key), "", one)


def _money_line(one: MeasureLine, source: Any) -> Line:
    labels = (both(one.measure.name_kk, one.measure.name_ru), both(*SOURCES[source.source]), _plan(source.planned))
    values = {
        "allocated_mln": source.allocated, "absorbed_mln": source.absorbed, "reason_kk": source.reason_kk,
        "reason_ru": source.reason_ru,
    }  # fmt: skip
    key = str(one.measure.key)
    return Line(f"{key}/{source.source}", labels, values, _versions(values, one.fact), key, source.source, one)


def _versions(values: Mapping[str, Any], fact: Any) -> dict[str, int]:
    return dict.fromkeys(values, fact.version if fact else 0)


def _indicator_entry(change: Change) -> IndicatorEntry:
    one: IndicatorLine = change.line.source
    seen = change.line.versions["value"]
    values = {**change.line.values, **change.values}
    return IndicatorEntry(one.indicator.key, values, one.bodies, seen, change.line.unit or None)


def _measure_entries(changes: Sequence[Change]) -> list[MeasureEntry]:
    """One entry a measure from its rows on both sheets."""
    rows: dict[UUID, list[Change]] = {}
    for change in changes:
        rows.setdefault(change.line.source.measure.key, []).append(change)
    return [_measure_entry(key, found) for key, found in rows.items()]


def _measure_entry(key: UUID, changes: Sequence[Change]) -> MeasureEntry:
    one: MeasureLine = changes[0].line.source
    values = dict(_measure_line(one).values)
    funding: dict[str, dict[str, Any]] = {}
    for change in changes:
        if change.sheet == MONEY:
            funding[change.line.unit] = {**change.line.values, **change.values}
        else:
            values |= change.values
    seen = one.fact.version if one.fact else 0
    return MeasureEntry(key, values, one.bodies, seen, funding)


register(FactsWorkbook())
