"""Reads of evaluations: the case that a score is computed from, newest scores, dynamics."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import DecimalField, Max, OuterRef, Prefetch, QuerySet, Subquery

from planning_docs.effectiveness.choices import BodyKind, EvaluationState
from planning_docs.effectiveness.models import (
    EvaluatedGoal,
    EvaluatedIndicator,
    EvaluatedTask,
    Evaluation,
    ExpertMark,
    MarkedSector,
    Objection,
    Score,
)
from planning_docs.effectiveness.rules.formulas import mean
from planning_docs.effectiveness.rules.method import Method, read_method
from planning_docs.effectiveness.rules.process import is_late

INDICATOR_NUMBERS = ("previous", "plan", "low", "high", "operational_fact")


def for_computing(evaluations: Iterable[int]) -> QuerySet[Evaluation]:
    """The evaluations with every input, in a fixed number of queries."""
    marks = ExpertMark.objects.select_related("expert").order_by("expert_id")
    goals = EvaluatedGoal.objects.prefetch_related(
        Prefetch("tasks", EvaluatedTask.objects.order_by("position", "pk")),
        Prefetch("indicators", EvaluatedIndicator.objects.order_by("position", "pk")),
    )
    return (
        Evaluation.objects.filter(pk__in=list(evaluations))
        .select_related("edition", "body", "evaluator")
        .prefetch_related(
            "completeness",
            "e_values",
            Prefetch("sectors__marks", marks),
            Prefetch("risks__marks", marks),
            Prefetch("goals", goals.order_by("position", "pk")),
        )
        .order_by("pk")
    )


def method_of(evaluation: Evaluation) -> Method:
    """The method of the evaluation's edition."""
    return read_method({**evaluation.edition.parameters, "code": evaluation.edition_id})


def text_of(value: Decimal | Fraction | None) -> str | None:
    """VALUE as the case keeps it: exact, the same on every database."""
    if value is None:
        return None
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def case_of(evaluation: Evaluation) -> dict[str, Any]:
    """Every input of EVALUATION in the layout of the worked example, with names and origins beside the numbers."""
    method = method_of(evaluation)
    rule = method.scores[evaluation.body_kind]
    case: dict[str, Any] = {
        "edition": evaluation.edition_id,
        "body": evaluation.body_id,
        "year": evaluation.year,
        "body_kind": evaluation.body_kind,
        "result_ratio": method.result_ratio,
        "sectors": _sectors(evaluation.sectors.all()),
        "risks": [_risk(one) for one in evaluation.risks.all()] if "C" in rule.weights else [],
        "goals": [_goal(one) for one in evaluation.goals.all()],
        "e": _influence(evaluation, method) if rule.influenced else [],
        "deductions": _deductions(evaluation),
    }
    return case


def _names(row: Any) -> dict[str, str]:
    return {"name_kk": row.name_kk, "name_ru": row.name_ru}


def _sectors(rows: Iterable[MarkedSector]) -> list[dict[str, Any]]:
    """Sectors with their directions; a sector without directions is its own only one (p.19)."""
    below: dict[str, list[MarkedSector]] = defaultdict(list)
    own: list[MarkedSector] = []
    for row in rows:
        sector, dot, _ = row.number.partition(".")
        (below[sector] if dot else own).append(row)
    return [
        {"code": row.number, **_names(row), "directions": [_field(one) for one in below[row.number] or [row]]}
        for row in own
    ]


def _field(row: MarkedSector) -> dict[str, Any]:
    marks = list(row.marks.all())
    return {
        "code": row.number,
        "key": row.pk,
        **_names(row),
        "q1": text_of(_mean(row.q1_decided, [one.q1 for one in marks])),
        "q2": text_of(_mean(row.q2_decided, [one.q2 for one in marks])),
        "decided": row.q1_decided is not None,
        "marks": [
            {"expert": place, "q1": text_of(one.q1), "q2": text_of(one.q2), "reason": one.reason}
            for place, one in enumerate(marks, 1)
        ],
    }


def _risk(row: Any) -> dict[str, Any]:
    marks = list(row.marks.all())
    return {
        "key": row.pk,
        **_names(row),
        "value": text_of(_mean(row.r_decided, [one.r for one in marks])),
        "decided": row.r_decided is not None,
        "marks": [{"expert": n, "r": text_of(one.r), "reason": one.reason} for n, one in enumerate(marks, 1)],
    }


def _mean(decided: Decimal | None, marks: Sequence[Decimal | None]) -> Fraction | None:
    """The commission's mark, else the mean of the experts'."""
    if decided is not None:
        return Fraction(decided)
    return mean([Fraction(one) for one in marks if one is not None])


def _goal(goal: EvaluatedGoal) -> dict[str, Any]:
    of_task: dict[int | None, list[EvaluatedIndicator]] = defaultdict(list)
    for one in goal.indicators.all():
        of_task[one.task_id].append(one)
    return {
        "key": goal.pk,
        **_names(goal),
        "indicators": [_indicator(one) for one in of_task[None]],
        "tasks": [
            {"key": task.pk, **_names(task), "results": [_indicator(one) for one in of_task[task.pk]]}
            for task in goal.tasks.all()
        ],
    }


def _indicator(row: EvaluatedIndicator) -> dict[str, Any]:
    fact = row.found_fact if row.use_found else row.fact
    return {
        "key": row.pk,
        **_names(row),
        "unit_kk": row.unit_kk,
        "unit_ru": row.unit_ru,
        "better": row.better,
        **{name: text_of(getattr(row, name)) for name in INDICATOR_NUMBERS},
        "fact": text_of(fact),
        "origin": "found" if row.use_found else row.origin,
    }


def _influence(evaluation: Evaluation, method: Method) -> list[dict[str, Any]]:
    held = {one.code: one for one in evaluation.e_values.all()}
    return [
        {
            "code": one.code,
            "better": one.better,
            "name_kk": one.texts.get("name_kk", ""),
            "name_ru": one.texts.get("name_ru", ""),
            "unit_kk": one.texts.get("unit_kk", ""),
            "unit_ru": one.texts.get("unit_ru", ""),
            "previous": text_of(held[one.code].previous) if one.code in held else None,
            "fact": text_of(held[one.code].fact) if one.code in held else None,
            "source": held[one.code].source if one.code in held else "",
        }
        for one in method.influence
    ]


def _deductions(evaluation: Evaluation) -> dict[str, Any]:
    lines = list(evaluation.completeness.all())
    facts = [one for goal in evaluation.goals.all() for one in goal.indicators.all() if one.is_false]
    return {
        "late": is_late(evaluation.due_on, evaluation.received_on) and not evaluation.late_waived,
        "incomplete": any(line.present is False for line in lines),
        "false_facts": len(facts),
        "due_on": evaluation.due_on.isoformat(),
        "received_on": evaluation.received_on.isoformat() if evaluation.received_on else None,
        "late_waived": evaluation.late_waived,
        "absent": [_names(line) for line in lines if line.present is False],
        "found": [
            {"key": one.pk, **_names(one), "fact": text_of(one.fact), "found": text_of(one.found_fact)} for one in facts
        ],
    }


def objected_rows(evaluation: Evaluation, objections: Iterable[Objection]) -> dict[int, Any]:
    """What each of OBJECTIONS is about, by the number of the objection; those about the report are left out."""
    keys: dict[str, set[str]] = defaultdict(set)
    for one in objections:
        keys[one.subject].add(one.subject_key)
    indicators = EvaluatedIndicator.objects.filter(goal__evaluation=evaluation)
    known: dict[str, dict[str, Any]] = {
        "indicator": _by_key(indicators, keys["indicator"] | keys["false_fact"]),
        "sector": _by_key(evaluation.sectors.all(), keys["sector"]),
        "risk": _by_key(evaluation.risks.all(), keys["risk"]),
        "e_value": {one.code: one for one in evaluation.e_values.all()} if keys["e_value"] else {},
    }
    known["false_fact"] = known["indicator"]
    found = {one.pk: known.get(one.subject, {}).get(one.subject_key) for one in objections}
    return {pk: row for pk, row in found.items() if row is not None}


def _by_key(rows: QuerySet[Any], keys: Iterable[str]) -> dict[str, Any]:
    wanted = list(keys)
    return {str(one.pk): one for one in rows.filter(pk__in=wanted)} if wanted else {}


class KeptPoints(DecimalField):  # type: ignore[type-arg]
    """Points with the decimals of their column; SQLite gives those of a subquery with noise behind them."""

    def from_db_value(self, value: Decimal | None, *args: Any) -> Decimal | None:
        return None if value is None else value.quantize(Decimal("0.000001"))


def newest_score(evaluation: Evaluation) -> Score | None:
    """The score computed last; the one that holds."""
    return evaluation.scores.order_by("-number").first()


def with_points(evaluations: QuerySet[Evaluation]) -> QuerySet[Any]:
    """EVALUATIONS with `points` and `lacking` of their newest score."""
    newest = Score.objects.filter(evaluation=OuterRef("pk")).order_by("-number")
    return evaluations.annotate(
        points=Subquery(newest.values("points")[:1], output_field=KeptPoints(max_digits=9, decimal_places=6)),
        score_number=Subquery(newest.values("number")[:1]),
        lacking=Subquery(newest.values("lacking")[:1]),
    )


def opening_year(seen: QuerySet[Evaluation]) -> int | None:
    """The newest year of the evaluations SEEN that has more to tell than who is left out of it, else the newest."""
    telling = seen.exclude(state__in=[EvaluationState.NOT_EVALUATED, EvaluationState.IN_SUCCESSOR])
    return telling.aggregate(newest=Max("year"))["newest"] or seen.aggregate(newest=Max("year"))["newest"]


def ranking(year: int, kind: str = "") -> QuerySet[Any]:
    """Final scores of YEAR, the best first; without KIND both kinds of bodies."""
    final = Evaluation.objects.filter(year=year, state=EvaluationState.FINAL)
    final = final.filter(body_kind=kind) if kind in BodyKind.values else final
    return with_points(final).select_related("body").order_by("-points", "body_id")


def dynamics(body: str) -> QuerySet[Any]:
    """Final scores of BODY by year."""
    final = Evaluation.objects.filter(body=body, state=EvaluationState.FINAL)
    return with_points(final).order_by("year")
