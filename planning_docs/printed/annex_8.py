"""Annex 8: the plan of measures of a region's development plan. Cells with * are not filled in."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import pgettext

from planning_docs.models import Indicator, Measure
from rss_portal.documents import Column, Form, Head, Row, Table, Text, Value, group, row

from . import words
from .asked import Asked
from .lines import (
    STAR,
    added,
    completion,
    corner,
    deadline,
    funding_sources,
    goal_heading,
    money,
    responsible,
    said,
    spanned,
    year_columns,
)
from .reading import Values
from .values import plan_cells


def form(asked: Asked) -> Form:
    title = pgettext("form", "Plan of measures for the implementation of the development plan")
    table = Table(_columns(asked), list(_rows(asked)), _headings(asked), numbered=True, caption=title)
    return Form(
        title=title,
        subtitle=[f"«{said(asked.document, 'title')}»"],
        blocks=[table],
        language=asked.language,
        landscape=True,
        corner=corner("8"),
        file_name=f"annex-8-{asked.document.pk}",
        notes=[pgettext("form", "Note of Annex 8")],
    )


def _columns(asked: Asked) -> list[Column]:
    return [
        Column(width=7, align="center"),
        Column(width=22),
        Column(width=9, align="center"),
        Column(width=13),
        Column(width=11, align="center"),
        Column(width=19),
        *year_columns(asked.years),
        Column(width=11, numeric=True),
        Column(width=15),
        Column(width=13, align="center"),
    ]


def _headings(asked: Asked) -> list[list[Head]]:
    before: list[Text] = [
        words.NUMBER,
        words.NAME,
        words.UNIT,
        words.COMPLETION,
        pgettext("form", "Terms of execution"),
        pgettext("form", "Responsible for the execution"),
    ]
    below: list[Text] = [*map(str, asked.years), words.TOTAL]
    after: list[Text] = [words.FUNDING_SOURCES, words.PROGRAMME_CODE]
    return spanned(before, pgettext("form", "Of which by years"), below, after)


def _rows(asked: Asked) -> Iterator[Row]:
    contents = asked.contents
    for number, goal in enumerate(contents.goals(), 1):
        yield group(goal_heading(number, goal), level=2)
        place = 0
        for place, indicator in enumerate(contents.targets_of(goal), 1):
            mark = f"{number}.{place}"
            yield _indicator(asked, mark, indicator)
            for last, measure in enumerate(contents.measures_of(indicator), 1):
                yield _measure(asked, f"{mark}.{last}", measure)
        for last, measure in enumerate(contents.measures_without_indicator(goal), place + 1):
            yield _measure(asked, f"{number}.{last}", measure)
    for last, measure in enumerate(contents.measures_without_indicator(None), len(contents.goals()) + 1):
        yield _measure(asked, str(last), measure)


def _indicator(asked: Asked, number: str, indicator: Indicator) -> Row:
    values = plan_cells(Values(indicator), asked.years)
    cells: list[Value] = [number, said(indicator, "name"), said(indicator, "unit"), STAR, STAR, responsible(indicator)]
    return row(*cells, *values, STAR, STAR, STAR)


def _measure(asked: Asked, number: str, measure: Measure) -> Row:
    amounts = amounts_by_year(measure)
    funded = any(amount is not None for amount in amounts.values())
    values: list[Value] = [money(amounts.get(year)) for year in asked.years] if funded else _quantities(asked, measure)
    in_money = [money(added(amounts.values())), funding_sources(measure), _code(measure)] if funded else [None] * 3
    return row(
        number,
        said(measure, "name"),
        STAR if funded else said(measure, "unit"),
        completion(measure),
        deadline(measure),
        responsible(measure),
        *values,
        *in_money,
    )


def amounts_by_year(measure: Measure) -> dict[int, Decimal | None]:
    """Money of MEASURE from all sources, mln tenge, by year."""
    lines = list(measure.funding.all())
    years = {line.year for line in lines}
    return {year: added(line.amount_mln for line in lines if line.year == year) for year in years}


def _quantities(asked: Asked, measure: Measure) -> list[Value]:
    held = {line.year: line.quantity for line in measure.quantities.all()}
    return [held.get(year) for year in asked.years]


def _code(measure: Measure) -> str:
    return measure.programme.code if measure.programme else ""
