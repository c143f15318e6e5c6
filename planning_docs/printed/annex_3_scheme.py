"""Annex 3, part 2: the scheme from the indicators of the country down to budget programmes."""

from collections.abc import Iterator, Sequence

from django.utils.translation import pgettext

from planning_docs.choices import DocumentKind
from planning_docs.models import BudgetProgramme, Element
from rss_portal.documents import Block, Box, Heading, Item, Items, Scheme

from .asked import Asked
from .lines import goal_heading, said, strategic_direction

BESIDE = 4  # goals that can be read beside each other
Level = list[Box]


def architecture(asked: Asked) -> Iterator[Block]:
    """One scheme for each strategic direction (wide ones in portions), under it the programmes of other tasks."""
    yield Heading(pgettext("form", "2.1. Target indicators and indicators of the country"), 2)
    for number, direction in enumerate(asked.contents.roots(), 1):
        goals = list(enumerate(asked.contents.below(direction), 1))
        for first in range(0, max(1, len(goals)), BESIDE):
            yield _scheme(asked, number, direction, goals[first : first + BESIDE])
    yield Heading(pgettext("form", "2.2. Budget programmes for other tasks of the body's statute"), 2)
    yield _other_programmes(asked)


def _scheme(asked: Asked, number: int, direction: Element, goals: Sequence[tuple[int, Element]]) -> Scheme:
    width = max(1, len(goals))
    name = strategic_direction(number, direction)
    levels: list[Level] = [*_upper_levels(asked, width), [Box(name, width, heading=True)]]
    if goals:
        levels.append([Box(goal_heading(f"{number}.{place}", goal)) for place, goal in goals])
        levels.append([Box(_programmes_text(asked, goal)) for _place, goal in goals])
    return Scheme(levels, name)


def _upper_levels(asked: Asked, width: int) -> list[Level]:
    """Higher documents by their level, each with its indicators that this plan serves."""
    told = (
        (pgettext("form", "Strategy Kazakhstan 2050, National priorities"), (DocumentKind.STRATEGY,)),
        (pgettext("form", "National Development Plan of the Republic of Kazakhstan"), (DocumentKind.NATIONAL_PLAN,)),
        (
            pgettext("form", "National projects, concept"),
            (DocumentKind.NATIONAL_PROJECT, DocumentKind.CONCEPT, DocumentKind.TERRITORIAL_PLAN),
        ),
    )
    return [[Box("\n".join([title, *_served(asked, kinds)]), width, heading=True)] for title, kinds in told]


def _served(asked: Asked, kinds: Sequence[str]) -> list[str]:
    return [
        f"«{said(one.edition.document, 'title')}»: {said(one, 'name')}"
        for one in asked.contents.higher.values()
        if one.edition.document.kind in kinds
    ]


def _programmes_text(asked: Asked, goal: Element) -> str:
    found = _programmes(asked, goal)
    if not found:
        return pgettext("form", "Budget programmes are not named")
    return "\n".join(f"{one.code} {said(one, 'name')}" for one in found)


def _programmes(asked: Asked, goal: Element) -> list[BudgetProgramme]:
    """Programmes of the indicators of GOAL and of its money, by code."""
    contents = asked.contents
    found = {one.pk: one for indicator in contents.indicators_of(goal) for one in indicator.programmes.all()}
    lines = [line for line in contents.resources if line.goal_id == goal.pk]
    found |= {line.programme.pk: line.programme for line in lines if line.programme}
    return sorted(found.values(), key=lambda one: one.code)


def _other_programmes(asked: Asked) -> Items:
    """Programmes whose money serves no goal (Annex 3, 4.4)."""
    lines = [line for line in asked.contents.resources if line.goal_id is None and line.programme]
    found = {line.programme.code: line.programme for line in lines if line.programme}
    names = [f"{code} {said(found[code], 'name')}" for code in sorted(found)]
    return Items([Item(name) for name in names or [pgettext("form", "None")]])
