"""Inputs of an evaluation: completeness, indicators, re-verification, marks, the six indicators of E."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from planning_docs.effectiveness.choices import Action
from planning_docs.effectiveness.models import (
    EvaluatedGoal,
    EvaluatedIndicator,
    EvaluatedTask,
    Evaluation,
    EValue,
    ExpertMark,
    MarkedSector,
    Risk,
    Sector,
)

from .common import StepRefused, locked, note, refuse_unseen

EVALUATE = "effectiveness.evaluate"
MARKS = (Decimal("0"), Decimal("0.5"), Decimal("1"))
INDICATOR_FIELDS = (
    "name_kk", "name_ru", "unit_kk", "unit_ru", "better", "previous", "plan", "low", "high", "fact",
    "operational_fact", "note",
)  # fmt: skip
VERIFIED_FIELDS = ("found_fact", "is_false", "use_found", "note")
WITHOUT_REASON = _("Give a reason for the mark.")
WRONG_MARK = _("A mark is 1, 0.5 or 0.")
NO_LIST = _("Annex 2 has no list for this body.")
NO_FOUND_FACT = _("Write the fact that the re-verification found.")


@transaction.atomic
def check_completeness(user: Any, pk: int, version: int, answers: Mapping[int, tuple[bool | None, str]]) -> None:
    """Note for every line of the check list, by its number, whether it was there, with a remark (p.41)."""
    evaluation = locked(user, EVALUATE, pk, version)
    old, new = {}, {}
    for line in evaluation.completeness.all():
        present, remark = answers.get(line.position, (line.present, line.note))
        old[f"line {line.position}"], new[f"line {line.position}"] = (
            f"{line.present} {line.note}",
            f"{present} {remark}",
        )
        line.present, line.note = present, remark
        line.save(update_fields=["present", "note"])
    note(user, evaluation, Action.CHECK, old, new)


@transaction.atomic
def set_e_values(user: Any, pk: int, version: int, values: Mapping[str, Mapping[str, Any]]) -> None:
    """The six indicators of E: previous, fact and source by code (Annex 4)."""
    evaluation = locked(user, EVALUATE, pk, version)
    old, new = {}, {}
    for row in EValue.objects.filter(evaluation=evaluation):
        given = values.get(row.code, {})
        for name in ("previous", "fact", "source"):
            if name in given:
                old[f"{row.code}.{name}"], new[f"{row.code}.{name}"] = getattr(row, name), given[name]
                setattr(row, name, given[name])
        row.save()
    note(user, evaluation, Action.CHANGE_INPUT, old, new, text="E")


@transaction.atomic
def add_goal(user: Any, pk: int, name_kk: str, name_ru: str) -> EvaluatedGoal:
    """A goal entered by hand, for a body whose document is not in the portal."""
    evaluation = locked(user, EVALUATE, pk)
    goal = EvaluatedGoal.objects.create(
        evaluation=evaluation, position=evaluation.goals.count(), name_kk=name_kk, name_ru=name_ru
    )
    note(user, evaluation, Action.CHANGE_INPUT, {}, {"goal": name_kk}, text=name_kk)
    return goal


@transaction.atomic
def add_task(user: Any, goal: EvaluatedGoal, name_kk: str, name_ru: str) -> EvaluatedTask:
    evaluation = locked(user, EVALUATE, goal.evaluation_id)
    task = EvaluatedTask.objects.create(goal=goal, position=goal.tasks.count(), name_kk=name_kk, name_ru=name_ru)
    note(user, evaluation, Action.CHANGE_INPUT, {}, {"task": name_kk}, text=name_kk)
    return task


@transaction.atomic
def add_indicator(
    user: Any, goal: EvaluatedGoal, task: EvaluatedTask | None, values: Mapping[str, Any]
) -> EvaluatedIndicator:
    """A new indicator of GOAL, or of its TASK."""
    evaluation = locked(user, EVALUATE, goal.evaluation_id)
    row = EvaluatedIndicator(goal=goal, task=task, position=goal.indicators.count())
    return _saved(user, evaluation, row, values, {})


@transaction.atomic
def change_indicator(
    user: Any, row: EvaluatedIndicator, values: Mapping[str, Any], seen: str | None = None
) -> EvaluatedIndicator:
    """New values of an indicator; SEEN is the fingerprint of INDICATOR_FIELDS that the person saw.
    `StepRefused`, `ChangedMeanwhile`."""
    evaluation = locked(user, EVALUATE, row.goal.evaluation_id)
    refuse_unseen(row, INDICATOR_FIELDS, seen)
    return _saved(user, evaluation, row, values, {name: getattr(row, name) for name in INDICATOR_FIELDS})


def _saved(
    user: Any, evaluation: Evaluation, row: EvaluatedIndicator, values: Mapping[str, Any], old: dict[str, Any]
) -> EvaluatedIndicator:
    for name in INDICATOR_FIELDS:
        if name in values:
            setattr(row, name, values[name])
    row.save()
    new = {name: getattr(row, name) for name in INDICATOR_FIELDS}
    about = ("effectiveness.indicator", row.key)
    note(user, evaluation, Action.CHANGE_INPUT, old, new, about=about, text=row.name_kk)
    return row


@transaction.atomic
def remove_indicator(user: Any, row: EvaluatedIndicator) -> None:
    evaluation = locked(user, EVALUATE, row.goal.evaluation_id)
    old = {name: getattr(row, name) for name in INDICATOR_FIELDS}
    row.delete()
    note(user, evaluation, Action.CHANGE_INPUT, old, {}, about=("effectiveness.indicator", row.key))


@transaction.atomic
def remove_goal(user: Any, goal: EvaluatedGoal) -> None:
    """Take a goal out with its tasks and indicators."""
    evaluation = locked(user, EVALUATE, goal.evaluation_id)
    name = goal.name_kk
    goal.delete()
    note(user, evaluation, Action.CHANGE_INPUT, {"goal": name}, {})


@transaction.atomic
def verify(
    user: Any, row: EvaluatedIndicator, values: Mapping[str, Any], seen: str | None = None
) -> EvaluatedIndicator:
    """What re-verification found of an indicator (p.9-13, Annex 1). `StepRefused` for a false fact without the
    fact that was found; `ChangedMeanwhile` when it is not what the person saw (SEEN, of VERIFIED_FIELDS)."""
    evaluation = locked(user, EVALUATE, row.goal.evaluation_id)
    refuse_unseen(row, VERIFIED_FIELDS, seen)
    if values["is_false"] and values.get("found_fact") is None:
        raise StepRefused(NO_FOUND_FACT)
    old = {name: getattr(row, name) for name in VERIFIED_FIELDS}
    for name in VERIFIED_FIELDS:
        setattr(row, name, values.get(name, getattr(row, name)))
    row.use_found = bool(row.use_found and row.found_fact is not None)
    row.save(update_fields=list(VERIFIED_FIELDS))
    new = {name: getattr(row, name) for name in VERIFIED_FIELDS}
    note(user, evaluation, Action.VERIFY, old, new, about=("effectiveness.indicator", row.key), text=row.name_kk)
    return row


@transaction.atomic
def take_list(user: Any, pk: int, body_code: str) -> int:
    """The fields of activity of a body of Annex 2 instead of those there are; marks given so far go with them."""
    evaluation = locked(user, EVALUATE, pk)
    listed = Sector.objects.filter(edition=evaluation.edition, body_kind=evaluation.body_kind, body_code=body_code)
    if not listed:
        raise StepRefused(NO_LIST)
    old = evaluation.sectors.count()
    evaluation.sectors.all().delete()
    rows = MarkedSector.objects.bulk_create(
        MarkedSector(evaluation=evaluation, number=one.number, position=place, name_kk=one.name_kk, name_ru=one.name_ru)
        for place, one in enumerate(listed.order_by("position"))
    )
    note(user, evaluation, Action.CHANGE_INPUT, {"fields": old}, {"fields": len(rows), "list": body_code})
    return len(rows)


@transaction.atomic
def set_risks(user: Any, pk: int, version: int, names: Sequence[tuple[str, str]]) -> None:
    """The risks of the plan's section of risks, in their order; marks of those that stay are kept."""
    evaluation = locked(user, EVALUATE, pk, version)
    kept = {(one.name_kk, one.name_ru): one for one in evaluation.risks.all()}
    evaluation.risks.exclude(pk__in=[kept[name].pk for name in names if name in kept]).delete()
    for place, (name_kk, name_ru) in enumerate(names):
        found = kept.get((name_kk, name_ru)) or Risk(evaluation=evaluation, name_kk=name_kk, name_ru=name_ru)
        found.position = place
        found.save()
    note(user, evaluation, Action.CHANGE_INPUT, {"risks": len(kept)}, {"risks": len(names)})


@transaction.atomic
def mark_sector(user: Any, sector: MarkedSector, q1: Decimal, q2: Decimal, reason: str) -> ExpertMark:
    """USER's marks of a sector or direction (p.20-21), with a reason. `StepRefused`."""
    return _mark(user, sector.evaluation_id, {"sector": sector}, {"q1": q1, "q2": q2}, reason)


@transaction.atomic
def mark_risk(user: Any, risk: Risk, r: Decimal, reason: str) -> ExpertMark:
    """USER's mark of how a risk was managed (p.22), with a reason. `StepRefused`."""
    return _mark(user, risk.evaluation_id, {"risk": risk}, {"r": r}, reason)


def _mark(user: Any, pk: int, about: dict[str, Any], marks: dict[str, Decimal], reason: str) -> ExpertMark:
    evaluation: Evaluation = locked(user, "effectiveness.mark", pk)
    if not reason.strip():
        raise StepRefused(WITHOUT_REASON)
    if any(mark not in MARKS for mark in marks.values()):
        raise StepRefused(WRONG_MARK)
    row = ExpertMark.objects.filter(expert=user, **about).first()
    row = row or ExpertMark(evaluation=evaluation, expert=user, **about)
    old = {name: getattr(row, name) for name in marks}
    for name, mark in marks.items():
        setattr(row, name, mark)
    row.reason = reason.strip()
    row.save()
    thing = next(iter(about.values()))
    note(user, evaluation, Action.MARK, old, {**marks, "reason": row.reason}, text=thing.name_kk)
    return row
