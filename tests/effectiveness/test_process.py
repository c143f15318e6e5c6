"""The way of an evaluation: receipt, inputs, score, conclusion, objections, commission, final conclusion."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from planning_docs.effectiveness.choices import EvaluationState
from planning_docs.effectiveness.models import EvaluatedIndicator, Evaluation
from planning_docs.effectiveness.queries import for_computing
from planning_docs.effectiveness.services import appeal, computing, concluding, inputs, objecting, schedule
from planning_docs.effectiveness.services.common import ChangedMeanwhile, StepRefused
from rss_portal.access import Refused, decide
from tests.effectiveness.world import (
    AKIMAT,
    DUE,
    TEXTS,
    YEAR,
    fill_influence,
    make_body,
    make_evaluation,
    make_world,
    record_false_facts,
)

pytestmark = pytest.mark.django_db
CONCLUDED, SAT, SIGNED = date(2025, 3, 3), date(2025, 3, 5), date(2025, 3, 12)


@pytest.fixture
def world():
    return make_world()


def proof():
    return SimpleUploadedFile("анықтама.pdf", b"%PDF-1.4 proof", content_type="application/pdf")


def computed(evaluation):
    return computing.compute(for_computing([evaluation.pk]).get())[0]


def concluded(world, today=CONCLUDED):
    evaluation = make_evaluation(world)
    user = world.people["evaluator"]
    concluding.save_texts(user, evaluation.pk, evaluation.version, TEXTS)
    return concluding.conclude(user, evaluation.pk, today)


def objection(world, evaluation, today, files=(), **values):
    given = {"subject": "other", "text": "Келіспейміз", "criterion": "D", **values}
    return objecting.make_objection(world.people["editor"], evaluation.pk, given, files or [proof()], today)


def test_the_worked_example_typed_in_gives_the_printed_points(world):
    evaluation = make_evaluation(world)
    record_false_facts(world.people["evaluator"], evaluation, 4)
    score = computed(evaluation)
    assert score.points.quantize(Decimal("0.01")) == Decimal("70.94")
    assert (score.quality, score.goals, score.influence, score.points_off) == (
        Decimal("0.75"), Decimal("0.777917"), Decimal("0.948308"), Decimal("2.3"),
    )  # fmt: skip


def test_computing_twice_gives_the_same_row_and_the_same_bytes(world):
    evaluation = make_evaluation(world)
    first, again = computed(evaluation), computed(evaluation)
    assert (again.pk, again.case) == (first.pk, first.case)
    assert evaluation.scores.count() == 1


def test_a_missing_value_of_e_marks_the_score_incomplete_and_says_which(world):
    evaluation = make_evaluation(world, filled=False)
    fill_influence(world.people["evaluator"], evaluation, leave_out="emissions")
    score = computed(evaluation)
    assert score.points is None
    assert "E:emissions" in score.lacking and "E:unemployment" not in score.lacking
    assert "D" in score.lacking and any(one.startswith("B:") for one in score.lacking)


def test_an_incomplete_score_is_not_concluded(world):
    evaluation = make_evaluation(world, filled=False)
    concluding.save_texts(world.people["evaluator"], evaluation.pk, evaluation.version, TEXTS)
    with pytest.raises(StepRefused):
        concluding.conclude(world.people["evaluator"], evaluation.pk, CONCLUDED)


def test_several_experts_count_by_their_mean(world):
    evaluation = make_evaluation(world)
    row = evaluation.sectors.get(number="3")
    inputs.mark_sector(world.people["expert_2"], row, Decimal(1), Decimal(1), "Толық талданған")
    assert computed(evaluation).quality == Decimal("0.833333")


@pytest.mark.parametrize(("q1", "reason"), [("0.7", "Негіз"), ("1", "  ")])
def test_a_mark_is_one_of_three_and_has_a_reason(world, q1, reason):
    evaluation = make_evaluation(world)
    with pytest.raises(StepRefused):
        inputs.mark_sector(world.people["expert"], evaluation.sectors.first(), Decimal(q1), Decimal(1), reason)


def test_after_the_conclusion_nothing_of_the_inputs_can_be_changed(world):
    evaluation = concluded(world)
    with pytest.raises(Refused):
        inputs.add_goal(world.people["evaluator"], evaluation.pk, "Жаңа", "Новая")
    with pytest.raises(Refused):
        inputs.mark_sector(world.people["expert"], evaluation.sectors.first(), Decimal(1), Decimal(1), "Негіз")


def test_the_term_for_objections_counts_five_working_days_of_kazakhstan(world):
    """7 March 2025 follows a Thursday; 8 March is a holiday on a Saturday moved to Monday the 10th."""
    assert concluded(world).objections_until == date(2025, 3, 11)


def test_an_accepted_objection_changes_its_input_only_and_keeps_both_scores(world):
    evaluation = concluded(world)
    row = EvaluatedIndicator.objects.get(goal__evaluation=evaluation, name_kk="p1.2.1")
    made = objection(world, evaluation, CONCLUDED, subject="indicator", subject_key=str(row.pk), proposed=Decimal(10))
    before = evaluation.scores.get()
    appoint(world, evaluation)
    sit(world, evaluation)
    appeal.decide(world.people["member_1"], made.pk, True, "Құжат растайды")
    assert evaluation.scores.count() == 1, "a decision holds when the chair has signed it"
    sign(world, evaluation)
    after = evaluation.scores.order_by("-number").first()
    assert (before.number, after.number, after.stage) == (1, 2, "after_appeal")
    assert after.points > before.points
    assert (after.quality, after.influence, after.points_off) == (before.quality, before.influence, before.points_off)


def appoint(world, evaluation, members=range(1, 6), extra=()):
    people = [*(world.people[f"member_{number}"].pk for number in members), *(world.people[name].pk for name in extra)]
    appeal.appoint(world.people["evaluator"], evaluation.pk, people, people[0])


def sit(world, evaluation, present=range(1, 6), **more):
    people = [world.people[f"member_{number}"].pk for number in present]
    given = {"held_on": SAT, "invited": "Әкімдік пен министрлік өкілдері", "today": SAT, **more}
    return appeal.record_sitting(world.people["member_1"], evaluation.pk, present=people, **given)


def sign(world, evaluation, today=SIGNED, by="member_1"):
    version = Evaluation.objects.get(pk=evaluation.pk).version
    return appeal.sign_table(world.people[by], evaluation.pk, version, today)


def considered(world, **values):
    """An evaluation with one objection before its commission, which sat; and the objection."""
    evaluation = concluded(world)
    made = objection(world, evaluation, CONCLUDED, **values)
    appoint(world, evaluation)
    sit(world, evaluation)
    return evaluation, made


def test_a_refused_objection_changes_nothing(world):
    evaluation, made = considered(world, subject="late")
    appeal.decide(world.people["member_2"], made.pk, False, "Мерзім өткен")
    sign(world, evaluation)
    assert evaluation.scores.count() == 1


def test_an_accepted_objection_to_lateness_gives_the_points_back(world):
    evaluation, made = considered(world, subject="late")
    appeal.decide(world.people["member_2"], made.pk, True, "Пошта белгісі бар")
    sign(world, evaluation)
    assert evaluation.scores.order_by("-number").first().points_off == 0


def test_no_decision_without_a_sitting_and_only_by_who_was_present(world):
    evaluation = concluded(world)
    made = objection(world, evaluation, CONCLUDED)
    appoint(world, evaluation)
    with pytest.raises(StepRefused, match="33"):
        appeal.decide(world.people["member_1"], made.pk, True, "Негіз")
    sit(world, evaluation, present=range(1, 5))
    with pytest.raises(StepRefused):
        appeal.decide(world.people["member_5"], made.pk, True, "Негіз")
    with pytest.raises(Refused):
        appeal.decide(world.people["member_6"], made.pk, True, "Негіз")
    assert appeal.decide(world.people["member_4"], made.pk, True, "Негіз").decision == "accepted"


@pytest.mark.parametrize(
    "wrong",
    [
        {"present": []}, {"present": [6]}, {"invited": " "}, {"held_on": date(2025, 3, 2)},
        {"held_on": date(2025, 3, 6)},
    ],
)  # fmt: skip
def test_a_sitting_has_a_day_members_of_the_commission_and_those_invited(world, wrong):
    evaluation = concluded(world)
    objection(world, evaluation, CONCLUDED)
    appoint(world, evaluation)
    with pytest.raises(StepRefused):
        sit(world, evaluation, **wrong)
    assert not evaluation.sittings.exists()


def test_a_decision_may_be_changed_until_the_chair_signs_but_not_unseen(world):
    evaluation, made = considered(world, subject="late")
    seen = Evaluation.objects.get(pk=evaluation.pk).version
    appeal.decide(world.people["member_1"], made.pk, True, "Пошта белгісі бар", seen)
    with pytest.raises(ChangedMeanwhile):
        appeal.decide(world.people["member_2"], made.pk, False, "Белгі жоқ", seen)
    appeal.decide(world.people["member_2"], made.pk, False, "Белгі жоқ", seen + 1)
    sign(world, evaluation)
    assert evaluation.scores.count() == 1
    with pytest.raises(Refused):
        appeal.decide(world.people["member_1"], made.pk, True, "Қайтадан")
    with pytest.raises(Refused):
        appoint(world, evaluation)


def test_the_table_is_signed_by_the_chair_when_all_is_decided_and_the_term_has_ended(world):
    evaluation, made = considered(world)
    with pytest.raises(StepRefused):
        sign(world, evaluation)
    appeal.decide(world.people["member_1"], made.pk, False, "Негізсіз")
    with pytest.raises(Refused):
        sign(world, evaluation, by="member_2")
    with pytest.raises(StepRefused):
        sign(world, evaluation, today=date(2025, 3, 11))
    assert sign(world, evaluation).table_signed_by == world.people["member_1"]


def test_the_body_sees_decisions_when_they_are_signed(world):
    evaluation, made = considered(world)
    appeal.decide(world.people["member_1"], made.pk, False, "Негізсіз")
    editor = world.people["editor"]
    evaluation.refresh_from_db()
    assert not decide(editor, "effectiveness.see_decisions", evaluation)
    assert decide(editor, "effectiveness.see_decisions", sign(world, evaluation))
    assert not decide(world.people["other_editor"], "effectiveness.see_decisions", evaluation)


def test_the_same_objection_twice_is_one_objection(world):
    evaluation = concluded(world)
    objection(world, evaluation, CONCLUDED)
    with pytest.raises(StepRefused, match="1"):
        objection(world, evaluation, CONCLUDED)
    objection(world, evaluation, CONCLUDED, text="Басқа негіз")
    assert evaluation.objections.count() == 2


def test_an_objection_has_several_documents_and_each_is_checked(world):
    evaluation = concluded(world)
    wrong = SimpleUploadedFile("кесте.pdf", b"<html>not a document</html>")
    with pytest.raises(StepRefused, match="кесте.pdf"):
        objection(world, evaluation, CONCLUDED, files=[proof(), wrong])
    assert not evaluation.objections.exists()
    made = objection(world, evaluation, CONCLUDED, files=[proof(), proof()])
    assert made.documents.count() == 2


def test_an_objection_keeps_the_value_of_the_conclusion(world):
    evaluation = concluded(world)
    sector = evaluation.sectors.get(number="2")
    made = objection(
        world, evaluation, CONCLUDED, subject="sector", subject_key=str(sector.pk), proposed=Decimal(1),
        proposed_second=Decimal(1),
    )  # fmt: skip
    assert (made.stood, made.stood_second) == (Decimal(1), Decimal("0.5"))


@pytest.mark.parametrize("today", [date(2025, 3, 12), date(2025, 4, 1)])
def test_after_the_term_nothing_is_accepted(world, today):
    evaluation = concluded(world)
    with pytest.raises(StepRefused, match="30"):
        objection(world, evaluation, today)
    with pytest.raises(StepRefused):
        concluding.agree(world.people["editor"], evaluation.pk, today)


def test_an_objection_without_document_is_refused(world):
    evaluation = concluded(world)
    with pytest.raises(StepRefused):
        objecting.make_objection(
            world.people["editor"], evaluation.pk, {"subject": "other", "text": "Жоқ"}, [], CONCLUDED
        )


def test_who_gave_marks_does_not_sit_in_the_commission(world):
    evaluation = concluded(world)
    objection(world, evaluation, CONCLUDED)
    from rss_portal.accounts.models import RoleGrant

    RoleGrant.objects.create(user=world.people["expert"], role="commission_member", territory_code="KZ")
    with pytest.raises(StepRefused, match="31"):
        appoint(world, evaluation, range(1, 5), ["expert"])
    assert not evaluation.commission.exists()


def test_a_commission_of_four_is_too_small(world):
    evaluation = concluded(world)
    objection(world, evaluation, CONCLUDED)
    with pytest.raises(StepRefused):
        appoint(world, evaluation, range(1, 5))


def test_the_final_conclusion_waits_for_the_term_for_decisions_and_then_is_public(world):
    evaluation = concluded(world)
    evaluator = world.people["evaluator"]
    with pytest.raises(StepRefused):
        concluding.finish(evaluator, evaluation.pk, CONCLUDED)
    made = objection(world, evaluation, date(2025, 3, 4))
    evaluation.refresh_from_db()
    assert evaluation.final_due == date(2025, 3, 19)
    with pytest.raises(StepRefused):
        concluding.finish(evaluator, evaluation.pk, date(2025, 3, 20))
    appoint(world, evaluation)
    sit(world, evaluation)
    appeal.decide(world.people["member_1"], made.pk, False, "Негізсіз")
    with pytest.raises(StepRefused, match="34"):
        concluding.finish(evaluator, evaluation.pk, date(2025, 3, 18))
    sign(world, evaluation)
    assert concluding.finish(evaluator, evaluation.pk, date(2025, 3, 18)).state == EvaluationState.FINAL


def test_a_notice_of_no_objections_lets_the_conclusion_become_final_at_once(world):
    evaluation = concluded(world)
    concluding.agree(world.people["editor"], evaluation.pk, CONCLUDED)
    assert concluding.finish(world.people["evaluator"], evaluation.pk, CONCLUDED).final_on == CONCLUDED


@pytest.mark.parametrize(
    ("code", "by"), [("MNE", "pm_office"), ("MFA", "administration"), (AKIMAT, "evaluator"), ("MH", "evaluator")]
)
def test_each_body_is_evaluated_by_the_one_that_the_methodology_names(world, code, by):
    for name in ("evaluator", "pm_office", "administration"):
        if name != by:
            with pytest.raises(Refused):
                schedule.schedule(world.people[name], world.bodies[code], YEAR, world.edition, DUE)
    made = schedule.schedule(world.people[by], world.bodies[code], YEAR, world.edition, DUE)
    assert made.state == EvaluationState.SCHEDULED


@pytest.mark.parametrize(
    ("ended", "state"),
    [
        (date(2024, 6, 30), EvaluationState.IN_SUCCESSOR),
        (date(2024, 7, 1), EvaluationState.NOT_EVALUATED),
        (date(2025, 1, 1), EvaluationState.SCHEDULED),
    ],
)
def test_a_reorganised_body_is_evaluated_inside_its_successor_or_not_at_all(world, ended, state):
    body = make_body("OLD", "central", world.country["country"], valid_to=ended, successor=world.bodies["MH"])
    assert schedule.schedule(world.people["evaluator"], body, YEAR, world.edition, DUE).state == state


def test_a_reorganised_body_that_was_scheduled_first_is_found_by_its_successor(world):
    gone = make_body(
        "OLD", "central", world.country["country"], valid_to=date(2024, 3, 1), successor=world.bodies["MH"]
    )
    part = schedule.schedule(world.people["evaluator"], gone, YEAR, world.edition, DUE)
    made = schedule.schedule(world.people["evaluator"], world.bodies["MH"], YEAR, world.edition, DUE)
    assert list(made.parts.all()) == [part]


def test_a_body_that_was_founded_after_the_year_is_refused(world):
    body = make_body("NEW", "central", world.country["country"], valid_from=date(2025, 1, 1))
    with pytest.raises(StepRefused):
        schedule.schedule(world.people["evaluator"], body, YEAR, world.edition, DUE)


def test_a_body_that_ended_before_the_year_is_refused(world):
    body = make_body("OLD", "central", world.country["country"], valid_to=date(2023, 12, 31))
    with pytest.raises(StepRefused):
        schedule.schedule(world.people["evaluator"], body, YEAR, world.edition, DUE)


def test_a_year_is_computed_by_one_job_that_may_be_repeated(world, run_jobs):
    evaluation = make_evaluation(world)
    for _ in range(2):
        job = computing.request_year(world.people["evaluator"], YEAR)
        run_jobs()
    job.refresh_from_db()
    assert job.result == {"computed": 1, "new": 0, "incomplete": 0, "year": YEAR}
    assert Evaluation.objects.get(pk=evaluation.pk).scores.count() == 1
