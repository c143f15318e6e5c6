import pytest
from django.db import transaction

from rss_portal.access import Refused
from rss_portal.accounts.choices import Role
from rss_portal.jobs.choices import JobState
from rss_portal.jobs.context import JobContext
from rss_portal.jobs.models import Job
from rss_portal.jobs.services import cancel, retry, run_queued
from settlements.events import entries_changed, profiles_changed
from settlements.models import SettlementYear
from standards.choices import RunState
from standards.models import DirectionRollup, Edition, ItemRollup, Run, Series, SettlementProvision
from standards.services import background, recompute
from standards.services.recompute import recompute_now, recompute_settlements, start
from standards.services.runs import compute_region, forget_old_rows
from tests.factories import make_user

from .conftest import SCHOOLS, YEAR
from .test_computation import snapshot


def percent(settlement, edition_code="2023"):
    return SettlementProvision.objects.get(
        run=Series.objects.get(edition=edition_code, year=YEAR).current_run, settlement=settlement
    ).percent_e4


def saved(settlement):
    """Tell what the entry services tell after a save."""
    with transaction.atomic():
        entries_changed.send(sender=None, year=YEAR, settlements=[settlement.pk], territory=settlement.pk)


def test_the_first_save_of_a_year_computes_it_and_the_next_changes_its_district_only(
    country, enter, django_assert_max_num_queries
):
    enter(country["village_a"], "EDU-01", **SCHOOLS)
    saved(country["village_a"])
    series = Series.objects.get(edition="2023", year=YEAR)
    assert percent(country["village_a"]) == round(808333.33 / 30)
    assert percent(country["village_c"]) is None
    others = set(SettlementProvision.objects.exclude(district=country["north_1"]).values_list("pk", flat=True))

    enter(country["village_a"], "EDU-01", **{**SCHOOLS, "good": 2})
    with django_assert_max_num_queries(60):
        saved(country["village_a"])
    assert percent(country["village_a"]) > 26944
    left = SettlementProvision.objects.filter(run=series.current_run).exclude(district=country["north_1"])
    assert set(left.values_list("pk", flat=True)) == others
    assert Series.objects.get(pk=series.pk).version > series.version


def test_a_save_reaches_every_edition_that_has_figures_of_the_year(country, enter):
    presence = Edition.objects.get(pk="2019-presence")
    enter(country["village_b"], "EDU-01", **SCHOOLS)
    saved(country["village_b"])
    recompute_now(presence, YEAR)
    enter(country["village_b"], "EDU-03", good=1)
    saved(country["village_b"])
    assert percent(country["village_b"], "2019-presence") == 2 * 1_000_000 // 20


def test_an_import_over_the_whole_territory_and_a_change_of_profiles_recompute_the_year(country, enter):
    saved(country["village_a"])
    enter(country["village_c"], "EDU-01", required=1, good=1)
    entries_changed.send(sender=None, year=YEAR, settlements=None, territory="KZ")
    assert percent(country["village_c"]) == 50_000
    SettlementYear.objects.filter(settlement=country["village_c"]).update(status="okrug_centre")
    profiles_changed.send(sender=None, year=YEAR)
    assert percent(country["village_c"]) == round(1_000_000 / 28)


def test_nothing_is_computed_twice_and_a_run_says_so(edition, country, enter):
    first = recompute_now(edition, YEAR)
    again = recompute_now(edition, YEAR)
    assert (again.state, again.settlements) == (RunState.UNCHANGED, first.settlements)
    assert Series.objects.get(edition=edition, year=YEAR).current_run_id == first.pk
    enter(country["village_a"], "EDU-01", **SCHOOLS)
    changed = recompute_now(edition, YEAR)
    assert changed.state == RunState.CURRENT
    edition.revision += 1
    edition.save()
    assert recompute_now(edition, YEAR).state == RunState.CURRENT
    SettlementYear.objects.filter(settlement=country["city"]).update(population=5)
    assert recompute_now(edition, YEAR).state == RunState.CURRENT
    assert Run.objects.get(pk=changed.pk).state == RunState.SUPERSEDED


def test_a_territory_is_computed_and_the_rest_is_taken_over(edition, country, enter):
    recompute_now(edition, YEAR)
    enter(country["village_a"], "EDU-01", **SCHOOLS)
    enter(country["village_d"], "EDU-01", **SCHOOLS)
    run = recompute_now(edition, YEAR, country["north_1"])
    rows = {row.settlement_id: row.percent_e4 for row in SettlementProvision.objects.filter(run=run)}
    assert len(rows) == 5
    assert rows[country["village_a"].pk] is not None
    assert rows[country["village_d"].pk] is None


def test_a_job_fills_the_run_by_region_and_switches_over(edition, country, enter, django_capture_on_commit_callbacks):
    enter(country["village_a"], "EDU-01", **SCHOOLS)
    analyst = make_user("analyst", Role.MINISTRY_ANALYST)
    with django_capture_on_commit_callbacks(execute=True):
        job = start(analyst, edition, YEAR, country["country"])
    job.refresh_from_db()
    assert (job.state, job.result["settlements"], job.done, job.total) == (JobState.DONE, 5, 2, 2)
    run = Run.objects.get(pk=job.result["run"])
    assert (run.state, run.started_by, run.regions_done) == (RunState.CURRENT, analyst, ["110000000", "610000000"])
    assert percent(country["village_a"]) is not None


class Killed(BaseException):
    """Stands for the end of the process."""


def resume(job):
    Job.objects.filter(pk=job.pk).update(state=JobState.QUEUED)
    run_queued()
    job.refresh_from_db()
    return job


@pytest.mark.django_db(transaction=True)
def test_an_attempt_after_a_crash_goes_on_where_the_first_ended(country, edition, enter, monkeypatch):
    enter(country["village_a"], "EDU-01", **SCHOOLS)
    job = begin_and_crash(edition, monkeypatch)
    run = Run.objects.get(job=job)
    assert (run.state, run.regions_done) == (RunState.BUILDING, ["110000000"])
    assert Series.objects.get(edition=edition, year=YEAR).current_run is None
    job = resume(job)
    assert (job.state, job.result["run"], Run.objects.filter(job=job).count()) == (JobState.DONE, run.pk, 1)
    assert percent(country["village_a"]) is not None


def begin_and_crash(edition, monkeypatch):
    from rss_portal.jobs.services import enqueue

    done = []

    def until_killed(run, plan, region, wanted):
        if done:
            raise Killed
        done.append(region)
        compute_region(run, plan, region, wanted)

    Job.objects.all().delete()
    with monkeypatch.context() as patched:
        patched.setattr(background, "compute_region", until_killed)
        with pytest.raises(Killed):
            enqueue(recompute.JOB_KIND, {"edition_code": edition.pk, "year": YEAR, "territory_code": "KZ"})
    return Job.objects.get()


@pytest.mark.django_db(transaction=True)
def test_a_save_in_the_middle_of_a_job_is_right_in_the_old_and_in_the_new_run(country, edition, enter, monkeypatch):
    enter(country["village_a"], "EDU-01", **SCHOOLS)
    old = recompute_now(edition, YEAR)
    enter(country["village_d"], "EDU-01", **SCHOOLS)
    job = begin_and_crash(edition, monkeypatch)
    building = Run.objects.get(job=job)

    for place in ("village_a", "village_c", "village_d"):
        enter(country[place], "EDU-03", required=1, good=1)
        saved(country[place])
    north = SettlementProvision.objects.filter(run=building, region=country["north"])
    assert {row.settlement_id: row.percent_e4 for row in north}[country["village_a"].pk] == percent(
        country["village_a"]
    )
    after_saves = {place: percent(country[place]) for place in ("village_a", "village_c", "village_d")}
    resume(job)
    series = Series.objects.get(edition=edition, year=YEAR)
    assert series.current_run_id == building.pk != old.pk
    assert {place: percent(country[place]) for place in after_saves} == after_saves
    assert snapshot(building.pk) == snapshot(recompute_now(edition, YEAR, force=True).pk)


@pytest.mark.django_db(transaction=True)
def test_a_change_of_profiles_or_of_the_edition_in_the_middle_starts_the_run_afresh(
    country, edition, enter, monkeypatch
):
    enter(country["village_a"], "EDU-01", **SCHOOLS)
    recompute_now(edition, YEAR)
    enter(country["village_a"], "EDU-03", good=1)
    job = begin_and_crash(edition, monkeypatch)
    SettlementYear.objects.filter(settlement=country["village_c"]).update(district=country["north_1"])
    profiles_changed.send(sender=None, year=YEAR)
    assert Run.objects.get(job=job).regions_done == []
    edition.revision += 1
    edition.save()
    job = resume(job)
    run = Run.objects.get(pk=job.result["run"])
    assert (run.state, run.edition_revision, run.settlements) == (RunState.CURRENT, edition.revision, 5)


@pytest.mark.django_db(transaction=True)
def test_a_cancelled_job_drops_its_run_and_can_be_repeated(country, edition, enter, monkeypatch):
    enter(country["village_a"], "EDU-01", **SCHOOLS)
    analyst = make_user("analyst", Role.MINISTRY_ANALYST)
    job = begin_and_crash(edition, monkeypatch)
    Job.objects.filter(pk=job.pk).update(owner=analyst)
    job.refresh_from_db()
    cancel(job, analyst)
    context = JobContext(Job.objects.get(pk=job.pk))
    with pytest.raises(background.JobCancelled):
        background.recompute(context, **job.arguments)
    assert Run.objects.get(job=job).state == RunState.FAILED
    assert not SettlementProvision.objects.exists()
    Job.objects.filter(pk=job.pk).update(state=JobState.CANCELLED)
    retry(Job.objects.get(pk=job.pk), analyst)
    run_queued()
    assert percent(country["village_a"]) is not None


def test_an_edition_that_cannot_be_computed_by_fails_the_job_with_the_reason(
    country, edition, django_capture_on_commit_callbacks
):
    Edition.objects.filter(pk="2023").update(parameters={"missing": "skip"})
    with django_capture_on_commit_callbacks(execute=True):
        job = start(make_user("analyst", Role.MINISTRY_ANALYST), edition, YEAR, country["country"])
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, background.BAD_EDITION)
    assert "missing" in job.error_values["problems"]


def test_who_may_recompute(country, edition):
    head = make_user("head", Role.AKIMAT_HEAD, country["north_1"].pk)
    editor = make_user("editor", Role.AKIMAT_EDITOR, country["north_1"].pk)
    assert start(head, edition, YEAR, country["north_1"])
    for user, place in ((head, "north_2"), (head, "country"), (editor, "north_1")):
        with pytest.raises(Refused):
            start(user, edition, YEAR, country[place])


def test_rows_of_old_runs_go_and_the_runs_stay(edition, country):
    for _ in range(8):
        recompute_now(edition, YEAR, force=True)
    series = Series.objects.get(edition=edition, year=YEAR)
    forget_old_rows(series)
    kept = SettlementProvision.objects.values_list("run_id", flat=True).distinct()
    assert Run.objects.filter(series=series).count() == 8
    assert sorted(kept) == sorted(Run.objects.order_by("-pk").values_list("pk", flat=True)[:5])
    for model in (DirectionRollup, ItemRollup):
        assert set(model.objects.values_list("run_id", flat=True)) <= set(kept)


def test_a_save_costs_the_same_number_of_statements_whatever_the_country(country, edition, enter):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.factories import make_profile, make_territory

    enter(country["village_a"], "EDU-01", **SCHOOLS)
    saved(country["village_a"])
    with CaptureQueriesContext(connection) as small:
        recompute_settlements(edition, YEAR, [country["village_a"].pk])
    for number in range(20):
        village = make_territory(f"6140901{number:02d}", "settlement", "village", f"{number}", country["south_1"])
        make_profile(village, YEAR, "other_village")
    with CaptureQueriesContext(connection) as large:
        recompute_settlements(edition, YEAR, [country["village_a"].pk])
    assert len(large) == len(small)


def test_two_editions_are_compared_on_the_country_by_a_job(country, edition, enter, django_capture_on_commit_callbacks):
    from standards.dashboard_queries import compare_runs
    from standards.services.comparison import start_comparison

    enter(country["village_a"], "EDU-01", **SCHOOLS)
    other = Edition.objects.get(pk="2019-presence")
    analyst = make_user("analyst", Role.MINISTRY_ANALYST)
    with django_capture_on_commit_callbacks(execute=True):
        job = start_comparison(analyst, edition, other, YEAR)
    job.refresh_from_db()
    assert job.state == JobState.DONE, job.error
    found = compare_runs(job.result["before"], job.result["after"])
    assert (found.rose, found.fell) == (1, 0)
    with pytest.raises(Refused):
        start_comparison(make_user("head", Role.AKIMAT_HEAD), edition, other, YEAR)
