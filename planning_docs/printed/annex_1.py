"""Annex 1: the action plan for carrying out a concept."""

from collections.abc import Iterator

from django.utils.translation import pgettext

from planning_docs.choices import IndicatorKind
from planning_docs.models import Element, Indicator, Measure
from rss_portal.documents import Column, Form, Row, Table, Value, group, row

from . import words
from .asked import Asked
from .counting import Counter
from .lines import completion, corner, deadline, direction_heading, indicator_heading, responsible, said
from .values import value_by_years


def form(asked: Asked) -> Form:
    title = pgettext("form", "Action plan for the implementation of the Concept")
    return Form(
        title=title,
        subtitle=[f"«{said(asked.document, 'title')}»"],
        blocks=[Table(_columns(), list(_rows(asked)), numbered=True, caption=title)],
        language=asked.language,
        landscape=True,
        corner=corner("1"),
        file_name=f"annex-1-{asked.document.pk}",
        notes=[pgettext("form", "Note of Annex 1")],
    )


def _columns() -> list[Column]:
    return [
        Column(words.NUMBER, 5, align="center"),
        Column(words.REFORMS, 40),
        Column(words.COMPLETION, 20),
        Column(pgettext("form", "Term of completion"), 14, align="center"),
        Column(words.RESPONSIBLE_EXECUTORS, 25),
    ]


def _rows(asked: Asked) -> Iterator[Row]:
    contents, count = asked.contents, Counter()
    for number, direction in enumerate(contents.roots(), 1):
        yield group(direction_heading(number, direction))
        yield from _direction(asked, direction, count)
    if loose := contents.measures_without_indicator(None):
        yield from (_measure(count, measure) for measure in loose)


def _direction(asked: Asked, direction: Element, count: Counter) -> Iterator[Row]:
    """Indicators of DIRECTION and of what is below it, numbered anew in each direction, with their reforms."""
    contents = asked.contents
    for number, indicator in enumerate(targets_of(asked, direction), 1):
        yield group(_with_values(asked, number, indicator), level=2)
        yield from (_measure(count, measure) for measure in contents.measures_of(indicator))
    for element in contents.walk([direction]):
        yield from (_measure(count, measure) for measure in contents.measures_without_indicator(element))


def targets_of(asked: Asked, direction: Element) -> list[Indicator]:
    """Target indicators of DIRECTION and of everything below it."""
    contents = asked.contents
    found = [one for element in contents.walk([direction]) for one in contents.indicators_of(element)]
    return [one for one in found if one.kind == IndicatorKind.TARGET]


def _with_values(asked: Asked, number: int, indicator: Indicator) -> str:
    heading = indicator_heading(number, indicator)
    values = value_by_years(indicator, asked.years)
    return f"{heading}: {values}" if values else heading


def _measure(count: Counter, measure: Measure) -> Row:
    cells: list[Value] = [count(), said(measure, "name"), completion(measure), deadline(measure), responsible(measure)]
    return row(*cells)
