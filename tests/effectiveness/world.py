"""Bodies, people and an evaluation whose inputs are those of the worked example. Kept small."""

import json
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management import call_command

from planning_docs.effectiveness.models import Evaluation, MethodEdition
from planning_docs.effectiveness.services import inputs, schedule
from planning_docs.models import Body
from rss_portal.accounts.choices import Role
from rss_portal.accounts.models import RoleGrant
from tests.factories import make_country, make_user

CASE = json.loads((Path(__file__).parents[1] / "worked_examples" / "effectiveness.json").read_text("utf-8"))
YEAR, DUE = 2024, date(2025, 2, 15)
AKIMAT, MINISTRY = "akimat-11", "MH"
SECTOR_MARKS = {"1": ("1", "1"), "2": ("1", "0.5"), "3": ("0.5", "0.5")}


@dataclass
class World:
    country: dict[str, Any]
    bodies: dict[str, Body]
    people: dict[str, Any]
    edition: MethodEdition
    evaluation: Evaluation | None = None
    objects: dict[str, Any] = field(default_factory=dict)


def make_body(code: str, kind: str, territory: Any, **more: Any) -> Body:
    return Body.objects.get_or_create(
        code=code,
        defaults={
            "kind": kind, "name_kk": f"{code} органы", "name_ru": f"Орган {code}", "territory": territory,
            "valid_from": date(2000, 1, 1), **more,
        },
    )[0]  # fmt: skip


def grant(person: Any, role: str, body: str = "", territory: str = "KZ") -> Any:
    RoleGrant.objects.create(user=person, role=role, territory_code=territory, body_code=body)
    return person


def make_people(prefix: str = "") -> dict[str, Any]:
    """Evaluators of the three bodies, two experts, six commission members, editors of two bodies, a stranger."""
    roles = {
        "evaluator": (Role.EVALUATOR, "MNE"), "pm_office": (Role.EVALUATOR, "PMO"),
        "administration": (Role.EVALUATOR, "AP"), "expert": (Role.EXPERT, ""), "expert_2": (Role.EXPERT, ""),
        "editor": (Role.PLANNING_EDITOR, AKIMAT), "other_editor": (Role.PLANNING_EDITOR, MINISTRY),
        "stranger": (Role.ENTREPRENEUR, ""),
        **{f"member_{number}": (Role.COMMISSION_MEMBER, "") for number in range(1, 7)},
    }  # fmt: skip
    people = {}
    for name, (role, body) in roles.items():
        person = make_user(f"{prefix}{name}", role, "KZ")
        RoleGrant.objects.filter(user=person).update(body_code=body)
        people[name] = person
    return people


def make_world(country: dict[str, Any] | None = None) -> World:
    country = country or make_country()
    call_command("load_methods", verbosity=0)
    call_command("load_calendar", verbosity=0)
    kz, north = country["country"], country["north"]
    bodies = {code: make_body(code, "central", kz) for code in ("MNE", "PMO", MINISTRY)}
    bodies["AP"] = make_body("AP", "central", kz)
    bodies["MFA"] = make_body("MFA", "central", kz, reports_to_president=True)
    bodies[AKIMAT] = make_body(AKIMAT, "local", north)
    return World(country, bodies, make_people(), MethodEdition.objects.get(pk="2012"))


def indicator(data: dict[str, Any], name: str) -> dict[str, Any]:
    numbers = {key: Decimal(data[key]) for key in ("previous", "plan", "fact") if data.get(key) is not None}
    return {"name_kk": name, "name_ru": name, "better": data["better"], "unit_kk": "%", "unit_ru": "%", **numbers}


def fill_goals(user: Any, evaluation: Evaluation) -> None:
    """The goals, tasks and indicators of the worked example."""
    for number, data in enumerate(CASE["goals"], 1):
        goal = inputs.add_goal(user, evaluation.pk, f"{number}-мақсат", f"Цель {number}")
        for place, one in enumerate(data["indicators"], 1):
            inputs.add_indicator(user, goal, None, indicator(one, f"h{number}.{place}"))
        for at, task_data in enumerate(data["tasks"], 1):
            task = inputs.add_task(user, goal, f"{number}.{at}-міндет", f"Задача {number}.{at}")
            for place, one in enumerate(task_data["results"], 1):
                inputs.add_indicator(user, goal, task, indicator(one, f"p{number}.{at}.{place}"))


def fill_influence(user: Any, evaluation: Evaluation, leave_out: str = "") -> None:
    version = Evaluation.objects.get(pk=evaluation.pk).version
    values = {
        one["code"]: {"previous": Decimal(one["previous"]), "fact": Decimal(one["fact"]), "source": "Статистика"}
        for one in CASE["e"]
        if one["code"] != leave_out
    }
    inputs.set_e_values(user, evaluation.pk, version, values)


def fill_marks(expert: Any, evaluation: Evaluation) -> None:
    """Marks of the first three sectors as in the example; the rest of Annex 3 is taken out of the evaluation."""
    evaluation.sectors.exclude(number__in=SECTOR_MARKS).delete()
    for row in evaluation.sectors.all():
        q1, q2 = SECTOR_MARKS[row.number]
        inputs.mark_sector(expert, row, Decimal(q1), Decimal(q2), "Талдау толық")


def make_evaluation(world: World, *, received: date = date(2025, 2, 17), filled: bool = True) -> Evaluation:
    """The akimat's evaluation, received two days late, filled with the example."""
    people = world.people
    evaluation = schedule.schedule(people["evaluator"], world.bodies[AKIMAT], YEAR, world.edition, DUE)
    schedule.receive(people["evaluator"], evaluation.pk, received, date(2025, 3, 1))
    if filled:
        fill_goals(people["evaluator"], evaluation)
        fill_influence(people["evaluator"], evaluation)
        fill_marks(people["expert"], evaluation)
    evaluation.refresh_from_db()
    world.evaluation = evaluation
    return evaluation


def record_false_facts(user: Any, evaluation: Evaluation, count: int) -> list[Any]:
    from planning_docs.effectiveness.models import EvaluatedIndicator

    rows = list(EvaluatedIndicator.objects.filter(goal__evaluation=evaluation).order_by("pk")[:count])
    for row in rows:
        found = (row.fact or Decimal(0)) - 1
        inputs.verify(user, row, {"found_fact": found, "is_false": True, "use_found": False, "note": ""})
    return rows


TEXTS = dict.fromkeys(("analysis_kk", "analysis_ru", "advice_kk", "advice_ru"), "Мәтін")
