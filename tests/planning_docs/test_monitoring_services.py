"""Facts, reports, reminders and the portal's percents: who may, what is frozen, what is told and logged."""

from datetime import date
from decimal import Decimal

import pytest

from planning_docs.models import ChangeReason, Indicator, IndicatorFact, PlanningDocument, ProvisionLink
from planning_docs.monitoring.models import DeadlineMark, Report
from planning_docs.monitoring.permissions import FactSubject
from planning_docs.monitoring.queries.conclusion import amendments, report_criteria, report_years
from planning_docs.monitoring.queries.deadlines import deadline_calendar
from planning_docs.monitoring.services import deadlines, facts, provision, reports
from planning_docs.monitoring.services.facts import IndicatorEntry, MeasureEntry
from planning_docs.services.editing import PlanningRefused, VersionConflict
from planning_docs.services.passports import save_passport
from rss_portal.access import Refused, decide
from rss_portal.changelog.models import Change
from rss_portal.notices.models import Notice
from tests.dashboards.world import PUBLISHED, make_world
from tests.planning_docs.monitoring_world import YEAR, make_edition, make_monitoring_world

pytestmark = pytest.mark.django_db
PEOPLE = ("editor", "edu", "road", "stranger", "authority", "other_authority")


def entry(world, name="schools", value="61", **more):
    indicator = world.indicators[name]
    bodies = frozenset({indicator.responsible_id, *(body.pk for body in indicator.co_executors.all())})
    values = {"value": Decimal(value), "status": "official", "comment_kk": "", "comment_ru": ""}
    return IndicatorEntry(indicator.key, values, bodies, **more)


def enter(world, person="edu", **more):
    return facts.save_facts(world.people[person], world.document, YEAR, indicators=[entry(world, **more)])


def begun(world):
    report = reports.begin_report(world.people["editor"], world.document, YEAR)
    return reports.write_texts(
        world.people["editor"],
        report,
        {"note_kk": "<p>Жазба</p>", "note_ru": "<p>Записка</p>"},
        seen_version=report.version,
    )


def signed(world):
    return reports.sign_report(world.people["editor"], begun(world))


# In the order of PEOPLE: may (1) or may not (0).
MATRIX = {
    "fact of EDU": "110000",
    "fact of DEV and ROAD": "101000",
    "mark a step": "111010",
    "link a percent": "100000",
    "begin a report": "100000",
    "write a draft": "100000",
    "see a draft": "111010",
    "submit a signed one": "100000",
    "accept a submitted one": "000010",
    "return a submitted one": "000010",
    "conclude on a submitted one": "000010",
    "see a submitted one": "111111",
}


def test_each_action_is_open_to_those_of_the_table_and_to_nobody_else(monitoring):
    world, document = monitoring, monitoring.document
    draft = reports.begin_report(world.people["editor"], document, YEAR)
    states = {
        state: Report(document=document, year=YEAR, state=state, pk=draft.pk) for state in ("signed", "submitted")
    }
    asked = {
        "fact of EDU": ("enter_fact", FactSubject(document, YEAR, 0, entry(world).bodies)),
        "fact of DEV and ROAD": ("enter_fact", FactSubject(document, YEAR, 0, entry(world, "roads").bodies)),
        "mark a step": ("mark_deadline", document),
        "link a percent": ("link_provision", document),
        "begin a report": ("begin_report", (document, YEAR)),
        "write a draft": ("write_report", draft),
        "see a draft": ("see_report", draft),
        "submit a signed one": ("submit_report", states["signed"]),
        "accept a submitted one": ("accept_report", states["submitted"]),
        "return a submitted one": ("return_report", states["submitted"]),
        "conclude on a submitted one": ("write_conclusion", states["submitted"]),
        "see a submitted one": ("see_report", states["submitted"]),
    }
    found = {
        name: "".join("01"[bool(decide(world.people[person], f"monitoring.{action}", subject))] for person in PEOPLE)
        for name, (action, subject) in asked.items()
    }
    assert found == MATRIX


@pytest.mark.parametrize("year", [YEAR - 1, YEAR + 3])
def test_facts_are_entered_for_years_of_the_period_that_have_begun(monitoring, year):
    with pytest.raises(Refused):
        facts.save_facts(monitoring.people["editor"], monitoring.document, year, indicators=[entry(monitoring)])


def test_a_fact_is_logged_with_who_before_and_after(monitoring):
    enter(monitoring)
    enter(monitoring, value="62", seen_version=1)
    change = Change.objects.filter(object_type="planning.indicator_fact").order_by("-pk")[0]
    assert (Decimal(change.old["value"]), Decimal(change.new["value"])) == (61, 62)
    assert change.change_set.actor == monitoring.people["edu"]


def test_saving_the_same_again_changes_and_logs_nothing(monitoring):
    assert enter(monitoring) == 1
    before = Change.objects.count()
    assert enter(monitoring, seen_version=1) == 0
    assert Change.objects.count() == before


def test_an_entry_of_others_is_refused_and_takes_the_whole_save_back(monitoring):
    rows = [entry(monitoring), entry(monitoring, "roads")]
    with pytest.raises(Refused):
        facts.save_facts(monitoring.people["edu"], monitoring.document, YEAR, indicators=rows)
    assert not IndicatorFact.objects.exists()


def test_a_signed_report_freezes_the_facts_until_it_is_returned(monitoring):
    enter(monitoring)
    report = signed(monitoring)
    assert IndicatorFact.objects.get().frozen
    with pytest.raises(Refused):
        enter(monitoring, value="62", seen_version=1)
    measure = MeasureEntry(monitoring.measures["build"].key, {"fully_completed": True}, frozenset({"EDU"}))
    with pytest.raises(Refused):
        facts.save_facts(monitoring.people["edu"], monitoring.document, YEAR, measures=[measure])
    reports.submit_report(monitoring.people["editor"], report)
    reports.return_report(monitoring.people["authority"], report, "Себебін жазыңыз")
    assert not IndicatorFact.objects.get().frozen
    assert enter(monitoring, value="62", seen_version=1) == 1


def test_a_report_is_signed_only_with_a_note_in_both_languages(monitoring):
    report = reports.begin_report(monitoring.people["editor"], monitoring.document, YEAR)
    with pytest.raises(PlanningRefused):
        reports.sign_report(monitoring.people["editor"], report)


def test_a_return_needs_remarks_and_a_text_the_newest_version(monitoring):
    report = begun(monitoring)
    with pytest.raises(VersionConflict):
        reports.write_texts(monitoring.people["editor"], report, {"note_kk": "<p>Ескі</p>"}, seen_version=1)
    reports.sign_report(monitoring.people["editor"], report)
    reports.submit_report(monitoring.people["editor"], report)
    with pytest.raises(PlanningRefused):
        reports.return_report(monitoring.people["authority"], report, " ")


def test_only_documents_with_a_report_of_their_own_get_one_and_quarters_are_the_national_plans(monitoring):
    editor, document = monitoring.people["editor"], monitoring.document
    with pytest.raises(PlanningRefused):
        reports.begin_report(editor, document, YEAR, 2)
    document.kind = "territorial_plan"
    with pytest.raises(PlanningRefused):
        reports.begin_report(editor, document, YEAR)


def test_beginning_asks_the_co_executors_once_and_submitting_tells_the_authority_and_marks_the_steps(monitoring):
    report = begun(monitoring)
    reports.begin_report(monitoring.people["editor"], monitoring.document, YEAR)
    told = Notice.objects.filter(kind="monitoring.information_asked").values_list("person__username", flat=True)
    assert sorted(told) == ["edu", "road"]
    report = reports.sign_report(monitoring.people["editor"], report)
    reports.submit_report(monitoring.people["editor"], report)
    assert Notice.objects.get(kind="monitoring.report_submitted").person == monitoring.people["authority"]
    assert set(DeadlineMark.objects.values_list("step", flat=True)) == {"report_on_site", "report_to_authority"}


def test_the_information_of_all_co_executors_fulfils_their_step(monitoring):
    report = begun(monitoring)
    for person, code in (("edu", "EDU"), ("road", "ROAD")):
        assert not DeadlineMark.objects.exists()
        reports.send_information(monitoring.people[person], report.information.get(body=code), "Иә", "Да")
    assert DeadlineMark.objects.get().step == "co_executor_information"


def test_a_final_report_tells_every_year_of_the_period(monitoring):
    monitoring.document.year_to = YEAR
    monitoring.document.year_from = YEAR - 1
    monitoring.document.save()
    report = begun(monitoring)
    assert report.final
    assert [year.year for year in report_years(report)] == [YEAR - 1, YEAR]


def test_the_criteria_count_facts_and_amendments_with_their_reasons(monitoring):
    enter(monitoring)
    second = make_edition(monitoring.document, number=2, state="past", act_date=date(2026, 3, 1))
    for indicator, reason in zip(monitoring.indicators.values(), ("Бюджет нақтыланды", ""), strict=True):
        ChangeReason.objects.create(edition=second, object_type="indicator", key=indicator.key, reason_kk=reason)
    assert amendments(monitoring.document) == (1, 2, 1)
    found = report_criteria(begun(monitoring))
    assert (found.indicators_reached, found.completeness) == (Decimal("50.0"), Decimal("25.0"))


# --- reminders ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 2, 1), {"edu", "road", "editor"}),
        (date(2026, 2, 12), {"edu", "road", "editor"}),
        (date(2026, 2, 16), {"edu", "road", "editor"}),
        (date(2026, 2, 10), set()),
    ],
)
def test_people_are_reminded_before_a_step_and_when_it_is_overdue(monitoring, today, told):
    deadlines.remind(today)
    kinds = ("monitoring.deadline_near", "monitoring.deadline_overdue")
    step = "Бірлесіп орындаушылардың ақпараты"
    found = [one for one in Notice.objects.filter(kind__in=kinds) if one.values["step"]["kk"] == step]
    assert {one.person.username for one in found} == told


def test_nobody_is_reminded_of_a_step_that_is_done(monitoring):
    key = ("co_executor_information", YEAR, 0)
    deadlines.mark_done(monitoring.people["editor"], monitoring.document, key, date(2026, 1, 30), date(2026, 2, 1))
    deadlines.remind(date(2026, 2, 1))
    assert not Notice.objects.filter(values__paragraph="266").exists()


# --- the portal's percents ---------------------------------------------------------------------------------------


@pytest.fixture
def linked():
    """A plan over the country of the dashboards, where a year is published, with its first indicator linked."""
    country = make_world().country
    world = make_monitoring_world(country)
    world.document.year_from = PUBLISHED
    world.document.save()
    values = {
        "territory_id": "110000000",
        "edition_code": "2023",
        "scope": "all",
        "direction_code": "",
        "item_code": "",
    }
    provision.link_indicator(world.people["editor"], world.document, world.indicators["schools"].key, values)
    return world


def test_a_linked_percent_flows_in_with_its_run_until_the_report_is_signed(linked):
    editor = linked.people["editor"]
    assert provision.take_provision(editor, linked.document, PUBLISHED) == 1
    fact = IndicatorFact.objects.get()
    found = provision.linked_percent(ProvisionLink.objects.get(), PUBLISHED)
    assert (fact.value, fact.run_id) == found
    assert provision.take_provision(editor, linked.document, PUBLISHED) == 0
    Report.objects.create(document=linked.document, year=PUBLISHED, state="signed")
    IndicatorFact.objects.update(value=1)
    assert provision.take_provision(editor, linked.document, PUBLISHED) == 0


def test_a_percent_of_a_year_that_is_not_published_does_not_flow_in(linked):
    assert provision.take_provision(linked.people["editor"], linked.document, PUBLISHED + 1) == 0


def test_people_comment_a_linked_fact_and_do_not_overwrite_it(linked):
    editor = linked.people["editor"]
    provision.take_provision(editor, linked.document, PUBLISHED)
    value = IndicatorFact.objects.get().value
    typed = entry(linked, value="99", seen_version=1)
    typed = IndicatorEntry(typed.key, {**typed.values, "comment_kk": "Түсініктеме"}, typed.bodies, 1)
    facts.save_facts(editor, linked.document, PUBLISHED, indicators=[typed])
    fact = IndicatorFact.objects.get()
    assert (fact.value, fact.comment_kk) == (value, "Түсініктеме")


def test_an_indicator_is_linked_to_a_direction_or_an_item_and_not_to_both(linked):
    values = {
        "territory_id": "KZ",
        "edition_code": "2023",
        "scope": "all",
        "direction_code": "EDU",
        "item_code": "EDU-01",
    }
    with pytest.raises(PlanningRefused):
        provision.link_indicator(linked.people["editor"], linked.document, linked.indicators["roads"].key, values)


def test_the_last_passport_fulfils_its_step_and_a_region_without_own_indicators_owes_none(monitoring):
    editor, document = monitoring.people["editor"], monitoring.document

    def steps():
        rows = PlanningDocument.objects.filter(pk=document.pk)
        lines = deadline_calendar(rows, YEAR, date(YEAR, 12, 1)).lines
        return [line for line in lines if line.deadline.code == "passports"]

    assert steps() == []
    keys = [one.key for one in monitoring.indicators.values()]
    Indicator.objects.filter(key__in=keys).update(own_additional=True)
    assert [line.state for line in steps()] == ["overdue"]
    save_passport(editor, document, keys[0], {"definition_kk": "Үлес"})
    assert [line.done for line in steps()] == [False]
    save_passport(editor, document, keys[1], {"definition_kk": "Үлес"})
    assert [line.done for line in steps()] == [True]
    assert DeadlineMark.objects.filter(step="passports", marked_by=editor).count() == 1
