"""Annex 9: expected expenditure by administrators of budget programmes. Other sources are not printed (§157)."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import pgettext

from planning_docs.choices import FundingSource
from planning_docs.models import Body, Measure
from rss_portal.documents import Column, Form, Head, Row, Table, Text, Value, group, row, subtotal, total
from rss_portal.ui import formats

from . import words
from .asked import Asked
from .lines import added, corner, money, said, spanned, year_columns

Amounts = dict[int, list[Decimal | None]]


def form(asked: Asked) -> Form:
    title = pgettext("form", "Summary of expected expenditure by administrators of budget programmes")
    table = Table(_columns(asked), list(_rows(asked)), _headings(asked), numbered=True, caption=title)
    return Form(
        title=title,
        subtitle=[f"«{said(asked.document, 'title')}»"],
        blocks=[table],
        language=asked.language,
        landscape=True,
        corner=corner("9"),
        file_name=f"annex-9-{asked.document.pk}",
        notes=[pgettext("form", "Note of Annex 9")],
    )


def _columns(asked: Asked) -> list[Column]:
    years = year_columns(asked.years, 11)
    return [Column(width=6, align="center"), Column(width=40), *years, Column(width=13, numeric=True)]


def _headings(asked: Asked) -> list[list[Head]]:
    before: list[Text] = [words.NUMBER, pgettext("form", "Name of administrators of budget programmes")]
    below: list[Text] = [*map(str, asked.years), words.TOTAL]
    return spanned(before, pgettext("form", "Expected expenditure (mln tenge)"), below)


def _rows(asked: Asked) -> Iterator[Row]:
    everything: Amounts = defaultdict(list)
    for level in (FundingSource.REPUBLICAN, FundingSource.LOCAL):
        found = by_administrator(asked.contents.measures, level)
        if not found:
            continue
        yield group(level.label, level=2)
        whole: Amounts = defaultdict(list)
        for number, code in enumerate(sorted(found, key=lambda one: (one == "", one)), 1):
            name, amounts = found[code]
            yield row(str(number), name, *_cells(asked, amounts))
            for year, lines in amounts.items():
                whole[year] += lines
                everything[year] += lines
        yield subtotal(None, pgettext("form", "Subtotal: %(level)s") % {"level": level.label}, *_cells(asked, whole))
    yield total(None, words.TOTAL, *_cells(asked, everything))


def by_administrator(measures: list[Measure], level: str) -> dict[str, tuple[str, Amounts]]:
    """Money from the budget of LEVEL by code of the administrator ("" for none): its name, amounts by year."""
    found: dict[str, tuple[str, Amounts]] = {}
    for measure in measures:
        for line in measure.funding.all():
            if line.source == level and line.amount_mln is not None:
                body = administrator(measure)
                amounts = found.setdefault(body.code if body else "", (_name(body), defaultdict(list)))[1]
                amounts[line.year].append(line.amount_mln)
    return found


def administrator(measure: Measure) -> Body | None:
    """Who administers the programme of MEASURE; while it has none, the body responsible for the measure."""
    return measure.programme.administrator if measure.programme else measure.responsible


def _name(body: Body | None) -> str:
    return formats.name(body) if body else pgettext("form", "Administrator not named")


def _cells(asked: Asked, amounts: Amounts) -> list[Value]:
    by_year = [added(amounts.get(year, [])) for year in asked.years]
    return [*map(money, by_year), money(added(by_year))]
