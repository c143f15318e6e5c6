"""Annex 12: the report on carrying out a concept."""

from collections.abc import Iterator

from django.utils.translation import pgettext

from planning_docs.models import Indicator, Measure
from rss_portal.documents import Block, Cell, Column, Form, Head, Heading, Row, Table, Text, group, row

from . import words
from .annex_1 import targets_of
from .asked import Asked
from .counting import Counter
from .lines import completion, corner, responsible, said, spanned
from .reporting import (
    head_fields,
    indicator_comment,
    indicator_values,
    measure_comment,
    measure_values,
    note,
    signature,
    value_columns,
    year_headings,
)
from .statuses import concept_statuses


def form(asked: Asked) -> Form:
    return Form(
        title=pgettext("form", "Report on the implementation of the Concept"),
        subtitle=[f"«{said(asked.document, 'title')}»"],
        blocks=list(_blocks(asked)),
        language=asked.language,
        landscape=True,
        corner=corner("12"),
        file_name=f"annex-12-{asked.document.pk}-{asked.report_year}",
        notes=[pgettext("form", "Note of Annex 12")],
    )


def _blocks(asked: Asked) -> Iterator[Block]:
    progress = pgettext("form", "Part 1. Information on the progress of the measures")
    influence = pgettext("form", "Part 2. Analysis of internal and external influence")
    yield head_fields(asked)
    yield Heading(progress)
    yield Table(_columns(asked), list(_rows(asked)), _headings(asked), numbered=True, caption=progress)
    yield Heading(influence)
    yield Table(_factor_columns(), list(_factors(asked)), numbered=True, caption=influence)
    yield from note(asked, pgettext("form", "Part 3. Analytical note"))
    yield signature(asked, words.FIRST_HEAD)


def _columns(asked: Asked) -> list[Column]:
    return [
        Column(width=5, align="center"),
        *(Column(width=30), Column(width=15), Column(width=18)),
        *value_columns(asked, 2),
        Column(width=24),
    ]


def _headings(asked: Asked) -> list[list[Head]]:
    before: list[Text] = [
        words.NUMBER,
        words.REFORMS,
        pgettext("form", "Form of completion / unit of measurement"),
        words.RESPONSIBLE_EXECUTORS,
    ]
    below = [*year_headings(asked, [words.PLAN, words.FACT]), pgettext("form", "Explanation")]
    return spanned(before, words.INFORMATION, below)


def _rows(asked: Asked) -> Iterator[Row]:
    """Each target indicator with its values, under it its reforms; their numbers run through."""
    count, contents = Counter(), asked.contents
    for direction in contents.roots():
        for number, indicator in enumerate(targets_of(asked, direction), 1):
            yield _indicator(asked, number, indicator)
            yield from (_measure(asked, count(), one) for one in contents.measures_of(indicator))
        for element in contents.walk([direction]):
            yield from (_measure(asked, count(), one) for one in contents.measures_without_indicator(element))
    yield from (_measure(asked, count(), one) for one in contents.measures_without_indicator(None))


def _indicator(asked: Asked, number: int, indicator: Indicator) -> Row:
    name = pgettext("form", "Target indicator %(number)s. %(name)s") % {
        "number": number,
        "name": said(indicator, "name"),
    }
    return row(
        None,
        Cell(name, bold=True),
        said(indicator, "unit"),
        responsible(indicator),
        *indicator_values(asked, indicator),
        indicator_comment(asked.told.indicator(indicator, asked.report_year), concept_statuses()),
    )


def _measure(asked: Asked, number: str, measure: Measure) -> Row:
    return row(
        number,
        said(measure, "name"),
        completion(measure),
        responsible(measure),
        *measure_values(asked, measure),
        measure_comment(asked.told.measure(measure, asked.report_year), concept_statuses()),
    )


def _factor_columns() -> list[Column]:
    influence = pgettext("form", "Internal and external factors and their influence on the indicators and results")
    return [Column(influence, 50), Column(pgettext("form", "Measures taken"), 50)]


def _factors(asked: Asked) -> Iterator[Row]:
    for internal, heading in (
        (True, pgettext("form", "Internal factors:")),
        (False, pgettext("form", "External factors:")),
    ):
        yield group(heading, level=2)
        yield from (row(one.text, one.measures) for one in asked.texts.factors if one.internal == internal)
