"""Indicators from a workbook: new ones with their goals and tasks, and new values of those that are there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from planning_docs.effectiveness.choices import Action, Origin
from planning_docs.effectiveness.models import EvaluatedGoal, EvaluatedIndicator, EvaluatedTask, Evaluation

from .common import locked, note
from .inputs import EVALUATE

NUMBERS = ("previous", "plan", "low", "high", "fact", "operational_fact")
PLACES = ("goal_kk", "goal_ru", "task_kk", "task_ru")
OWN = ("name_kk", "name_ru", "unit_kk", "unit_ru", "better", *NUMBERS)
TEXTS = (*PLACES, "name_kk", "name_ru", "unit_kk", "unit_ru")
FIELDS = (*PLACES, *OWN)


@dataclass(frozen=True)
class Line:
    """A row of the workbook: the number of a stored indicator, None for a new one, and its values by FIELDS."""

    pk: int | None
    values: dict[str, Any]


def values_of(row: EvaluatedIndicator) -> dict[str, Any]:
    """The values of a stored indicator by FIELDS."""
    places = {
        "goal_kk": row.goal.name_kk, "goal_ru": row.goal.name_ru,
        "task_kk": row.task.name_kk if row.task else "", "task_ru": row.task.name_ru if row.task else "",
    }  # fmt: skip
    return {**places, **{name: getattr(row, name) for name in OWN}}


@transaction.atomic
def import_lines(user: Any, pk: int, lines: Sequence[Line], detail: str = "") -> int:
    """Write LINES; how many indicators there are now in them. Goal and task of a stored indicator stay."""
    evaluation = locked(user, EVALUATE, pk)
    stored = {row.pk: row for row in EvaluatedIndicator.objects.filter(goal__evaluation=evaluation)}
    places = _Places(evaluation)
    made: list[EvaluatedIndicator] = []
    changed: list[EvaluatedIndicator] = []
    for line in lines:
        row = stored[line.pk] if line.pk else places.new_indicator(line.values, len(stored) + len(made))
        for name in OWN:
            setattr(row, name, line.values[name] if line.values[name] != "" or name not in NUMBERS else None)
        row.origin = Origin.WORKBOOK
        (changed if line.pk else made).append(row)
    EvaluatedIndicator.objects.bulk_create(made)
    EvaluatedIndicator.objects.bulk_update(changed, [*OWN, "origin"])
    note(user, evaluation, Action.IMPORT, {}, {"new": len(made), "changed": len(changed)}, text=detail)
    return len(lines)


class _Places:
    """Goals and tasks of an evaluation by their names; those that are not there are made."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation
        self.goals = {(one.name_kk, one.name_ru): one for one in evaluation.goals.all()}
        tasks = EvaluatedTask.objects.filter(goal__evaluation=evaluation)
        self.tasks = {(one.goal_id, one.name_kk, one.name_ru): one for one in tasks}

    def new_indicator(self, values: dict[str, Any], position: int) -> EvaluatedIndicator:
        """An indicator in the goal and task that VALUES name."""
        goal = self._goal(values["goal_kk"], values["goal_ru"])
        kk, ru = values["task_kk"] or values["task_ru"], values["task_ru"] or values["task_kk"]
        return EvaluatedIndicator(goal=goal, task=self._task(goal, kk, ru) if kk else None, position=position)

    def _goal(self, kk: str, ru: str) -> EvaluatedGoal:
        if (kk, ru) not in self.goals:
            place = len(self.goals)
            self.goals[kk, ru] = EvaluatedGoal.objects.create(
                evaluation=self.evaluation, name_kk=kk, name_ru=ru, position=place
            )
        return self.goals[kk, ru]

    def _task(self, goal: EvaluatedGoal, kk: str, ru: str) -> EvaluatedTask:
        if (goal.pk, kk, ru) not in self.tasks:
            place = len(self.tasks)
            self.tasks[goal.pk, kk, ru] = EvaluatedTask.objects.create(
                goal=goal, name_kk=kk, name_ru=ru, position=place
            )
        return self.tasks[goal.pk, kk, ru]
