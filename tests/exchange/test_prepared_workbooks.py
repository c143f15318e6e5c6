"""A large workbook is written by a background job and given to the person who asked for it."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone

from rss_portal.accounts.models import RoleGrant
from rss_portal.exchange import preparing
from rss_portal.exchange.models import PreparedWorkbook
from rss_portal.jobs.choices import JobState
from rss_portal.jobs.context import JobContext
from rss_portal.jobs.exceptions import JobCancelled
from settlements.exchange.inventory import InventoryForm
from tests.exchange.conftest import FORM, YEAR, Book

pytestmark = pytest.mark.django_db
PLACE = [FORM, "116000000", YEAR]


@pytest.fixture
def large(monkeypatch):
    """Every workbook counts as large."""
    monkeypatch.setattr(preparing, "DOWNLOAD_AT_ONCE_ROWS", 0)


def _stop(job):
    raise JobCancelled


def asked(client):
    client.post(reverse("exchange:workbook", args=PLACE))
    return PreparedWorkbook.objects.latest("pk")


def test_a_district_is_given_at_once(world, signed_in):
    answer = signed_in(world.editor).get(reverse("exchange:download", args=PLACE))
    assert Book(b"".join(answer.streaming_content)).sheet("facility").max_row > 3
    assert not PreparedWorkbook.objects.exists()


def test_a_large_one_is_written_by_a_job_and_then_offered(world, signed_in, large, run_jobs, monkeypatch):
    client, page = signed_in(world.editor), reverse("exchange:workbook", args=PLACE)
    with monkeypatch.context() as web:
        web.setattr(InventoryForm, "write", None)  # the web process itself must not write it
        assert client.get(reverse("exchange:download", args=PLACE)).url == page
        prepared = asked(client)
        assert asked(client) == prepared  # a second click begins nothing
        assert client.get(reverse("exchange:prepared", args=[prepared.public_id])).status_code == 404
    run_jobs()
    prepared.refresh_from_db()
    address = reverse("exchange:prepared", args=[prepared.public_id])
    assert prepared.job.state == JobState.DONE
    for offering in (page, reverse("exchange:upload", args=PLACE)):
        assert address in client.get(offering).content.decode()
    assert page in client.get(reverse("jobs:job", args=[prepared.job.public_id])).content.decode()
    answer = client.get(address)
    assert "inventory_116000000_2025.xlsx" in answer["Content-Disposition"]
    assert str(prepared.public_id) in prepared.file.name
    book = Book(b"".join(answer.streaming_content))
    assert sum(book.sheet(code).max_row - 3 for code in ("facility", "network", "service")) == prepared.rows > 0


def test_permission_is_asked_again_at_the_download(world, signed_in, large, run_jobs):
    prepared = asked(signed_in(world.editor))
    run_jobs()
    address = reverse("exchange:prepared", args=[prepared.public_id])
    assert signed_in(world.neighbour).get(address).status_code == 404
    RoleGrant.objects.filter(user=world.editor).delete()
    assert signed_in(type(world.editor).objects.get(pk=world.editor.pk)).get(address).status_code == 403
    assert signed_in(world.neighbour).post(reverse("exchange:workbook", args=PLACE)).status_code == 403
    assert PreparedWorkbook.objects.count() == 1


def test_old_ones_go_with_their_files_when_somebody_asks_again(world, signed_in, large, run_jobs):
    client = signed_in(world.editor)
    old = asked(client)
    run_jobs()
    old.refresh_from_db()
    assert old.file.storage.exists(old.file.name)
    before = timezone.now() - preparing.KEPT - timedelta(hours=1)
    PreparedWorkbook.objects.filter(pk=old.pk).update(created_at=before)
    assert asked(client).pk != old.pk
    assert not PreparedWorkbook.objects.filter(pk=old.pk).exists()
    assert not old.file.storage.exists(old.file.name)


def test_a_job_that_is_stopped_leaves_no_file_and_can_be_asked_for_again(
    world, signed_in, large, run_jobs, monkeypatch
):
    client = signed_in(world.editor)
    prepared = asked(client)
    monkeypatch.setattr("settlements.exchange.inventory._Told.EVERY", 1)
    with monkeypatch.context() as stopped:
        stopped.setattr(JobContext, "check_cancelled", _stop)
        run_jobs()
    prepared.refresh_from_db()
    assert (prepared.job.state, prepared.ready_at, prepared.file.name) == (JobState.CANCELLED, None, "")
    again = asked(client)
    run_jobs()
    again.refresh_from_db()
    assert again.pk != prepared.pk and again.rows > 0


def test_the_instruction_says_when_last_years_values_are_left_out(world, monkeypatch):
    monkeypatch.setattr("settlements.exchange.inventory.LAST_YEAR_UP_TO_ROWS", 0)
    target = BytesIO()
    world.form.write(world.editor, world.subject, target)
    book = Book(target.getvalue())
    lines = [cell.value or "" for cell in book.book.worksheets[0]["A"]]
    assert any("значений прошлого года в нём нет" in line for line in lines)
    assert not any(str(cell.value).startswith("last.") for cell in book.sheet("facility")[1])
