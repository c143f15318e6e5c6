"""Amendments as editions: copied whole, changed with reasons, refused where the paragraphs forbid, compared."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from planning_docs.models import Indicator, IndicatorValue, Measure, PlanningDocument
from planning_docs.printed.reading import read
from planning_docs.queries import comparing
from planning_docs.rules.checks.values import ERROR
from planning_docs.rules.reading import Planned
from planning_docs.services import amendments
from planning_docs.services.editing import PlanningRefused
from planning_docs.services.life import RulesBroken, StepRefused, record_act
from planning_docs.services.rows import add_row, change_row, remove_row
from planning_docs.services.values import Cell, save_value
from rss_portal.access import Refused
from rss_portal.notices.models import Notice
from settlements.models import Territory
from tests.planning_docs.life_world import THIS_YEAR, make_plan_world

pytestmark = pytest.mark.django_db
ACT = {"act_kind": "maslikhat", "act_number": "13-1", "act_date": date(THIS_YEAR, 1, 1)}


@pytest.fixture
def world(monkeypatch):
    """The plan in force since last year; the day is the first of June, whenever the tests run."""
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(THIS_YEAR, 6, 1))
    made = make_plan_world()
    record_act(made.edition, {**ACT, "act_number": "1", "act_date": date(THIS_YEAR - 1, 12, 10)})
    PlanningDocument.objects.update(state="in_force")
    made.document.refresh_from_db()
    return made


def set_today(monkeypatch, day):
    monkeypatch.setattr(timezone, "localdate", lambda *_: day)


def begun(world, **more):
    return amendments.begin(world.people["editor"], world.document, "Бюджет нақтыланды", **more)


def plan(world, edition, indicator, year, value):
    save_value(world.people["editor"], edition, Cell(indicator.key, year), Planned(Decimal(value)))


def reasoned(world, edition):
    for row in comparing.comparison(edition):
        amendments.give_reason(world.people["editor"], edition, row.thing, row.key, "Себебі", "Причина")


def test_a_new_edition_is_a_whole_copy_with_the_same_keys_and_links_of_its_own(world):
    first, second = read(world.edition), read(begun(world))
    for name in ("sections", "elements", "indicators", "measures"):
        assert [one.key for one in getattr(first, name)] == [one.key for one in getattr(second, name)]
    assert {one.element.edition_id for one in second.indicators} == {second.edition.pk}
    assert second.measures[0].indicator.edition_id == second.edition.pk
    assert [one.parent_id for one in second.elements][1] == second.elements[0].pk
    assert second.indicators[0].programmes.get().code == "253.113"
    assert IndicatorValue.objects.filter(indicator__edition=second.edition).count() == 10
    assert second.measures[0].funding.get().amount_mln == Decimal("12.5")


def test_copying_costs_as_many_queries_for_many_rows_as_for_few(world, django_assert_max_num_queries):
    indicator = Indicator.objects.filter(edition=world.edition).first()
    for number in range(30):
        indicator.pk, indicator.key, indicator.position = None, None, number + 3
        indicator.key = __import__("uuid").uuid4()
        indicator.save()
    with django_assert_max_num_queries(45):
        begun(world)


def test_an_amendment_shows_what_it_adds_removes_and_changes_and_takes_effect_when_approved(world):
    editor, edition = world.people["editor"], begun(world)
    kept, gone = list(Indicator.objects.filter(edition=edition))
    plan(world, edition, kept, THIS_YEAR + 2, 60)
    remove_row(editor, edition, Measure, Measure.objects.get(edition=edition).key)
    goal = kept.element
    added = add_row(editor, edition, Indicator, {
        "element": goal, "kind": "target", "name_kk": "Жаңа индикатор", "name_ru": "Новый индикатор", "unit_kk": "км",
        "unit_ru": "км", "source_kk": "Есеп", "source_ru": "Отчёт", "responsible": world.bodies["akimat"],
    })  # fmt: skip
    for year in world.document.years:
        plan(world, edition, added, year, 5)
    rows = {row.kind: row for row in comparing.comparison_rows(edition, "kk")}
    assert set(rows) == {"added", "removed", "changed"}
    assert rows["added"].present[0].text == "Жоқ" and rows["removed"].proposed[0].text == "алып тасталсын"
    assert [run.text for run in rows["changed"].proposed if run.changed] == ["60"]
    with pytest.raises(StepRefused):  # reasons lack
        amendments.submit(editor, edition)
    reasoned(world, edition)
    amendments.submit(editor, edition)
    with pytest.raises(Refused):  # it is with the authority now
        change_row(editor, edition, Indicator, kept.key, {"name_kk": "Басқа"})
    amendments.approve(world.people["authority"], edition, ACT)
    states = list(world.document.editions.order_by("number").values_list("state", flat=True))
    assert states == ["past", "current"]
    value = IndicatorValue.objects.get(indicator=kept, year=THIS_YEAR + 2)
    assert (value.plan, value.amended_plan) == (Decimal(52), Decimal(60))
    assert Notice.objects.filter(person=editor, kind="planning.amended").exists()


def test_the_comparison_is_said_in_russian_as_well(world):
    edition = begun(world)
    Measure.objects.filter(edition=edition).delete()
    (row,) = comparing.comparison_rows(edition, "ru")
    assert row.proposed[0].text == "исключить" and "Строительство школы" in row.element


def test_money_entered_in_any_order_is_no_change(world):
    measure = Measure.objects.get(edition=world.edition)
    measure.funding.all().delete()
    for source in ("republican", "local"):
        measure.funding.create(year=THIS_YEAR, source=source, amount_mln=Decimal(3))
    assert comparing.comparison(begun(world)) == []


def test_of_districts_the_comparison_tells_only_what_changed(world):
    district = Territory.objects.filter(parent=world.document.territory_id).first()
    for indicator in Indicator.objects.filter(edition=world.edition):
        for year in (THIS_YEAR + 1, THIS_YEAR + 2):
            IndicatorValue.objects.create(indicator=indicator, year=year, territory=district, plan=Decimal(7))
    edition = begun(world)
    kept = Indicator.objects.filter(edition=edition).first()
    cell = Cell(kept.key, THIS_YEAR + 2, district.pk)
    save_value(world.people["editor"], edition, cell, Planned(Decimal(8)))
    (row,) = comparing.comparison_rows(edition, "kk")
    text = "".join(run.text for run in row.proposed)
    assert f"{district.name_kk}, {THIS_YEAR + 2}: 8" in text and f"{district.name_kk}, {THIS_YEAR + 1}" not in text
    assert [run.text for run in row.proposed if run.changed] == ["8"]


def test_the_plan_of_a_year_that_has_passed_is_not_changed(world):
    edition = begun(world)
    indicator = Indicator.objects.filter(edition=edition).first()
    PlanningDocument.objects.update(year_from=THIS_YEAR - 2, year_to=THIS_YEAR + 2)
    IndicatorValue.objects.filter(indicator__key=indicator.key, year=THIS_YEAR + 4).update(year=THIS_YEAR - 1)
    IndicatorValue.objects.filter(indicator__key=indicator.key, year=THIS_YEAR + 3).update(year=THIS_YEAR - 2)
    edition.refresh_from_db()
    with pytest.raises(PlanningRefused) as refused:
        plan(world, edition, indicator, THIS_YEAR - 1, 99)
    assert "213" in str(refused.value)
    IndicatorValue.objects.filter(indicator=indicator, year=THIS_YEAR - 1).update(amended_plan=99)
    codes = {finding.code for finding in amendments.broken_rules(edition)}
    assert "amendment_past_value" in codes
    with pytest.raises(RulesBroken):
        amendments.submit(world.people["editor"], edition)


@pytest.mark.parametrize(
    ("day", "instruction", "codes"),
    [
        (date(THIS_YEAR, 12, 16), "", ["amendment_after_december"]),
        (date(THIS_YEAR + 4, 3, 1), "", ["amendment_last_year"]),
        (date(THIS_YEAR + 4, 3, 1), "№ 5-1", []),
    ],
)
def test_an_amendment_out_of_term_is_not_begun(world, monkeypatch, day, instruction, codes):
    set_today(monkeypatch, day)
    if not codes:
        assert begun(world, president_instruction=instruction).number == 2
        return
    with pytest.raises(RulesBroken) as broken:
        begun(world, president_instruction=instruction)
    assert [finding.code for finding in broken.value.findings] == codes
    assert world.document.editions.count() == 1


def test_a_second_amendment_in_a_year_is_refused_and_only_one_is_written_at_a_time(world):
    edition = begun(world)
    with pytest.raises(Refused):
        begun(world)
    record_act(edition, ACT)
    with pytest.raises(RulesBroken) as broken:
        begun(world)
    assert [finding.code for finding in broken.value.findings] == ["amendment_second"]


def test_lowering_because_of_under_spending_ends_with_september_for_a_body_s_plan(world, monkeypatch):
    PlanningDocument.objects.update(kind="body_plan")
    world.document.refresh_from_db()
    edition = begun(world)
    indicator = Indicator.objects.filter(edition=edition).first()
    plan(world, edition, indicator, THIS_YEAR, 1)
    amendments.give_reason(
        world.people["editor"], edition, "indicator", indicator.key, "Қаражат игерілмейді", "", under_spending=True
    )
    assert "amendment_under_spending" not in {one.code for one in amendments.broken_rules(edition)}
    set_today(monkeypatch, date(THIS_YEAR, 10, 1))
    found = [one for one in amendments.broken_rules(edition) if one.code == "amendment_under_spending"]
    assert [one.severity for one in found] == [ERROR]


def test_an_amendment_that_changes_nothing_is_not_submitted_and_can_be_dropped(world):
    edition = begun(world)
    with pytest.raises(StepRefused):
        amendments.submit(world.people["editor"], edition)
    amendments.drop(world.people["editor"], edition)
    assert world.document.editions.get().state == "current"


def test_the_authority_returns_an_amendment_with_remarks(world):
    edition = begun(world)
    plan(world, edition, Indicator.objects.filter(edition=edition).first(), THIS_YEAR + 1, 77)
    reasoned(world, edition)
    amendments.submit(world.people["editor"], edition)
    with pytest.raises(PlanningRefused):
        amendments.send_back(world.people["authority"], edition, " ")
    with pytest.raises(Refused):
        amendments.send_back(world.people["other_authority"], edition, "Түзету")
    amendments.send_back(world.people["authority"], edition, "Түзету")
    assert Notice.objects.filter(person=world.people["editor"], kind="planning.amendment_returned").exists()
    assert change_row(world.people["editor"], edition, Indicator, edition.indicators.first().key, {"name_kk": "Басқа"})


def test_lower_documents_that_carry_a_changed_indicator_get_a_task_to_follow(world):
    higher = Indicator.objects.filter(edition=world.edition).first()
    lower = make_lower(world, higher)
    edition = begun(world)
    plan(world, edition, Indicator.objects.get(edition=edition, key=higher.key), THIS_YEAR + 1, 77)
    reasoned(world, edition)
    amendments.submit(world.people["editor"], edition)
    amendments.approve(world.people["authority"], edition, ACT)
    told = Notice.objects.get(person=world.people["other_editor"], kind="planning.follow")
    assert told.url == f"/planning/{lower.pk}/amendment/"


def make_lower(world, higher):
    from planning_docs.services.documents import create_document

    values = {
        "kind": "body_plan", "developer": world.bodies["MNE"], "title_kk": "Төменгі", "title_ru": "Нижний",
        "year_from": THIS_YEAR, "year_to": THIS_YEAR + 4,
    }  # fmt: skip
    lower = create_document(world.people["other_editor"], values)
    edition = lower.editions.get()
    record_act(edition, ACT)
    Indicator.objects.create(
        edition=edition, kind="target", name_kk="x", name_ru="x", parent_document=world.document, parent_key=higher.key
    )
    PlanningDocument.objects.filter(pk=lower.pk).update(state="in_force")
    return lower
