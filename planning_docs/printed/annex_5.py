"""Annex 5: the development plan of a region, a city of republican significance, the capital."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from django.utils.translation import pgettext

from planning_docs.choices import FundingSource, ResourceKind
from planning_docs.models import Element, ResourceLine
from rss_portal.documents import Block, Column, Form, Heading, Paragraph, RichText, Row, Table, Text, row, total
from rss_portal.ui import formats

from . import words
from .asked import Asked
from .counting import Counter
from .indicator_tables import indicators_under, is_macro, years_table
from .lines import added, corner, direction_heading, for_years, goal_heading, money, said, year_columns

SOURCES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("republican", (FundingSource.REPUBLICAN,)),
    ("local", (FundingSource.LOCAL,)),
    ("other", tuple(source for source in FundingSource if not source.is_budget) + ("",)),
)


def form(asked: Asked) -> Form:
    return Form(
        title=pgettext("form", "Development plan of the region, city of republican significance, capital"),
        subtitle=[for_years(asked.years), formats.name(asked.document.territory)],
        blocks=list(_blocks(asked)),
        language=asked.language,
        landscape=True,
        corner=corner("5"),
        file_name=f"annex-5-{asked.document.pk}",
    )


def _blocks(asked: Asked) -> Iterator[Block]:
    for heading, code in (
        (pgettext("form", "Part 1. Passport (main characteristics)"), "passport"),
        (pgettext("form", "Part 2. Vision and prospects of the territory's development"), "vision"),
        (pgettext("form", "Part 3. Analysis of the current situation"), "analysis"),
        (pgettext("form", "Part 4. Main directions, goals, target indicators and ways to reach them"), "goals"),
    ):
        yield Heading(heading)
        yield RichText(asked.contents.section_text(code, asked.language))
    yield from _directions(asked)
    resources = pgettext("form", "Part 5. Needed resources")
    yield Heading(resources)
    yield RichText(asked.contents.section_text("resources", asked.language))
    yield _resources(asked, resources)


# --- part 4 -----------------------------------------------------------------------------------------------


def _directions(asked: Asked) -> Iterator[Block]:
    """Goal by goal a table, its note, the ways to reach it; numbers of indicators run through (4.1)."""
    count = Counter()
    for number, direction in enumerate(asked.contents.roots(), 1):
        yield Heading(direction_heading(number, direction), 2)
        for place, goal in enumerate(asked.contents.below(direction), 1):
            yield from _goal(asked, f"{number}.{place}", goal, count)


def _goal(asked: Asked, number: str, goal: Element, count: Callable[[], str]) -> Iterator[Block]:
    heading = goal_heading(number, goal)
    yield Heading(heading, 3)
    yield years_table(asked, words.ORDINAL, words.NAME, _rows(asked, goal, count), heading)
    yield Paragraph(pgettext("form", "Note of Annex 5"), small=True)
    yield Heading(pgettext("form", "Ways to reach."), 3)
    yield RichText(said(goal, "ways"))


def _rows(asked: Asked, goal: Element, count: Callable[[], str]) -> Iterator[Row]:
    targets = asked.contents.targets_of(goal)
    macro = [one for one in targets if is_macro(one)]
    linked = [one for one in targets if not is_macro(one)]
    yield from indicators_under(asked, words.MACRO_INDICATORS, macro, count)
    heading = pgettext("form", "Target indicators linked to financial expenditure")
    yield from indicators_under(asked, heading, linked, count)


# --- part 5 -----------------------------------------------------------------------------------------------


def _resources(asked: Asked, caption: Text) -> Table:
    columns = [
        Column(words.ORDINAL, 6, align="center"),
        Column(pgettext("form", "Name of the direction"), 44),
        *year_columns(asked.years, 10),
    ]
    return Table(columns, list(_resource_rows(asked)), numbered=True, caption=caption)


def _resource_rows(asked: Asked) -> Iterator[Row]:
    """Goals with their money by source, then all money; mln tenge."""
    lines = [line for line in asked.contents.resources if line.kind != ResourceKind.HUMAN]
    for number, goal in enumerate(asked.contents.goals(), 1):
        held = [line for line in lines if line.goal_id == goal.pk]
        yield row(f"{number}.", said(goal, "name"), *map(money, _sums(asked, held)))
        yield from (row(None, name, *map(money, sums)) for name, sums in _by_source(asked, held))
    yield total(None, words.GRAND_TOTAL, *map(money, _sums(asked, lines)))
    yield from (total(None, name, *map(money, sums)) for name, sums in _by_source(asked, lines))


def _by_source(asked: Asked, lines: list[ResourceLine]) -> Iterator[tuple[str, list[Decimal | None]]]:
    names = {
        "republican": pgettext("form", "republican budget"),
        "local": pgettext("form", "local budget"),
        "other": pgettext("form", "other sources"),
    }
    for name, sources in SOURCES:
        yield names[name], _sums(asked, [line for line in lines if line.source in sources])


def _sums(asked: Asked, lines: list[ResourceLine]) -> list[Decimal | None]:
    return [added(line.amount for line in lines if line.year == year) for year in asked.years]
