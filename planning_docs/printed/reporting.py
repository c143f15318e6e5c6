"""What the forms of reports (Annexes 10, 12, 13 and 14) have in common."""

from collections.abc import Sequence

from django.utils.translation import pgettext

from planning_docs.choices import FundingSource
from planning_docs.models import Indicator, Measure
from planning_docs.monitoring.queries.monitored import IndicatorLine, MeasureLine, SourceLine
from planning_docs.rules.statuses import total as whole
from rss_portal.documents import (
    Block,
    Column,
    Field,
    Fields,
    Heading,
    RichText,
    Row,
    Signature,
    Table,
    Text,
    Value,
    row,
    total,
)
from rss_portal.ui import formats

from . import words
from .asked import Asked
from .lines import act_text, added, first_planned, money, planned, said
from .told import in_money

# --- heading and end of a report --------------------------------------------------------------------------


def head_fields(asked: Asked, *, body: bool = True) -> Fields:
    """Period, approving act and, where the annex has it, the state body."""
    fields = [
        Field(words.REPORT_PERIOD, report_period(asked)),
        Field(words.APPROVED_BY, act_text(asked.contents.edition)),
    ]
    if body:
        fields.append(Field(words.STATE_BODY, formats.name(asked.document.developer)))
    return Fields(fields)


def report_period(asked: Asked) -> str:
    years = asked.report_years
    if len(years) > 1:
        return pgettext("form", "the years %(period)s") % {"period": f"{years[0]}–{years[-1]}"}
    return pgettext("form", "the year %(year)s") % {"year": years[0]}


def note(asked: Asked, heading: str) -> list[Block]:
    return [Heading(heading), RichText(asked.texts.note)]


def signature(asked: Asked, position: Text) -> Signature:
    return Signature(position, asked.texts.signed_by, words.SIGN_HINT)


# --- years of a report ------------------------------------------------------------------------------------


def year_headings(asked: Asked, names: Sequence[Text]) -> list[Text]:
    """NAMES once; in a final report again for every year, with the year."""
    years = asked.report_years
    if len(years) == 1:
        return list(names)
    return [pgettext("form", "%(name)s, %(year)s") % {"name": name, "year": year} for year in years for name in names]


def value_columns(asked: Asked, count: int, width: float = 8) -> list[Column]:
    """COUNT columns of numbers for every year of the report."""
    return [Column(width=width, numeric=True)] * (count * len(asked.report_years))


def indicator_values(
    asked: Asked, indicator: Indicator, district: object = None, *, first: bool = False
) -> list[Value]:
    """Plan and fact by year of the report; before them the plan before corrections when FIRST."""
    cells: list[Value] = []
    for year in asked.report_years:
        line = asked.told.indicator(indicator, year, district)
        cells += [first_planned(line.value)] if first else []
        cells += [planned(line.value), line.fact.value if line.fact else None]
    return cells


def measure_values(asked: Asked, measure: Measure) -> list[Value]:
    """Plan and fact by year: money of all sources (mln tenge) where the measure has any, else its quantity."""
    return [value for year in asked.report_years for value in plan_and_fact(asked.told.measure(measure, year))]


def plan_and_fact(line: MeasureLine) -> list[Value]:
    if not in_money(line):
        return [line.planned_quantity, line.fact.quantity if line.fact else None]
    plan = whole(one.absorption for one in line.sources).planned
    return [money(plan), money(added(one.absorbed for one in line.sources))]


# --- what was done ----------------------------------------------------------------------------------------


def indicator_comment(line: IndicatorLine, words_of: dict[str, str]) -> str:
    """The status in the annex's words and, where the plan was not reached, the reason."""
    reason = said(line.fact, "comment") if line.fact else ""
    return comment(words_of.get(line.status, line.status_label), reason)


def measure_comment(line: MeasureLine, words_of: dict[str, str]) -> str:
    reason = said(line.fact, "text") if line.fact else ""
    return comment(words_of.get(line.status, line.status_label), reason)


def comment(status: str, reason: str) -> str:
    return f"{status}. {reason}" if reason else status


# --- absorption of money (Annexes 13 and 14, part 2) ------------------------------------------------------


def absorption_table(asked: Asked, caption: str) -> Table:
    columns = [
        Column(words.FUNDING_SOURCES, 34),
        Column(pgettext("form", "Plan, million tenge"), 16, numeric=True),
        Column(pgettext("form", "Actual, million tenge"), 16, numeric=True),
        Column(pgettext("form", "Reasons of not using"), 34),
    ]
    return Table(columns, _absorption_rows(asked), numbered=True, caption=caption)


def _absorption_rows(asked: Asked) -> list[Row]:
    lines = asked.told.sources(asked.contents.measures, asked.report_years)
    by_source = {source: [one for one in lines if one.source == source] for source in FundingSource}
    rows = [_source(source, found) for source, found in by_source.items() if found]
    sums = whole(one.absorption for one in lines)
    return [*rows, total(words.SUM, money(sums.planned), money(sums.absorbed), None)]


def _source(source: FundingSource, lines: list[SourceLine]) -> Row:
    sums = whole(one.absorption for one in lines)
    reasons = dict.fromkeys(text for one in lines if (text := said(one, "reason")))
    return row(source.label, money(sums.planned), money(sums.absorbed), "\n".join(reasons))
