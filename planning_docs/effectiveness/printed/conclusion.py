"""Annex 5: the conclusion on the results of the evaluation."""

from collections.abc import Iterator
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from planning_docs.effectiveness.choices import Criterion
from planning_docs.effectiveness.explanation import case_of_score
from planning_docs.effectiveness.models import Evaluation, Score
from planning_docs.effectiveness.queries import method_of, newest_score
from planning_docs.effectiveness.rules.case import evaluate
from rss_portal.documents import Column, Form, Heading, Row, Signature, Table, row, total

from .parts import corner, paragraphs, points_cell, subtitle


def conclusion(evaluation: Evaluation, language: str) -> Form:
    """Annex 5: the conclusion with points and coefficients by criterion, deductions, total, analysis, advice."""
    with translation.override(language):
        score = newest_score(evaluation)
        assert score is not None
        return Form(
            title=_(
                "Conclusion on the results of evaluating the effectiveness of reaching and carrying out strategic "
                "goals and tasks in the supervised sector, sphere or region"
            ),
            blocks=[_points(evaluation, score), *_texts(evaluation, language), *_signatures()],
            language=language,
            corner=corner(5),
            subtitle=subtitle(evaluation, language),
            file_name=f"conclusion-{evaluation.body_id}-{evaluation.year}",
            notes=[_("By the 2012 methodology, which was repealed in 2014.")],
        )


def _points(evaluation: Evaluation, score: Score) -> Table:
    """The annex's table, with the column of coefficients that p.27 names beside the points."""
    return Table(
        columns=[
            Column("№", 5, align="center"),
            Column(_("Criteria of the evaluation"), 56),
            Column(_("Points by each criterion"), 16, numeric=True),
            Column(_("Coefficient"), 14, numeric=True),
        ],
        rows=list(_criteria(evaluation, score)),
        caption=_("Criteria of the evaluation"),
    )


def _criteria(evaluation: Evaluation, score: Score) -> Iterator[Row]:
    """Each criterion with its coefficient and points; E multiplies and has a coefficient only."""
    method = method_of(evaluation)
    found = evaluate(case_of_score(score), method)
    rule = method.scores[evaluation.body_kind]
    values = {"B": found.quality, "D": found.achievement, "C": found.risks}
    for place, code in enumerate((Criterion.QUALITY, Criterion.GOALS, Criterion.RISKS), 1):
        value = values[code.value] if code.value in rule.weights else None
        points = None if value is None else value * rule.weights[code.value] * 100
        yield row(str(place), _named(code), points_cell(points), points_cell(value))
    influence = found.influence if rule.influenced else None
    yield row("4", str(Criterion.INFLUENCE.label), "", points_cell(influence))
    yield row("", _("Taking off of points"), points_cell(found.points_off), "")
    yield total("", _("Total score"), points_cell(found.points), "")


def _named(code: Criterion) -> str:
    """The criterion as the annex words it."""
    return {
        Criterion.QUALITY: _("Quality and completeness of the strategic plan or programme of territorial development"),
        Criterion.GOALS: _(
            "Achievement of goals and tasks of the strategic plan or programme of territorial development"
        ),
    }.get(code) or str(code.label)


def _texts(evaluation: Evaluation, language: str) -> list[Any]:
    analysis, advice = (getattr(evaluation, f"{name}_{language}") for name in ("analysis", "advice"))
    return [
        Heading(_("Analytic report and findings on the evaluation of the work of the state body")),
        *paragraphs(analysis),
        Heading(_("Recommendations for improving the work of the state body")),
        *paragraphs(advice),
    ]


def _signatures() -> list[Signature]:
    named = _("signature, name in full")
    return [
        Signature(_("Head of the structural unit of the evaluating body"), "", named),
        Signature(_("Head of the structural unit of the state body"), "", named),
    ]
