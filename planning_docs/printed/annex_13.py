"""Annex 13: the report on carrying out the development plan of a state body."""

from collections.abc import Iterator

from django.utils.translation import pgettext

from planning_docs.models import Element, Indicator
from rss_portal.documents import Block, Column, Field, Fields, Form, Head, Heading, Row, Table, Text, group, row
from rss_portal.ui import formats

from . import words
from .asked import Asked
from .indicator_tables import is_macro
from .lines import act_text, corner, for_years, goal_heading, said, spanned, strategic_direction
from .reporting import (
    absorption_table,
    indicator_comment,
    indicator_values,
    note,
    report_period,
    signature,
    value_columns,
    year_headings,
)
from .statuses import statuses


def form(asked: Asked) -> Form:
    return Form(
        title=pgettext("form", "Report on the implementation of the development plan of the state body"),
        subtitle=[formats.name(asked.document.developer), for_years(asked.years)],
        blocks=list(_blocks(asked)),
        language=asked.language,
        landscape=True,
        corner=corner("13"),
        file_name=f"annex-13-{asked.document.pk}-{asked.report_year}",
        notes=[pgettext("form", "Note of Annex 13")],
    )


def _blocks(asked: Asked) -> Iterator[Block]:
    reached = pgettext("form", "1. Reaching the goals and target indicators")
    absorbed = pgettext("form", "2. Absorption of financial resources")
    yield Fields(
        [
            Field(words.APPROVED_BY, act_text(asked.contents.edition)),
            Field(words.REPORT_PERIOD, report_period(asked)),
        ]
    )
    yield Heading(reached)
    yield Table(_columns(asked), list(_rows(asked)), _headings(asked), numbered=True, caption=reached)
    yield Heading(absorbed)
    yield absorption_table(asked, absorbed)
    yield from note(asked, pgettext("form", "3. Analytical note"))
    yield signature(asked, pgettext("form", "First head of the state body"))


def _columns(asked: Asked) -> list[Column]:
    fixed = [Column(width=34), Column(width=18), Column(width=10, align="center")]
    return [*fixed, *value_columns(asked, 2), Column(width=26)]


def _headings(asked: Asked) -> list[list[Head]]:
    before: list[Text] = [pgettext("form", "Name of the target indicator"), words.SOURCE, words.UNIT]
    below = year_headings(asked, [pgettext("form", "Plan"), pgettext("form", "Actual")])
    after: list[Text] = [pgettext("form", "Remark (information on fulfilment / non-fulfilment)")]
    return spanned(before, words.REPORT_PERIOD, below, after)


def _rows(asked: Asked) -> Iterator[Row]:
    """Directions and goals; in each first macro indicators, then those linked to money (explanation, 5.3)."""
    contents = asked.contents
    for number, direction in enumerate(contents.roots(), 1):
        yield group(strategic_direction(number, direction))
        yield from (_indicator(asked, one) for one in contents.targets_of(direction))
        for place, goal in enumerate(contents.below(direction), 1):
            yield group(goal_heading(f"{number}.{place}", goal), level=2)
            yield from _goal(asked, goal)


def _goal(asked: Asked, goal: Element) -> Iterator[Row]:
    targets = asked.contents.targets_of(goal)
    macro = [one for one in targets if is_macro(one)]
    linked = [one for one in targets if not is_macro(one)]
    for heading, found in (
        (words.MACRO_INDICATORS, macro),
        (pgettext("form", "Target indicators linked to budget programmes"), linked),
    ):
        if macro and found:
            yield group(heading, level=3)
        yield from (_indicator(asked, one) for one in found)


def _indicator(asked: Asked, indicator: Indicator) -> Row:
    return row(
        said(indicator, "name"),
        said(indicator, "source"),
        said(indicator, "unit"),
        *indicator_values(asked, indicator),
        indicator_comment(asked.told.indicator(indicator, asked.report_year), statuses()),
    )
