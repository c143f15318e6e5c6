"""The table of twelve columns of Annexes 3 and 5: indicators by years."""

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import pgettext

from planning_docs.choices import IndicatorClass
from planning_docs.models import Indicator
from rss_portal.documents import Column, Head, Row, Table, Text, group, row

from . import words
from .asked import Asked
from .lines import planned, reported, responsible, said, spanned, year_columns
from .reading import Values
from .values import plan_cells


def years_table(asked: Asked, first: Text, second: Text, rows: Iterable[Row], caption: Text) -> Table:
    """FIRST and SECOND are the headings of the first two columns."""
    columns = [
        Column(width=4, align="center"),
        *(Column(width=22), Column(width=15), Column(width=13)),
        Column(width=8, align="center"),
        *(Column(width=7, numeric=True), Column(width=8, numeric=True)),
        *year_columns(asked.years),
    ]
    return Table(columns, list(rows), _headings(asked, first, second), numbered=True, caption=caption)


def reported_heading(asked: Asked) -> str:
    return pgettext("form", "Reported year %(year)s") % {"year": asked.reported_year}


def current_heading(asked: Asked) -> str:
    return pgettext("form", "Plan (fact) of the current year %(year)s") % {"year": asked.current_year}


def _headings(asked: Asked, first: Text, second: Text) -> list[list[Head]]:
    before: list[Text] = [
        first,
        second,
        words.RESPONSIBLE,
        words.SOURCE,
        words.UNIT,
        reported_heading(asked),
        current_heading(asked),
    ]
    return spanned(before, words.PLAN_PERIOD, [str(year) for year in asked.years])


def indicator_row(asked: Asked, number: str, indicator: Indicator) -> Row:
    values = Values(indicator)
    return row(
        number,
        said(indicator, "name"),
        responsible(indicator),
        said(indicator, "source"),
        said(indicator, "unit"),
        reported(indicator, values.whole, asked.reported_year),
        planned(values.in_year(asked.current_year)),
        *plan_cells(values, asked.years),
    )


def is_macro(indicator: Indicator) -> bool:
    return indicator.indicator_class == IndicatorClass.MACRO


def indicators_under(
    asked: Asked, heading: Text, indicators: list[Indicator], count: Callable[[], str]
) -> Iterator[Row]:
    """INDICATORS under their HEADING; nothing when there are none."""
    if indicators:
        yield group(heading, level=2)
    for indicator in indicators:
        yield indicator_row(asked, count(), indicator)
