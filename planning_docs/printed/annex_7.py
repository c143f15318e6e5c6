"""Annex 7: target indicators of a region's plan by districts and cities of regional significance."""

from collections.abc import Iterator

from django.utils.translation import pgettext

from planning_docs.models import Indicator
from rss_portal.documents import Cell, Column, Form, Head, Row, Table, Text, Value, row
from rss_portal.ui import formats

from . import words
from .asked import Asked
from .indicator_tables import reported_heading
from .lines import corner, for_years, planned, reported, said, spanned, year_columns
from .reading import Values
from .values import plan_cells


def form(asked: Asked) -> Form:
    title = pgettext("form", "Distribution of the region's target indicators by districts (cities)")
    table = Table(_columns(asked), list(_rows(asked)), _headings(asked), numbered=True, caption=title)
    return Form(
        title=title,
        subtitle=[f"«{said(asked.document, 'title')}»", for_years(asked.years)],
        blocks=[table],
        language=asked.language,
        landscape=True,
        corner=corner("7"),
        file_name=f"annex-7-{asked.document.pk}",
        notes=[pgettext("form", "Note of Annex 7")],
    )


def _columns(asked: Asked) -> list[Column]:
    fixed = [Column(width=6, align="center"), Column(width=32), Column(width=10, align="center")]
    return [*fixed, Column(width=8, numeric=True), Column(width=9, numeric=True), *year_columns(asked.years)]


def _headings(asked: Asked) -> list[list[Head]]:
    current = pgettext("form", "Plan (actual) of the current year %(year)s") % {"year": asked.current_year}
    before: list[Text] = [words.ORDINAL, words.NAME, words.UNIT, reported_heading(asked), current]
    return spanned(before, words.PLAN_PERIOD, [str(year) for year in asked.years])


def _rows(asked: Asked) -> Iterator[Row]:
    """Each indicator, under it the districts where their statistics exist (§149)."""
    for number, indicator in enumerate(asked.contents.target_indicators(), 1):
        values = Values(indicator)
        yield row(
            Cell(str(number), bold=True), Cell(said(indicator, "name"), bold=True), *_cells(asked, indicator, values)
        )
        if not indicator.district_statistics:
            continue
        for place, district in enumerate(asked.contents.districts_with(indicator), 1):
            name = formats.name(district, asked.language)
            yield row(f"{number}.{place}.", name, *_cells(asked, indicator, values, district.kato))


def _cells(asked: Asked, indicator: Indicator, values: Values, district: str = "") -> list[Value]:
    whole = values.districts.get(district, {}) if district else values.whole
    return [
        said(indicator, "unit"),
        reported(indicator, whole, asked.reported_year),
        planned(whole.get(asked.current_year)),
        *plan_cells(values, asked.years, district or None),
    ]
