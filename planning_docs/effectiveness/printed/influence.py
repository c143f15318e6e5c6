"""Annex 4: the calculation of the coefficient of results of local executive bodies."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from planning_docs.effectiveness import phrases
from planning_docs.effectiveness.models import Evaluation
from planning_docs.effectiveness.queries import case_of, for_computing
from planning_docs.effectiveness.rules import formulas as rules
from planning_docs.effectiveness.rules.case import read_ratio
from rss_portal.documents import Column, Field, Fields, Form, Heading, Row, Table, row, total

from .parts import corner, exact_cell, points_cell, subtitle


def influence_table(evaluation: Evaluation, language: str) -> Form:
    """Annex 4: the six indicators of E with their indices."""
    with translation.override(language):
        found = for_computing([evaluation.pk]).get()
        given = case_of(found)["e"]
        return Form(
            title=_("Calculation of the coefficient of results of local executive bodies"),
            blocks=[_indices(given), *_sources(given)],
            language=language,
            corner=corner(4),
            subtitle=subtitle(found, language),
            file_name=f"influence-{found.body_id}-{found.year}",
        )


def _indices(given: Sequence[dict[str, Any]]) -> Table:
    ratios = [read_ratio(one) for one in given]
    influence = points_cell(rules.social_economic_influence(ratios))
    rows = [_index(place, one, ratio) for place, (one, ratio) in enumerate(zip(given, ratios, strict=True), 1)]
    return Table(
        columns=[
            Column("№", 5, align="center"),
            Column(_("Name of the indicator"), 46),
            Column(_("Unit"), 14),
            Column(_("Previous period"), 14, numeric=True),
            Column(_("Reporting period"), 14, numeric=True),
            Column(_("Index of the indicators"), 14, numeric=True),
        ],
        rows=[*rows, total("", _("Coefficient of results"), "", "", "", influence)],
        numbered=True,
        caption=_("Calculation of the coefficient of results of local executive bodies"),
    )


def _index(place: int, one: dict[str, Any], ratio: Fraction | None) -> Row:
    periods = exact_cell(one["previous"]), exact_cell(one["fact"])
    return row(str(place), phrases.name_in(one), phrases.unit_in(one), *periods, points_cell(ratio))


def _sources(given: Sequence[dict[str, Any]]) -> list[Any]:
    """Where the values come from (p.26); the annex itself has no column for it."""
    named = [Field(phrases.name_in(one), one["source"]) for one in given if one["source"]]
    return [Heading(_("Sources of the data")), Fields(named)] if named else []
