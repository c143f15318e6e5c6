"""Annex 3: the development plan of a state body."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from django.utils.translation import pgettext

from planning_docs.choices import ResourceKind
from planning_docs.models import Element, ResourceLine
from rss_portal.documents import Block, Column, Form, Head, Heading, RichText, Row, Table, Text, group, row
from rss_portal.ui import formats

from . import words
from .annex_3_scheme import architecture
from .asked import Asked
from .counting import Counter
from .indicator_tables import indicators_under, is_macro, years_table
from .lines import added, corner, for_years, goal_heading, money, spanned, strategic_direction, year_columns


def form(asked: Asked) -> Form:
    return Form(
        title=pgettext("form", "Development plan of the state body"),
        subtitle=[for_years(asked.years), formats.name(asked.document.developer)],
        blocks=list(_blocks(asked)),
        language=asked.language,
        landscape=True,
        corner=corner("3"),
        file_name=f"annex-3-{asked.document.pk}",
    )


def _blocks(asked: Asked) -> Iterator[Block]:
    yield Heading(pgettext("form", "Part 1. Mission and vision"))
    yield from _section(asked, "mission")
    yield Heading(pgettext("form", "Part 2. Architecture of the links of strategic and budget planning"))
    yield from _section(asked, "architecture")
    yield from architecture(asked)
    goals = pgettext("form", "Part 3. Strategic directions, goals and target indicators")
    yield Heading(goals)
    yield from _section(asked, "goals")
    yield years_table(asked, words.NUMBER, pgettext("form", "Indicator"), _rows(asked), goals)
    resources = pgettext("form", "Part 4. Resources")
    yield Heading(resources)
    yield from _section(asked, "resources")
    yield _resources(asked, resources)


def _section(asked: Asked, code: str) -> list[Block]:
    text = asked.contents.section_text(code, asked.language)
    return [RichText(text)] if text else []


# --- part 3 -----------------------------------------------------------------------------------------------


def _rows(asked: Asked) -> Iterator[Row]:
    count = Counter()
    for number, direction in enumerate(asked.contents.roots(), 1):
        yield group(strategic_direction(number, direction))
        yield from _direction(asked, number, direction, count)


def _direction(asked: Asked, number: int, direction: Element, count: Callable[[], str]) -> Iterator[Row]:
    """Macro indicators of a direction first, then goal by goal those that are linked to budget programmes."""
    contents = asked.contents
    inside = [one for element in contents.walk([direction]) for one in contents.targets_of(element)]
    yield from indicators_under(asked, words.MACRO_INDICATORS, [one for one in inside if is_macro(one)], count)
    linked = pgettext("form", "Target indicators linked to budget programmes")
    for place, goal in enumerate(contents.below(direction), 1):
        yield group(goal_heading(f"{number}.{place}", goal))
        targets = [one for one in contents.targets_of(goal) if not is_macro(one)]
        yield from indicators_under(asked, linked, targets, count)


# --- part 4 -----------------------------------------------------------------------------------------------


def _resources(asked: Asked, caption: Text) -> Table:
    columns = [
        Column(width=30),
        Column(width=12, align="center"),
        *(Column(width=10, numeric=True), Column(width=10, numeric=True)),
        *year_columns(asked.years, 9),
    ]
    before: list[Text] = [
        pgettext("form", "Resources"),
        words.UNIT,
        pgettext("form", "Reporting period %(year)s") % {"year": asked.reported_year},
        pgettext("form", "Plan of the current period %(year)s") % {"year": asked.current_year},
    ]
    headings: list[list[Head]] = spanned(before, words.PLAN_PERIOD, [str(year) for year in asked.years])
    return Table(columns, list(_resource_rows(asked)), headings, numbered=True, caption=caption)


def _resource_rows(asked: Asked) -> Iterator[Row]:
    """Money for national projects is a part of all money; lines of both kinds are kept apart, so they are added."""
    lines, mln = asked.contents.resources, words.MILLION_TENGE
    projects = [line for line in lines if line.kind == ResourceKind.NATIONAL_PROJECT]
    financial = [line for line in lines if line.kind == ResourceKind.FINANCIAL]
    people = [line for line in lines if line.kind == ResourceKind.HUMAN]
    yield row(pgettext("form", "Financial, total"), mln, *map(money, _sums(asked, [*financial, *projects])))
    yield row(pgettext("form", "of which for the national project"), mln, *map(money, _sums(asked, projects)))
    yield row(pgettext("form", "Human"), pgettext("form", "staff units"), *_sums(asked, people))


def _sums(asked: Asked, lines: list[ResourceLine]) -> list[Decimal | None]:
    years = [asked.reported_year, asked.current_year, *asked.years]
    return [added(line.amount for line in lines if line.year == year) for year in years]
