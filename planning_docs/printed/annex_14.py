"""Annex 14: the report on carrying out the development plan of a region, with its table by districts."""

from collections.abc import Iterator

from django.utils.translation import pgettext

from planning_docs.models import Indicator, Measure
from planning_docs.monitoring.queries.monitored import MeasureLine
from rss_portal.documents import (
    Block,
    Cell,
    Column,
    Form,
    Head,
    Heading,
    PageBreak,
    Row,
    Table,
    Text,
    Value,
    group,
    row,
)
from rss_portal.ui import formats

from . import words
from .asked import Asked
from .lines import added, corner, direction_heading, funding_sources, goal_heading, money, responsible, said
from .reporting import (
    absorption_table,
    head_fields,
    indicator_comment,
    indicator_values,
    measure_comment,
    note,
    plan_and_fact,
    signature,
    value_columns,
    year_headings,
)
from .statuses import statuses
from .told import in_money


def form(asked: Asked) -> Form:
    return Form(
        title=pgettext("form", "Report on the implementation of the region's development plan"),
        subtitle=[f"«{said(asked.document, 'title')}»"],
        blocks=list(_blocks(asked)),
        language=asked.language,
        landscape=True,
        corner=corner("14"),
        file_name=f"annex-14-{asked.document.pk}-{asked.report_year}",
        notes=[pgettext("form", "Note of Annex 14")],
    )


def _blocks(asked: Asked) -> Iterator[Block]:
    progress = pgettext("form", "1. Information on the progress of the plan")
    absorbed = pgettext("form", "2. Absorption of financial resources")
    districts = pgettext("form", "Information on reaching target indicators by districts (cities)")
    yield head_fields(asked)
    yield Heading(progress)
    yield Table(_columns(asked), list(_rows(asked)), _headings(asked), numbered=True, caption=progress)
    yield Heading(absorbed)
    yield absorption_table(asked, absorbed)
    yield from note(asked, pgettext("form", "3. Analytical note"))
    yield signature(asked, pgettext("form", "Akim of the region, city of republican significance, capital"))
    yield PageBreak()
    yield Heading(districts)
    yield _district_table(asked, districts)


# --- part 1 -----------------------------------------------------------------------------------------------


def _columns(asked: Asked) -> list[Column]:
    return [
        Column(width=7, align="center"),
        Column(width=21),
        Column(width=8, align="center"),
        *(Column(width=15), Column(width=21)),
        *value_columns(asked, 3, 9),
        Column(width=14),
        Column(width=10, align="center"),
        Column(width=20),
    ]


def _headings(asked: Asked) -> list[list[Head]]:
    names: list[Text] = [words.NUMBER, words.NAME, words.UNIT, words.SOURCE, words.RESPONSIBLE_EXECUTORS]
    names += year_headings(asked, [words.BASE_VALUE, words.PLAN, pgettext("form", "actual")])
    names += [words.FUNDING_SOURCES, words.PROGRAMME_CODE, words.INFORMATION]
    return [[Head(name) for name in names]]


def _rows(asked: Asked) -> Iterator[Row]:
    contents = asked.contents
    for number, direction in enumerate(contents.roots(), 1):
        yield group(direction_heading(number, direction))
        for place, goal in enumerate(contents.below(direction), 1):
            mark = f"{number}.{place}"
            yield group(goal_heading(mark, goal), level=2)
            last = 0
            for last, indicator in enumerate(contents.targets_of(goal), 1):
                yield _indicator(asked, f"{mark}.{last}", indicator)
                yield from _numbered(asked, f"{mark}.{last}.", contents.measures_of(indicator))
            yield from _numbered(asked, f"{mark}.", contents.measures_without_indicator(goal), last)
    yield from _numbered(asked, "", contents.measures_without_indicator(None), len(contents.roots()))


def _numbered(asked: Asked, before: str, measures: list[Measure], last: int = 0) -> Iterator[Row]:
    """Measures that run in a year of the report, numbered on from LAST, the number of what stands before them."""
    years = asked.report_years
    running = [one for one in measures if one.starts_in <= years[-1] and one.ends_in >= years[0]]
    yield from (_measure(asked, f"{before}{number}", one) for number, one in enumerate(running, last + 1))


def _indicator(asked: Asked, number: str, indicator: Indicator) -> Row:
    """Columns 9 and 10 are not filled in for an indicator."""
    return row(
        number,
        Cell(said(indicator, "name"), bold=True),
        said(indicator, "unit"),
        said(indicator, "source"),
        responsible(indicator),
        *indicator_values(asked, indicator, first=True),
        *(None, None),
        indicator_comment(asked.told.indicator(indicator, asked.report_year), statuses()),
    )


def _measure(asked: Asked, number: str, measure: Measure) -> Row:
    """Column 4 is not filled in for a measure."""
    lines = [asked.told.measure(measure, year) for year in asked.report_years]
    return row(
        number,
        said(measure, "name"),
        words.MILLION_TENGE if any(map(in_money, lines)) else said(measure, "unit"),
        None,
        responsible(measure),
        *(value for line in lines for value in (_first(asked, line), *plan_and_fact(line))),
        funding_sources(measure),
        measure.programme.code if measure.programme else "",
        measure_comment(lines[-1], statuses()),
    )


def _first(asked: Asked, line: MeasureLine) -> Value:
    """What was planned for the measure in the document as first approved."""
    first = asked.contents.first_measures.get(line.measure.key)
    if first is None:
        return None
    amounts = [one.amount_mln for one in first.funding.all() if one.year == line.year]
    if in_money(line):
        return money(added(amounts))
    return next((one.quantity for one in first.quantities.all() if one.year == line.year), None)


# --- by districts -----------------------------------------------------------------------------------------


def _district_table(asked: Asked, caption: str) -> Table:
    columns = [
        Column(width=7, align="center"),
        Column(width=34),
        Column(width=10, align="center"),
        *value_columns(asked, 3, 9),
        Column(width=26),
    ]
    names: list[Text] = [words.ORDINAL, words.NAME, words.UNIT]
    names += year_headings(asked, [words.BASE_VALUE, words.PLAN, pgettext("form", "actual")])
    names.append(words.INFORMATION)
    headings = [[Head(name) for name in names]]
    return Table(columns, list(_district_rows(asked)), headings, numbered=True, caption=caption)


def _district_rows(asked: Asked) -> Iterator[Row]:
    for number, indicator in enumerate(asked.contents.target_indicators(), 1):
        yield _district_row(asked, f"{number}.", indicator, None)
        if indicator.district_statistics:
            for place, district in enumerate(asked.contents.districts_with(indicator), 1):
                yield _district_row(asked, f"{number}.{place}.", indicator, district)


def _district_row(asked: Asked, number: str, indicator: Indicator, district: object) -> Row:
    """The whole region when DISTRICT is None."""
    name = Cell(formats.name(district)) if district else Cell(said(indicator, "name"), bold=True)
    line = asked.told.indicator(indicator, asked.report_year, district)
    values = indicator_values(asked, indicator, district, first=True)
    return row(number, name, said(indicator, "unit"), *values, indicator_comment(line, statuses()))
