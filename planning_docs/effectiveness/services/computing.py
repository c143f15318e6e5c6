"""Computing a score: from the inputs as they stand, written once; equal inputs give the same row again."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from hashlib import sha256
from typing import Any

import orjson
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from planning_docs.effectiveness.choices import Action, EvaluationState, ScoreStage
from planning_docs.effectiveness.models import Evaluation, EvaluationEvent, Score
from planning_docs.effectiveness.permissions import evaluator_bodies
from planning_docs.effectiveness.queries import case_of, for_computing, method_of, newest_score
from planning_docs.effectiveness.rules.case import Score as Computed
from planning_docs.effectiveness.rules.case import evaluate
from planning_docs.effectiveness.rules.formulas import as_decimal
from rss_portal.access import require
from rss_portal.changelog.services import log_change, open_change_set
from rss_portal.jobs.context import JobContext
from rss_portal.jobs.models import Job
from rss_portal.jobs.services import enqueue

from .common import StepRefused

ONE_JOB, YEAR_JOB = "effectiveness.compute", "effectiveness.compute_year"
STEP_BODIES = "bodies"
PORTION = 10  # bodies read and written at once
KEPT = Decimal("0.000001")
OPEN = (EvaluationState.RECEIVED, EvaluationState.OBJECTED)
NOTHING_TO_COMPUTE = _("No evaluation of this year is being evaluated now.")


@dataclass(frozen=True)
class Outcome:
    """How many scores were computed, of which new, and how many are incomplete."""

    computed: int = 0
    new: int = 0
    incomplete: int = 0


def canonical(case: dict[str, Any]) -> str:
    """CASE as text, the same for equal cases to the byte."""
    return orjson.dumps(case, option=orjson.OPT_SORT_KEYS).decode()


def rounded(value: Fraction | Decimal | None) -> Decimal | None:
    """VALUE as a row keeps it for reading."""
    if value is None:
        return None
    exact = value if isinstance(value, Decimal) else as_decimal(value)
    return exact.quantize(KEPT, ROUND_HALF_UP)


@transaction.atomic
def compute(evaluation: Evaluation, actor: Any = None) -> tuple[Score, bool]:
    """The score of EVALUATION by its inputs as they stand, and whether it is a new one."""
    Evaluation.objects.select_for_update(of=("self",)).get(pk=evaluation.pk)
    case = case_of(evaluation)
    text = canonical(case)
    digest = sha256(text.encode()).hexdigest()
    last = newest_score(evaluation)
    if last and (last.case_sha256, last.method_revision) == (digest, evaluation.edition.revision):
        return last, False
    computed = evaluate(case, method_of(evaluation))
    score = _row(evaluation, computed, last, actor)
    score.case, score.case_sha256 = text, digest
    score.save()
    _tell(evaluation, last, score, actor)
    return score, True


def _row(evaluation: Evaluation, computed: Computed, last: Score | None, actor: Any) -> Score:
    appealed = evaluation.state in (EvaluationState.OBJECTED, EvaluationState.FINAL)
    return Score(
        evaluation=evaluation,
        number=last.number + 1 if last else 1,
        stage=ScoreStage.AFTER_APPEAL if appealed else ScoreStage.PRELIMINARY,
        method_revision=evaluation.edition.revision,
        quality=rounded(computed.quality),
        risks=rounded(computed.risks),
        goals=rounded(computed.achievement),
        influence=rounded(computed.influence),
        points_off=rounded(computed.points_off),
        points=rounded(computed.points),
        lacking=computed.missing,
        computed_by=actor,
    )


def _tell(evaluation: Evaluation, last: Score | None, score: Score, actor: Any) -> None:
    EvaluationEvent.objects.create(evaluation=evaluation, action=Action.COMPUTE, actor=actor, text=str(score.number))
    changes = open_change_set("effectiveness.compute", actor=actor, detail=str(evaluation))
    old = {"points": str(last.points), "number": last.number} if last else {}
    log_change(
        changes, "effectiveness.score", evaluation.pk, old, {"points": str(score.points), "number": score.number}
    )


@transaction.atomic
def request_one(user: Any, evaluation: Evaluation) -> Job:
    """A background job that computes EVALUATION. `Refused`."""
    require(user, "effectiveness.compute", evaluation)
    return enqueue(ONE_JOB, {"evaluation": evaluation.pk}, owner=user)


@transaction.atomic
def request_year(user: Any, year: int) -> Job:
    """A background job that computes every open evaluation of YEAR of USER's body. `Refused`, `StepRefused`."""
    require(user, "effectiveness.schedule")
    if not open_of_year(user, year):
        raise StepRefused(NOTHING_TO_COMPUTE)
    return enqueue(YEAR_JOB, {"year": year}, owner=user)


def open_of_year(user: Any, year: int) -> list[int]:
    """Numbers of the evaluations of YEAR that are open and whose evaluator USER works for."""
    mine = Evaluation.objects.filter(year=year, state__in=OPEN, evaluator__in=evaluator_bodies(user))
    return list(mine.order_by("pk").values_list("pk", flat=True))


def run_one(job: JobContext, evaluation: int) -> dict[str, Any]:
    """Do the job of one body."""
    with job.fenced():
        return _done(_compute_portion([evaluation], job.job.owner))


def run_year(job: JobContext, year: int) -> dict[str, Any]:
    """Do the job of a year, a portion of bodies at a time; may be begun again at any point."""
    wanted = open_of_year(job.job.owner, year)
    total = Outcome()
    for start in range(0, len(wanted), PORTION):
        job.check_cancelled()
        with job.fenced():
            found = _compute_portion(wanted[start : start + PORTION], job.job.owner)
        total = Outcome(total.computed + found.computed, total.new + found.new, total.incomplete + found.incomplete)
        job.advance(min(start + PORTION, len(wanted)), len(wanted), STEP_BODIES)
    return {**_done(total), "year": year}


def _compute_portion(wanted: Iterable[int], actor: Any) -> Outcome:
    """Compute those of WANTED that are still open. Locked before their inputs are read: whoever changes an input or
    signs a conclusion in the same moment is either before the calculation or after it."""
    held = Evaluation.objects.select_for_update(of=("self",)).filter(pk__in=list(wanted), state__in=OPEN).order_by("pk")
    scores = [compute(one, actor) for one in for_computing([one.pk for one in held])]
    return Outcome(len(scores), sum(new for _, new in scores), sum(bool(score.lacking) for score, _ in scores))


def _done(outcome: Outcome) -> dict[str, Any]:
    return {"computed": outcome.computed, "new": outcome.new, "incomplete": outcome.incomplete}
