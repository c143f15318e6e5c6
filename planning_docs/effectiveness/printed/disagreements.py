"""Annex 6: the table of disagreements by the results of the evaluation."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from planning_docs.effectiveness import phrases
from planning_docs.effectiveness.choices import Criterion, Decision
from planning_docs.effectiveness.models import Evaluation, Objection
from planning_docs.effectiveness.phrases import subject_of
from planning_docs.effectiveness.queries import newest_score, objected_rows
from rss_portal.documents import Column, Field, Fields, Form, Paragraph, Row, Signature, Table, row
from rss_portal.ui import formats

from .parts import corner, subtitle


def disagreements(evaluation: Evaluation, language: str) -> Form:
    """Annex 6; the points with the results of the appeal are filled in with the chair's signature (p.34)."""
    with translation.override(language):
        objections = list(evaluation.objections.order_by("criterion", "number"))
        return Form(
            title=_("Table of disagreements by the results of evaluating the effectiveness of state bodies"),
            blocks=[
                _direction(),
                _table(evaluation, objections),
                *_findings(objections),
                _points(evaluation),
                *_signatures(evaluation),
            ],
            language=language,
            landscape=True,
            corner=corner(6),
            subtitle=subtitle(evaluation, language),
            file_name=f"disagreements-{evaluation.body_id}-{evaluation.year}",
        )


def _direction() -> Paragraph:
    said = _(
        "Direction: reaching and carrying out strategic goals and tasks in the supervised sector, sphere or region"
    )
    return Paragraph(said, align="center")


def _table(evaluation: Evaluation, objections: Sequence[Objection]) -> Table:
    about, numbered = objected_rows(evaluation, objections), enumerate(objections, 1)
    return Table(
        columns=[
            Column("№", 5, align="center"),
            Column(_("Conclusion of the authorised body for state planning"), 24),
            Column(_("Objection of the evaluated state body"), 28),
            Column(_("Decision by the results of the appeal (accepted or not accepted)"), 16),
            Column(_("Note (ground for accepting or not accepting the objection)"), 24),
        ],
        rows=[_disagreement(place, one, subject_of(evaluation, one, about.get(one.pk))) for place, one in numbered],
        numbered=True,
        caption=_("Table of disagreements"),
        empty=_("There are no objections."),
    )


def _disagreement(place: int, one: Objection, about: str) -> Row:
    decided = {
        Decision.WAITING: "",
        Decision.ACCEPTED: _("accepted (objection)"),
        Decision.REJECTED: _("not accepted (objection)"),
    }
    concluded = [one.get_criterion_display(), about, phrases.stood_text(one)]
    objected = [one.text, phrases.proposed_text(one)]
    return row(
        str(place),
        ". ".join(filter(None, concluded)),
        " ".join(filter(None, objected)),
        decided[Decision(one.decision)],
        one.decision_reason,
    )


def _findings(objections: Sequence[Objection]) -> list[Any]:
    """By criterion: how many objections were accepted of how many."""
    found = list(_counts(objections))
    return [Fields(found)] if found else []


def _counts(objections: Sequence[Objection]) -> Iterator[Field]:
    for criterion in Criterion:
        own = [one for one in objections if one.criterion == criterion]
        if own and all(one.decision != Decision.WAITING for one in own):
            accepted = sum(one.decision == Decision.ACCEPTED for one in own)
            said = _("accepted %(accepted)s of %(all)s") % {"accepted": accepted, "all": len(own)}
            yield Field(_("Findings on the criterion “%(name)s”") % {"name": criterion.label}, said)


def _points(evaluation: Evaluation) -> Paragraph:
    score = newest_score(evaluation) if evaluation.table_signed_on else None
    said = phrases.coefficient(score.points) if score else "__________"
    return Paragraph([_("Total score with the results of the appeal"), ": ", said])


def _signatures(evaluation: Evaluation) -> list[Any]:
    chair = evaluation.commission.filter(chair=True).select_related("person").first()
    person = evaluation.table_signed_by or (chair.person if chair else None)
    name = (person.get_full_name() or person.username) if person else ""
    signed = formats.day(evaluation.table_signed_on) if evaluation.table_signed_on else ""
    return [
        Signature(
            _("Chair of the commission, position"),
            f"{name}, {signed}" if signed else name,
            _("signature, name in full"),
        ),
        Paragraph(_("I have read the results of the appeal")),
        Signature(_("Representative of the evaluated state body, position"), "", _("date, signature, name in full")),
    ]
