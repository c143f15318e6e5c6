"""Pages of background work: who may open them, what they show, when polling ends."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from rss_portal.jobs.choices import JobState
from rss_portal.jobs.models import Job
from rss_portal.jobs.services import enqueue, run_queued
from tests.factories import make_user

pytestmark = pytest.mark.django_db
STOP_POLLING = 286


@pytest.fixture
def people() -> dict[str, object]:
    return {
        "owner": make_user("owner", "akimat_editor", "116000000"),
        "colleague": make_user("colleague", "akimat_editor", "113200000"),
        "analyst": make_user("analyst", "ministry_analyst"),
        "administrator": make_user("administrator", "administrator"),
    }


@pytest.fixture
def job(register_kind, people) -> Job:
    kind = register_kind("tests.page", lambda job: {}, title="Counting", result_url=lambda job: "/result/")
    return enqueue(kind, {}, owner=people["owner"])


def address(name: str, job: Job) -> str:
    return reverse(f"jobs:{name}", args=[job.public_id])


@pytest.mark.parametrize(
    ("person", "allowed"), [("owner", True), ("colleague", False), ("analyst", True), ("administrator", True)]
)
def test_a_job_is_open_to_its_owner_and_to_those_who_oversee(job, people, signed_in, person, allowed):
    client = signed_in(people[person])
    for name in ("job", "progress"):
        assert client.get(address(name, job)).status_code == (200 if allowed else 403), name
    for name in ("retry", "cancel"):
        assert client.post(address(name, job)).status_code == (302 if allowed else 403), name
    listed = "Counting" in client.get(reverse("jobs:list")).content.decode()
    assert listed == allowed


def test_a_visitor_is_asked_to_sign_in(job, client):
    for name in ("job", "progress"):
        assert client.get(address(name, job)).status_code == 302
    for name in ("cancel", "retry"):
        assert client.post(address(name, job)).status_code == 302
    job.refresh_from_db()
    assert job.state == JobState.QUEUED


def test_cancelling_and_repeating_are_not_done_by_a_link(job, people, signed_in):
    client = signed_in(people["owner"])
    assert client.get(address("cancel", job)).status_code == 405
    assert client.get(address("retry", job)).status_code == 405


def test_polling_goes_on_while_the_job_waits_and_ends_with_an_event(job, people, signed_in):
    client = signed_in(people["owner"])
    waiting = client.get(address("progress", job))
    assert waiting.status_code == 200
    assert "HX-Trigger" not in waiting
    run_queued()
    finished = client.get(address("progress", job))
    assert finished.status_code == STOP_POLLING
    assert json.loads(finished["HX-Trigger"])["job-finished"] == {"job": str(job.public_id), "state": "done"}
    assert 'href="/result/"' in finished.content.decode()


def test_the_page_offers_what_the_state_admits(job, people, signed_in):
    client = signed_in(people["owner"])
    page = client.get(address("job", job)).content.decode()
    assert address("cancel", job) in page
    assert address("progress", job) in page
    client.post(address("cancel", job))
    page = client.get(address("job", job)).content.decode()
    assert address("retry", job) in page
    assert address("progress", job) not in page
    client.post(address("retry", job))
    job.refresh_from_db()
    assert job.state == JobState.QUEUED


def test_a_step_that_is_too_late_is_told_and_changes_nothing(job, people, signed_in):
    run_queued()
    client = signed_in(people["owner"])
    for name in ("cancel", "retry"):
        page = client.post(address(name, job), follow=True).content.decode()
        assert 'class="notice notice-warning"' in page
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_the_list_narrows_sorts_and_exports(job, people, signed_in, register_kind):
    other = enqueue(register_kind("tests.other", lambda job: {}, title="Sorting"), {}, owner=people["analyst"])
    Job.objects.filter(pk=other.pk).update(state=JobState.FAILED)
    client = signed_in(people["analyst"])
    listed = {
        query: [job.pk for job in client.get(reverse("jobs:list") + query).context["page"]]
        for query in ("", "?state=failed", "?mine=on", "?state=nonsense", "?sort=created")
    }
    assert listed == {
        "": [other.pk, job.pk],
        "?state=failed": [other.pk],
        "?mine=on": [other.pk],
        "?state=nonsense": [other.pk, job.pk],
        "?sort=created": [job.pk, other.pk],
    }
    exported = client.get(reverse("jobs:list") + "?export=csv&state=failed")
    body = b"".join(exported) if exported.streaming else exported.content
    assert "Sorting" in body.decode("utf-8-sig")
    assert "Counting" not in body.decode("utf-8-sig")


def test_the_list_asks_as_many_queries_for_one_job_as_for_many(job, people, signed_in):
    client = signed_in(people["analyst"])

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("jobs:list"))
        return len(captured)

    queries()  # warms what is remembered between requests
    for_one = queries()
    for _ in range(20):
        enqueue("tests.page", {}, owner=people["owner"])
    assert queries() == for_one


def test_states_and_texts_are_in_the_readers_language(job, people, signed_in, language):
    people["owner"].language = language
    people["owner"].save()
    page = signed_in(people["owner"]).get(address("job", job)).content.decode()
    with translation.override(language):
        assert job.get_state_display() in page
    assert {"kk": "Жұмысты тоқтату", "ru": "Остановить работу"}[language] in page
