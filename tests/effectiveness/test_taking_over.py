"""Goals and indicators from an approved document: amended plans, official facts, else operational ones."""

from datetime import date

import pytest

from planning_docs.effectiveness.models import EvaluatedIndicator
from planning_docs.effectiveness.services import inputs, schedule, taking_over
from planning_docs.effectiveness.services.common import StepRefused
from planning_docs.models import DocumentEdition, Element, Indicator, IndicatorFact, IndicatorValue, PlanningDocument
from tests.effectiveness.world import AKIMAT, DUE, YEAR, make_body, make_evaluation, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    found = make_world()
    make_evaluation(found, filled=False)
    return found


def document(body, kind="region_plan", state="in_force"):
    made = PlanningDocument.objects.create(
        kind=kind, title_kk="Жоспар", title_ru="План", developer=body, territory=body.territory, year_from=2021,
        year_to=2025, state=state,
    )  # fmt: skip
    return made, DocumentEdition.objects.create(document=made, number=1, state="current")


def element(edition, kind, parent=None):
    return Element.objects.create(edition=edition, kind=kind, parent=parent, name_kk=kind, name_ru=kind)


def indicator(edition, place, kind, plan, fact=None, status="official", amended=None, previous=None):
    row = Indicator.objects.create(edition=edition, element=place, kind=kind, name_kk=f"{kind}-{plan}", name_ru="н")
    IndicatorValue.objects.create(indicator=row, year=YEAR, plan=plan, amended_plan=amended)
    for year, value in ((YEAR, fact), (YEAR - 1, previous)):
        if value is not None:
            IndicatorFact.objects.create(
                document=edition.document, indicator_key=row.key, year=year, value=value, status=status
            )
    return row


def filled(body):
    _, edition = document(body)
    goal = element(edition, "goal")
    task = element(edition, "task", goal)
    indicator(edition, goal, "target", 60, 58, amended=55, previous=50)
    indicator(edition, goal, "target", 10, 7, status="operational")
    indicator(edition, task, "result", 100)
    return edition


def take(world):
    return taking_over.take_over(world.people["evaluator"], world.evaluation.pk)


def test_plans_and_facts_come_as_they_stand_in_the_document(world):
    filled(world.bodies[AKIMAT])
    assert take(world) == 3
    first = EvaluatedIndicator.objects.get(name_kk="target-60")
    assert (first.plan, first.fact, first.previous, first.origin) == (55, 58, 50, "document")
    second = EvaluatedIndicator.objects.get(name_kk="target-10")
    assert (second.fact, second.operational_fact) == (None, 7)
    third = EvaluatedIndicator.objects.get(name_kk="result-100")
    assert third.task is not None and third.fact is None


def test_a_later_change_of_the_document_does_not_change_what_was_taken(world):
    filled(world.bodies[AKIMAT])
    take(world)
    IndicatorFact.objects.update(value=1)
    assert EvaluatedIndicator.objects.get(name_kk="target-60").fact == 58


def test_taking_over_again_keeps_what_re_verification_found(world):
    filled(world.bodies[AKIMAT])
    take(world)
    row = EvaluatedIndicator.objects.get(name_kk="target-60")
    inputs.verify(
        world.people["evaluator"], row, {"found_fact": 57, "is_false": True, "use_found": True, "note": "хат"}
    )
    take(world)
    again = EvaluatedIndicator.objects.get(name_kk="target-60")
    assert (again.found_fact, again.is_false, again.use_found) == (57, True, True)


@pytest.mark.parametrize("state", ["draft", "submitted"])
def test_a_document_that_is_not_approved_is_not_taken(world, state):
    document(world.bodies[AKIMAT], state=state)
    with pytest.raises(StepRefused):
        take(world)


def test_a_successor_takes_the_document_of_a_body_that_ended_in_the_first_half(world):
    filled(world.bodies[AKIMAT])
    for code, ended in (("OLD", date(YEAR, 3, 1)), ("LATE", date(YEAR, 8, 1))):
        filled(make_body(code, "local", world.country["north"], valid_to=ended, successor=world.bodies[AKIMAT]))
        body = make_body(code, "local", world.country["north"])
        schedule.schedule(world.people["evaluator"], body, YEAR, world.edition, DUE)
    assert take(world) == 6
    assert list(world.evaluation.parts.values_list("body", flat=True).order_by("body")) == ["LATE", "OLD"]
