"""Annex 10: the report on carrying out the National Development Plan."""

from collections.abc import Iterator

from django.utils.translation import pgettext

from planning_docs.choices import DocumentKind, IndicatorKind, MeasureStatus
from planning_docs.models import Element, Indicator
from planning_docs.monitoring.queries.monitored import IndicatorLine, MeasureLine
from rss_portal.documents import (
    Block,
    Cell,
    Column,
    Form,
    Head,
    Heading,
    RichText,
    Row,
    Run,
    Table,
    Text,
    Value,
    group,
    row,
)

from . import words
from .asked import Asked
from .lines import corner, planned, said, spanned
from .lower import LowerIndicators
from .reporting import head_fields, measure_comment, note, signature, value_columns, year_headings


def form(asked: Asked) -> Form:
    return Form(
        title=pgettext("form", "Report on the implementation of the National Plan of the Republic of Kazakhstan"),
        blocks=list(_blocks(asked)),
        language=asked.language,
        landscape=True,
        corner=corner("10"),
        file_name=f"annex-10-{asked.document.pk}-{asked.report_year}",
        notes=[pgettext("form", "Note of Annex 10")],
    )


def _blocks(asked: Asked) -> Iterator[Block]:
    keys = {one.key for one in asked.contents.indicators if one.kind == IndicatorKind.STRATEGIC}
    lower = LowerIndicators(keys, asked.report_years, asked.visible)
    reached = pgettext("form", "Subsection 1.1, reaching the strategic indicators")
    done = pgettext("form", "Subsection 1.2, information on measures done and not done, with reasons")
    yield head_fields(asked, body=False)
    yield Heading(pgettext("form", "Part 1. Information part"))
    yield Heading(reached, 2)
    yield Table(_columns(asked), list(_rows(asked, lower)), _headings(asked), numbered=True, caption=reached)
    yield Heading(done, 2)
    yield Table(_measure_columns(), list(_measure_rows(asked, lower)), caption=done)
    yield from note(asked, pgettext("form", "Part 2. Analytical note"))
    yield Heading(pgettext("form", "Part 3. Conclusions and proposals"))
    yield RichText(asked.texts.conclusions)
    yield signature(asked, words.FIRST_HEAD)


# --- subsection 1.1 ---------------------------------------------------------------------------------------


def _columns(asked: Asked) -> list[Column]:
    return [
        Column(width=6, align="center"),
        Column(width=34),
        Column(width=9, align="center"),
        Column(width=9, numeric=True),
        *value_columns(asked, 2),
        Column(width=8, numeric=True),
        Column(width=22),
    ]


def _headings(asked: Asked) -> list[list[Head]]:
    before: list[Text] = [
        words.NUMBER,
        words.NAME,
        words.UNIT,
        pgettext("form", "Base (initial) value"),
    ]
    below = [*year_headings(asked, [words.PLAN, words.FACT]), pgettext("form", "deviation")]
    return spanned(before, words.INFORMATION, below, [pgettext("form", "Reasons of non-fulfilment")])


def _rows(asked: Asked, lower: LowerIndicators) -> Iterator[Row]:
    """Priority by priority the strategic indicators, under each those of lower documents that carry it."""
    for number, priority in enumerate(asked.contents.roots(), 1):
        yield group(priority_heading(number, priority), level=2)
        for place, indicator in enumerate(strategic(asked, priority), 1):
            mark = f"{number}.{place}"
            lines = [asked.told.indicator(indicator, year) for year in asked.report_years]
            yield _row(f"{mark}.", [Run(said(indicator, "name"), bold=True)], indicator, lines)
            for last, one in enumerate(lower.carrying(indicator.key), 1):
                told = [lower.line(one, year) for year in asked.report_years]
                yield _row(f"{mark}.{last}.", _with_document(one), one, told)


def priority_heading(number: int, priority: Element) -> str:
    values = {"number": number, "name": said(priority, "name")}
    return pgettext("form", "%(number)s. National priority: %(name)s") % values


def strategic(asked: Asked, priority: Element) -> list[Indicator]:
    contents = asked.contents
    found = [one for element in contents.walk([priority]) for one in contents.indicators_of(element)]
    return [one for one in found if one.kind == IndicatorKind.STRATEGIC]


def _with_document(indicator: Indicator) -> str:
    return f"{said(indicator, 'name')} ({document_text(indicator)})"


def document_text(indicator: Indicator) -> str:
    """The kind and title of the document of INDICATOR."""
    document = indicator.edition.document
    return f"{DocumentKind(document.kind).label}: «{said(document, 'title')}»"


def _row(number: str, name: Text, indicator: Indicator, lines: list[IndicatorLine]) -> Row:
    last = lines[-1]
    values: list[Value] = []
    for line in lines:
        values += [planned(line.value), line.fact.value if line.fact else None]
    reason = said(last.fact, "comment") if last.fact else ""
    deviation = None if last.deviation is None else Cell(number=last.deviation, signed=True)
    return row(number, name, said(indicator, "unit"), last.base, *values, deviation, reason)


# --- subsection 1.2 ---------------------------------------------------------------------------------------


def _measure_columns() -> list[Column]:
    return [
        Column(words.NUMBER, 6, align="center"),
        Column(pgettext("form", "Name of the strategic indicator"), 28),
        Column(pgettext("form", "Planned measures that ensure reaching the strategic indicator"), 40),
        Column(pgettext("form", "Reasons of non-fulfilment"), 26),
    ]


def _measure_rows(asked: Asked, lower: LowerIndicators) -> Iterator[Row]:
    for number, priority in enumerate(asked.contents.roots(), 1):
        yield group(priority_heading(number, priority), level=2)
        for place, indicator in enumerate(strategic(asked, priority), 1):
            yield from _measures(asked, f"{number}.{place}", indicator, lower)


def _measures(asked: Asked, mark: str, indicator: Indicator, lower: LowerIndicators) -> Iterator[Row]:
    """All measures of lower documents that serve INDICATOR; its name stands beside the first."""
    told = [(one, line) for one in lower.carrying(indicator.key) for line in lower.measures(one, asked.report_year)]
    if not told:
        yield row(mark, said(indicator, "name"), None, None)
    for number, (one, line) in enumerate(told):
        before: list[Value] = [None, None] if number else [mark, said(indicator, "name")]
        yield row(*before, f"{said(line.measure, 'name')} ({document_text(one)})", _reason(line))


def _reason(line: MeasureLine) -> str:
    """Why a measure was not done; its status alone where nobody said why; nothing when it was done."""
    return "" if line.status == MeasureStatus.DONE else measure_comment(line, {})
