"""Annex 1: the act of re-verification of the report."""

from fractions import Fraction
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from planning_docs.effectiveness import phrases
from planning_docs.effectiveness.models import EvaluatedIndicator, Evaluation
from planning_docs.effectiveness.queries import case_of, for_computing, method_of
from planning_docs.effectiveness.rules import formulas as rules
from planning_docs.effectiveness.rules.case import read_deductions
from rss_portal.documents import Column, Field, Fields, Form, Heading, Paragraph, Row, Table, row, total
from rss_portal.ui import formats

from .parts import corner, decimal_cell, official, points_cell, subtitle


def act(evaluation: Evaluation, language: str) -> Form:
    """Annex 1: the act of re-verification of the report."""
    with translation.override(language):
        found = for_computing([evaluation.pk]).get()
        given = read_deductions(case_of(found))
        by = method_of(found).deductions
        late = by.late if given["late"] else rules.ZERO
        incomplete = by.incomplete if given["incomplete"] else rules.ZERO
        false = rules.false_fact_points(given["false_facts"], by)
        return Form(
            title=_("Act of verification by the results of re-verifying the data of the report"),
            blocks=[
                _points_table(late, incomplete, false),
                *_timeliness(found, late),
                *_completeness(found, incomplete),
                *_reliability(found, false, by),
                Paragraph([_("Points off in all"), ": ", phrases.coefficient(late + incomplete + false)]),
                official(_("Representative of the authorised body, position")),
                official(_("Representative of the evaluated state body, position")),
            ],
            language=language,
            corner=corner(1),
            subtitle=subtitle(found, language),
            file_name=f"act-{found.body_id}-{found.year}",
        )


def _points_table(late: Fraction, incomplete: Fraction, false: Fraction) -> Table:
    return Table(
        columns=[Column("№", 6, align="center"), Column(_("Name"), 60), Column(_("Points off"), 16, numeric=True)],
        rows=[
            row("1", _("Report not presented in time"), points_cell(late)),
            row("2", _("Incomplete information presented"), points_cell(incomplete)),
            row("3", _("Unreliable information presented"), points_cell(false)),
            total("", _("Total"), points_cell(late + incomplete + false)),
        ],
        caption=_("Points off"),
    )


def _timeliness(found: Evaluation, points: Fraction) -> list[Any]:
    return [
        Heading(_("1. Term of the report")),
        Fields(
            [
                Field(_("Term by the schedule of evaluation"), formats.day(found.due_on)),
                Field(_("Actual date of the report"), formats.day(found.received_on)),
                Field(_("Points off"), phrases.coefficient(points)),
            ]
        ),
    ]


def _completeness(found: Evaluation, points: Fraction) -> list[Any]:
    absent = [line for line in found.completeness.all() if line.present is False]
    listed = [Paragraph(f"{place}) {formats.name(line)}{_note(line.note)}") for place, line in enumerate(absent, 1)]
    return [
        Heading(_("2. Elements that the report lacks")),
        *(listed or [Paragraph(_("The report has all its elements."))]),
        Fields([Field(_("Points off"), phrases.coefficient(points))]),
    ]


def _note(text: str) -> str:
    return f" — {text}" if text else ""


def _reliability(found: Evaluation, points: Fraction, by: rules.Deductions) -> list[Any]:
    rows = [one for goal in found.goals.all() for one in goal.indicators.all() if one.is_false]
    each = by.false_fact if points else rules.ZERO
    return [
        Heading(_("3. Facts that were found not to agree")),
        Table(
            columns=[
                Column("№", 5, align="center"),
                Column(_("Name of the target indicator or of the indicator of direct results"), 33),
                Column(_("Plan of the reporting year"), 13, numeric=True),
                Column(_("Fact of the reporting year"), 12, numeric=True),
                Column(_("Fact of the reporting year by re-verification"), 14, numeric=True),
                Column(_("Taking off of points"), 10, numeric=True),
                Column(_("Remark of the act"), 20),
            ],
            rows=[_false_row(place, one, each) for place, one in enumerate(rows, 1)],
            caption=_("Facts that were found not to agree"),
            empty=_("Re-verification found no facts that do not agree."),
        ),
        Fields([Field(_("Points off"), phrases.coefficient(points))]),
    ]


def _false_row(place: int, one: EvaluatedIndicator, each: Fraction) -> Row:
    fact = one.fact if one.fact is not None else one.operational_fact
    return row(
        str(place),
        formats.name(one),
        decimal_cell(one.plan),
        decimal_cell(fact),
        decimal_cell(one.found_fact),
        points_cell(each),
        one.note,
    )
