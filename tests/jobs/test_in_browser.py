"""A job followed in a real browser: progress moves, the end is shown, nothing is found by axe."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from rss_portal.jobs.choices import JobState
from rss_portal.jobs.models import Job
from tests.conftest import MOBILE
from tests.factories import make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def running(language) -> Job:
    now = timezone.now()
    return Job.objects.create(
        kind="operations.ping",
        owner=make_user("owner", "akimat_editor", "116000000", language=language),
        state=JobState.RUNNING,
        claim=uuid.uuid4(),
        lease_until=now + timedelta(hours=1),
        started_at=now - timedelta(seconds=30),
        attempts=1,
        done=3,
        total=10,
    )


def test_progress_moves_and_the_end_is_shown_without_reloading(running, page, live_server, browser_sign_in, axe):
    browser_sign_in(running.owner)
    page.set_viewport_size(MOBILE)
    page.goto(live_server.url + reverse("jobs:job", args=[running.public_id]))
    bar = page.locator("progress")
    assert bar.get_attribute("value") == "30"
    assert axe(page) == []

    Job.objects.filter(pk=running.pk).update(done=8)
    page.wait_for_selector("progress[value='80']", timeout=10_000)
    Job.objects.filter(pk=running.pk).update(state=JobState.FAILED, error="jobs.worker_lost")
    page.wait_for_selector(f"form[action='{reverse('jobs:retry', args=[running.public_id])}']", timeout=10_000)
    assert page.locator("[role=status].notice-error").count() == 1
    assert bar.count() == 0
    assert axe(page) == []


def test_stopping_asks_first(running, page, live_server, browser_sign_in):
    browser_sign_in(running.owner)
    page.goto(live_server.url + reverse("jobs:job", args=[running.public_id]))
    page.click(f"form[action$='{reverse('jobs:cancel', args=[running.public_id])}'] button")
    dialog = page.locator("dialog[open]")
    dialog.wait_for()
    running.refresh_from_db()
    assert not running.cancel_requested
    dialog.locator("button.button-danger, button[value=confirm], button.button").first.click()
    page.wait_for_load_state()
    page.wait_for_selector(".notice-success")
    running.refresh_from_db()
    assert running.cancel_requested
