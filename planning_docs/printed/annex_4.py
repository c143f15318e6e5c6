"""Annex 4: what money the goals and target indicators of a state body need."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import pgettext

from planning_docs.choices import IndicatorClass
from planning_docs.models import FinancialNeed
from rss_portal.documents import Column, Form, Head, Row, Run, Table, Text, Value, row

from . import words
from .asked import Asked
from .lines import added, corner, for_years, money, said, spanned, year_columns


def form(asked: Asked) -> Form:
    title = pgettext("form", "Financial need for reaching the goals and target indicators of the state body's plan")
    table = Table(_columns(asked), list(_rows(asked)), _headings(asked), numbered=True, caption=title)
    return Form(
        title=title,
        subtitle=[f"«{said(asked.document, 'title')}»", for_years(asked.years)],
        blocks=[table],
        language=asked.language,
        landscape=True,
        corner=corner("4"),
        file_name=f"annex-4-{asked.document.pk}",
        notes=[pgettext("form", "Note of Annex 4")],
    )


def _columns(asked: Asked) -> list[Column]:
    return [
        Column(width=4, align="center"),
        *(Column(width=12), Column(width=13)),
        Column(width=8, numeric=True),
        *year_columns(asked.years, 6.5),
        *(Column(width=13), Column(width=14), Column(width=13), Column(width=11)),
        Column(width=11, align="center"),
    ]


def _headings(asked: Asked) -> list[list[Head]]:
    before: list[Text] = [
        words.NUMBER,
        pgettext("form", "Name of the goal"),
        pgettext("form", "Name of the target indicator"),
    ]
    after: list[Text] = [
        pgettext("form", "Name and code of the budget programme (subprogramme)"),
        pgettext("form", "Grounds for the financial need (instructions)"),
        pgettext("form", "Expected social and economic effect"),
        pgettext("form", "Contribution to the growth of gross domestic product (gross value added)"),
        pgettext("form", "Priority of the goal, of the target indicator (1, 2, 3)*"),
    ]
    below: list[Text] = [words.TOTAL, *map(str, asked.years)]
    return spanned(before, pgettext("form", "Need for funding, mln tenge"), below, after)


def _rows(asked: Asked) -> Iterator[Row]:
    """Goals with their target indicators that are linked to the budget; macro indicators are not printed."""
    contents = asked.contents
    for number, goal in enumerate(contents.goals(), 1):
        held = {one.pk for one in contents.indicators_of(goal) if one.indicator_class != IndicatorClass.MACRO}
        needs = [need for need in contents.needs if need.indicator_id in held]
        yield row(str(number), [Run(said(goal, "name"), bold=True)], None, *_amounts(needs, asked.years))
        for place, need in enumerate(needs, 1):
            yield _need(asked, f"{number}.{place}", need)


def _need(asked: Asked, number: str, need: FinancialNeed) -> Row:
    programme = need.programme
    return row(
        number,
        None,
        said(asked.contents.indicator_by_id[need.indicator_id], "name"),
        *_amounts([need], asked.years),
        f"{programme.code} {said(programme, 'name')}" if programme else "",
        said(need, "grounds"),
        said(need, "effect"),
        need.growth_share,
        str(need.priority),
    )


def _amounts(needs: Sequence[FinancialNeed], years: Sequence[int]) -> list[Value]:
    """The sum of all years, then each year."""
    by_year = [added(_amount(need, year) for need in needs) for year in years]
    return [money(added(by_year)), *map(money, by_year)]


def _amount(need: FinancialNeed, year: int) -> Decimal | None:
    written = need.amounts_mln.get(str(year))
    return Decimal(str(written)) if written not in (None, "") else None
