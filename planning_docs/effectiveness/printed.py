"""The official forms of an evaluation: act of re-verification (Annex 1), table of E (Annex 4), conclusion (Annex 5)
and table of disagreements (Annex 6), with the annexes' own columns, in Kazakh or Russian."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planning_docs.effectiveness import phrases
from planning_docs.effectiveness.choices import BodyKind, Criterion, Decision
from planning_docs.effectiveness.explanation import case_of_score
from planning_docs.effectiveness.models import EvaluatedIndicator, Evaluation, Objection, Score
from planning_docs.effectiveness.queries import case_of, for_computing, method_of, newest_score
from planning_docs.effectiveness.rules import formulas as rules
from planning_docs.effectiveness.rules.case import evaluate, read_deductions, read_ratio
from rss_portal.documents import (
    Cell,
    Column,
    Field,
    Fields,
    Form,
    Heading,
    Paragraph,
    Row,
    Signature,
    Table,
    row,
    total,
)
from rss_portal.ui import formats

TWO = 2


@dataclass(frozen=True)
class Printed:
    """A form: its title for lists, and how it is built in a language."""

    title: str | Promise
    build: Callable[[Evaluation, str], Form]


def points_cell(value: Fraction | Decimal | None) -> Cell:
    """A coefficient or points with 2 decimals, half up."""
    if value is None:
        return Cell("")
    exact = value if isinstance(value, Decimal) else rules.as_decimal(value)
    return Cell(number=formats.half_up(exact, TWO), places=TWO)


def exact_cell(text: str | None) -> Cell:
    """A number of the case as it was entered."""
    if text is None:
        return Cell("")
    return Cell(number=rules.as_decimal(Fraction(text)).normalize() + 0)


def _subtitle(evaluation: Evaluation, language: str) -> list[str]:
    return [formats.name(evaluation.body, language), str(evaluation.year)]


def _corner(annex: int) -> list[str]:
    said = _("Annex %(annex)s to the methodology approved by the order No. 14 of 19 January 2012")
    return [said % {"annex": annex}, _("form")]


def _official(name: str) -> Signature:
    return Signature(name, "", _("date, signature, name in full"))


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
                _official(_("Representative of the authorised body, position")),
                _official(_("Representative of the evaluated state body, position")),
            ],
            language=language,
            corner=_corner(1),
            subtitle=_subtitle(found, language),
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
                Column(_("Name of the target indicator or of the indicator of direct results"), 34),
                Column(_("Plan of the reporting year"), 12, numeric=True),
                Column(_("Fact of the reporting year"), 12, numeric=True),
                Column(_("Fact of the reporting year by re-verification"), 14, numeric=True),
                Column(_("Points off"), 10, numeric=True),
                Column(_("Note"), 20),
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
        _decimal(one.plan),
        _decimal(fact),
        _decimal(one.found_fact),
        points_cell(each),
        one.note,
    )


def _decimal(value: Decimal | None) -> Cell:
    return Cell("") if value is None else Cell(number=value.normalize() + 0)


def influence_table(evaluation: Evaluation, language: str) -> Form:
    """Annex 4: the six indicators of E with their indices."""
    with translation.override(language):
        found = for_computing([evaluation.pk]).get()
        given = case_of(found)["e"]
        ratios = [read_ratio(one) for one in given]
        rows = [
            row(
                str(place),
                phrases.name_in(one),
                phrases.unit_in(one),
                exact_cell(one["previous"]),
                exact_cell(one["fact"]),
                points_cell(ratio),
            )
            for place, (one, ratio) in enumerate(zip(given, ratios, strict=True), 1)
        ]
        influence = points_cell(rules.social_economic_influence(ratios))
        return Form(
            title=_("Calculation of the coefficient of results of local executive bodies"),
            blocks=[
                Table(
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
                ),
                Fields([Field(phrases.name_in(one), one["source"]) for one in given if one["source"]]),
            ],
            language=language,
            corner=_corner(4),
            subtitle=_subtitle(found, language),
            file_name=f"influence-{found.body_id}-{found.year}",
        )


def conclusion(evaluation: Evaluation, language: str) -> Form:
    """Annex 5: the conclusion with points and coefficients by criterion, deductions, total, analysis, advice."""
    with translation.override(language):
        score = newest_score(evaluation)
        assert score is not None
        texts = {name: getattr(evaluation, f"{name}_{language}") for name in ("analysis", "advice")}
        return Form(
            title=_(
                "Conclusion on the results of evaluating the effectiveness of reaching and carrying out strategic "
                "goals and tasks in the supervised sector, sphere or region"
            ),
            blocks=[
                Table(
                    columns=[
                        Column("№", 5, align="center"),
                        Column(_("Criteria of the evaluation"), 56),
                        Column(_("Coefficient"), 14, numeric=True),
                        Column(_("Points by each criterion"), 16, numeric=True),
                    ],
                    rows=list(_criteria(evaluation, score)),
                    caption=_("Criteria of the evaluation"),
                ),
                Heading(_("Analytic report and findings on the evaluation of the work of the state body")),
                *_paragraphs(texts["analysis"]),
                Heading(_("Recommendations for improving the work of the state body")),
                *_paragraphs(texts["advice"]),
                Signature(_("Head of the structural unit of the evaluating body"), "", _("signature, name in full")),
                Signature(_("Head of the structural unit of the state body"), "", _("signature, name in full")),
            ],
            language=language,
            corner=_corner(5),
            subtitle=_subtitle(evaluation, language),
            file_name=f"conclusion-{evaluation.body_id}-{evaluation.year}",
            notes=[_("By the 2012 methodology, which was repealed in 2014.")],
        )


def _paragraphs(text: str) -> list[Any]:
    return [Paragraph(part.strip()) for part in text.split("\n") if part.strip()] or [Paragraph("")]


def _criteria(evaluation: Evaluation, score: Score) -> Iterator[Row]:
    """Each criterion with its coefficient and points; E multiplies and has a coefficient only."""
    method = method_of(evaluation)
    found = evaluate(case_of_score(score), method)
    rule = method.scores[evaluation.body_kind]
    values = {"B": found.quality, "D": found.achievement, "C": found.risks}
    for place, code in enumerate((Criterion.QUALITY, Criterion.GOALS, Criterion.RISKS), 1):
        value = values[code.value] if code.value in rule.weights else None
        points = None if value is None else value * rule.weights[code.value] * 100
        yield row(str(place), str(code.label), points_cell(value), points_cell(points))
    influence = found.influence if rule.influenced else None
    yield row("4", str(Criterion.INFLUENCE.label), points_cell(influence), "")
    yield row("", _("Points taken off"), "", points_cell(found.points_off))
    yield total("", _("Total score"), "", points_cell(found.points))


def disagreements(evaluation: Evaluation, language: str) -> Form:
    """Annex 6: the table of disagreements by the results of the evaluation."""
    with translation.override(language):
        objections = list(evaluation.objections.order_by("criterion", "number"))
        score = newest_score(evaluation)
        chair = evaluation.commission.filter(chair=True).select_related("person").first()
        name = chair.person.get_full_name() if chair else ""
        return Form(
            title=_("Table of disagreements by the results of evaluating the effectiveness of state bodies"),
            blocks=[
                Paragraph(
                    _(
                        "Direction: reaching and carrying out strategic goals and tasks in the supervised "
                        "sector, sphere or region"
                    ),
                    align="center",
                ),
                Table(
                    columns=[
                        Column("№", 5, align="center"),
                        Column(_("Conclusion of the authorised body for state planning"), 24),
                        Column(_("Objection of the evaluated state body"), 28),
                        Column(_("Decision by the results of the appeal (accepted or not accepted)"), 16),
                        Column(_("Note (ground for accepting or not accepting the objection)"), 24),
                    ],
                    rows=[_disagreement(one) for one in objections],
                    numbered=True,
                    caption=_("Table of disagreements"),
                    empty=_("There are no objections."),
                ),
                Fields(list(_findings(objections))),
                Paragraph(
                    [
                        _("Total score with the results of the appeal"),
                        ": ",
                        phrases.coefficient(score.points if score else None),
                    ]
                ),
                Signature(_("Chair of the commission, position"), name, _("signature, name in full")),
                Paragraph(_("I have read the results of the appeal")),
                Signature(
                    _("Representative of the evaluated state body, position"), "", _("date, signature, name in full")
                ),
            ],
            language=language,
            landscape=True,
            corner=_corner(6),
            subtitle=_subtitle(evaluation, language),
            file_name=f"disagreements-{evaluation.body_id}-{evaluation.year}",
        )


def _disagreement(one: Objection) -> Row:
    decided = {
        Decision.WAITING: "",
        Decision.ACCEPTED: _("accepted (objection)"),
        Decision.REJECTED: _("not accepted (objection)"),
    }
    return row(
        str(one.number),
        f"{one.get_criterion_display()}: {one.get_subject_display()}",
        one.text,
        decided[Decision(one.decision)],
        one.decision_reason,
    )


def _findings(objections: list[Objection]) -> Iterator[Field]:
    """By criterion: how many objections were accepted of how many."""
    for criterion in Criterion:
        own = [one for one in objections if one.criterion == criterion]
        if own:
            accepted = sum(one.decision == Decision.ACCEPTED for one in own)
            said = _("accepted %(accepted)s of %(all)s") % {"accepted": accepted, "all": len(own)}
            yield Field(_("Findings on the criterion “%(name)s”") % {"name": criterion.label}, said)


FORMS = {
    "act": Printed(gettext_lazy("Act of verification (Annex 1)"), act),
    "influence": Printed(gettext_lazy("Coefficient of results (Annex 4)"), influence_table),
    "conclusion": Printed(gettext_lazy("Conclusion (Annex 5)"), conclusion),
    "disagreements": Printed(gettext_lazy("Table of disagreements (Annex 6)"), disagreements),
}


def available(evaluation: Evaluation) -> list[tuple[str, str | Promise]]:
    """Forms that can be filled in by now: E is of local bodies, a conclusion needs a score."""
    scored = evaluation.scores.exists()
    absent = {"conclusion"} if not scored else set()
    if evaluation.body_kind == BodyKind.CENTRAL:
        absent.add("influence")
    return [(code, one.title) for code, one in FORMS.items() if code not in absent]
