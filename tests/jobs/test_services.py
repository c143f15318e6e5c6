"""Verbs of background work: the row is claimed once, and only the newest claim writes."""

import uuid
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from kombu.exceptions import OperationalError as BrokerDown

from rss_portal.access import Refused
from rss_portal.jobs import phrases
from rss_portal.jobs.choices import JobState
from rss_portal.jobs.context import JobContext
from rss_portal.jobs.exceptions import ClaimLost, JobFailed, JobNotAllowed
from rss_portal.jobs.models import Job
from rss_portal.jobs.queries import remaining_seconds
from rss_portal.jobs.services import cancel, enqueue, execute, retry, run_queued, sweep
from rss_portal.jobs.services.execution import claim
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def expire_lease(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


@pytest.fixture
def owner():
    return make_user("owner")


@pytest.fixture
def waiting(register_kind, owner) -> Job:
    return enqueue(register_kind("tests.plain", lambda job: {"answer": 42}), {}, owner=owner)


def test_a_job_enqueued_in_a_transaction_is_done_after_its_commit(register_kind, django_capture_on_commit_callbacks):
    kind = register_kind("tests.sum", lambda job, a, b: {"sum": a + b})
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue(kind, {"a": 2, "b": 3})
        assert job.state == JobState.QUEUED
    job.refresh_from_db()
    assert (job.state, job.result, job.attempts) == (JobState.DONE, {"sum": 5}, 1)
    assert job.finished_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_job_of_a_rolled_back_transaction_never_existed(register_kind):
    calls = []
    kind = register_kind("tests.call", lambda job: calls.append(1))
    with pytest.raises(RuntimeError), transaction.atomic():
        enqueue(kind, {})
        raise RuntimeError
    assert (Job.objects.count(), calls) == (0, [])


def test_work_of_an_unknown_kind_cannot_be_enqueued():
    with pytest.raises(KeyError):
        enqueue("tests.nobody_registered_it", {})


def test_a_waiting_job_is_claimed_once(waiting):
    assert claim(waiting.pk) is not None
    assert claim(waiting.pk) is None


def test_a_job_whose_lease_ran_out_goes_to_another_worker_and_the_first_may_not_write(waiting):
    first = JobContext(claim(waiting.pk))
    expire_lease(waiting)
    second = JobContext(claim(waiting.pk))
    for write in (lambda: first.advance(1, 2), first.check_cancelled):
        with pytest.raises(ClaimLost):
            write()
    with pytest.raises(ClaimLost), first.fenced():
        pytest.fail("the block of a lost claim must not run")
    second.advance(1, 2)
    waiting.refresh_from_db()
    assert (waiting.done, waiting.attempts) == (1, 2)


def test_a_claim_lost_inside_the_fence_rolls_its_writes_back(waiting, owner):
    context = JobContext(claim(waiting.pk))
    with pytest.raises(ClaimLost), context.fenced():
        owner.position = "written behind a lost claim"
        owner.save()
        Job.objects.filter(pk=waiting.pk).update(claim=uuid.uuid4())
    owner.refresh_from_db()
    assert owner.position == ""


def test_a_worker_that_lost_its_claim_during_the_work_writes_no_result(register_kind):
    def lose_the_claim(job):
        Job.objects.filter(pk=job.job.pk).update(claim=uuid.uuid4())
        return {"stale": True}

    job = enqueue(register_kind("tests.stale", lose_the_claim), {})
    execute(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result) == (JobState.RUNNING, {})


def test_a_refusal_by_the_handler_is_told_in_its_own_sentence(register_kind):
    def refuse(job):
        raise JobFailed("tests.no_rows", sheet="Bilim")

    job = enqueue(register_kind("tests.refuse", refuse, messages={"tests.no_rows": "No rows in %(sheet)s"}), {})
    run_queued()
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert phrases.error(job) == "No rows in Bilim"


def test_an_unexpected_error_fails_the_job_with_a_reference_and_without_its_details(register_kind, caplog):
    def break_down(job):
        raise ValueError("iin 900101300123")

    job = enqueue(register_kind("tests.break", break_down), {})
    run_queued()
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert str(job.public_id)[:8] in phrases.error(job)
    assert "900101300123" not in phrases.error(job)
    assert "tests.break" in caplog.text


def test_a_lost_database_connection_queues_the_job_again_until_attempts_run_out(register_kind):
    def lose_connection(job):
        raise OperationalError("server closed the connection")

    job = enqueue(register_kind("tests.database", lose_connection), {})
    states = []
    for _ in range(3):
        execute(job.pk)
        job.refresh_from_db()
        states.append(job.state)
    assert states == [JobState.QUEUED, JobState.QUEUED, JobState.FAILED]


def test_cancelling_a_waiting_job_ends_it_at_once(waiting, owner):
    assert cancel(waiting, owner).state == JobState.CANCELLED
    assert run_queued() == 0


def test_cancelling_a_running_job_stops_it_at_its_next_check(register_kind, owner):
    steps = []

    def stop_in_the_middle(job):
        for step in range(4):
            job.check_cancelled()
            steps.append(step)
            if step == 1:
                cancel(job.job, owner)

    job = enqueue(register_kind("tests.long", stop_in_the_middle), {}, owner=owner)
    run_queued()
    job.refresh_from_db()
    assert (job.state, steps) == (JobState.CANCELLED, [0, 1])


def test_a_finished_job_can_be_neither_cancelled_nor_repeated(waiting, owner):
    run_queued()
    for verb in (cancel, retry):
        with pytest.raises(JobNotAllowed):
            verb(waiting, owner)


def test_a_stranger_may_neither_cancel_nor_repeat(waiting):
    stranger = make_user("stranger", "akimat_editor", "116000000")
    for verb in (cancel, retry):
        with pytest.raises(Refused):
            verb(waiting, stranger)


def test_a_failed_job_can_be_repeated_with_fresh_attempts(register_kind, owner):
    outcomes = iter([JobFailed("tests.first_time"), None])

    def fail_once(job):
        outcome = next(outcomes)
        if outcome:
            raise outcome

    job = enqueue(register_kind("tests.fail_once", fail_once), {}, owner=owner)
    run_queued()
    retry(job, owner)
    run_queued()
    job.refresh_from_db()
    assert (job.state, job.attempts, job.error) == (JobState.DONE, 1, "")


def test_the_sweep_sends_again_what_waits_too_long(waiting, monkeypatch):
    sent = []
    monkeypatch.setattr("rss_portal.jobs.services.sweeping.send", lambda job_id: sent.append(job_id) or True)
    assert sweep().sent == 0
    Job.objects.update(sent_at=timezone.now() - timedelta(minutes=5))
    assert sweep().sent == 1
    assert sweep().sent == 0
    assert sent == [waiting.pk]


def test_the_sweep_hands_over_a_job_whose_worker_died(waiting):
    claim(waiting.pk)
    assert sweep().sent == 0
    expire_lease(waiting)
    assert sweep().sent == 1
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts) == (JobState.DONE, 2)


def test_the_sweep_gives_up_after_the_last_attempt_and_says_so(waiting, settings):
    claim(waiting.pk)
    Job.objects.update(attempts=settings.JOBS_MAX_ATTEMPTS)
    expire_lease(waiting)
    assert sweep().failed == 1
    waiting.refresh_from_db()
    assert waiting.state == JobState.FAILED
    assert phrases.error(waiting) == str(phrases.COMMON[phrases.WORKER_LOST])


def test_the_sweep_ends_a_cancelled_job_whose_worker_died(waiting, owner):
    claim(waiting.pk)
    cancel(waiting, owner)
    expire_lease(waiting)
    assert sweep().cancelled == 1
    waiting.refresh_from_db()
    assert waiting.state == JobState.CANCELLED


def test_a_broker_that_is_down_loses_no_job(register_kind, monkeypatch, django_capture_on_commit_callbacks):
    def refuse(*args, **kwargs):
        raise BrokerDown("connection refused")

    monkeypatch.setattr("celery.app.task.Task.apply_async", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        job = enqueue(register_kind("tests.no_broker", lambda job: None), {})
    job.refresh_from_db()
    assert job.state == JobState.QUEUED


def test_the_remaining_time_follows_the_pace_so_far(waiting):
    job = claim(waiting.pk)
    job.done, job.total = 25, 100
    assert remaining_seconds(job, job.started_at + timedelta(seconds=10)) == 30
    job.done = 0
    assert remaining_seconds(job) is None


def test_a_changed_step_is_written_at_once_and_other_progress_at_most_twice_a_second(waiting):
    context = JobContext(claim(waiting.pk))
    context.advance(1, 1000, "first")
    before = len(connection.queries_log)
    connection.force_debug_cursor = True
    for done in range(2, 100):
        context.advance(done, 1000, "first")
    assert len(connection.queries_log) == before
    context.advance(100, 1000, "second")
    connection.force_debug_cursor = False
    waiting.refresh_from_db()
    assert (waiting.done, waiting.message) == (100, "second")
