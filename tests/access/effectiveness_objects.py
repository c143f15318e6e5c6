"""A final evaluation for the matrix of access: its overview is open to everybody, what is inside to nobody here."""

from datetime import date
from typing import Any

from django.core.management import call_command
from django.urls import URLPattern

from planning_docs.effectiveness.choices import BodyKind, EvaluationState
from planning_docs.effectiveness.models import Evaluation, MethodEdition
from planning_docs.effectiveness.urls import urlpatterns
from planning_docs.models import Body
from tests.dashboards.world import OPEN

CODE = "EFF"
ARGUMENTS = {"body": CODE, "year": OPEN, "goal": 1, "task": 1, "pk": 1, "number": 1, "kind": "field", "code": "act"}
SPECIAL = {
    f"effectiveness:{one.name}": ARGUMENTS for one in urlpatterns if isinstance(one, URLPattern)
}  # fmt: skip


def effectiveness_objects(country: dict[str, Any]) -> dict[str, Any]:
    call_command("load_methods", verbosity=0)
    body, _ = Body.objects.get_or_create(
        code=CODE,
        defaults={
            "kind": "central", "name_kk": "Бағаланатын орган", "name_ru": "Оцениваемый орган",
            "territory": country["country"], "valid_from": date(2000, 1, 1),
        },
    )  # fmt: skip
    evaluation = Evaluation.objects.create(
        body=body, evaluator=body, year=OPEN, edition=MethodEdition.objects.get(pk="2012"),
        body_kind=BodyKind.CENTRAL, state=EvaluationState.FINAL, due_on=date(OPEN + 1, 2, 15),
    )  # fmt: skip
    return {"evaluation": evaluation.pk}
