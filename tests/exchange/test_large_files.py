"""Large files are checked and accepted by background jobs; the command takes the same way."""

import pytest
from django.core.management import CommandError, call_command

from rss_portal.changelog.models import ChangeSet
from rss_portal.exchange import services
from rss_portal.exchange.choices import ImportState
from rss_portal.jobs.choices import JobState
from settlements.models import InventoryEntry
from settlements.services import bulk_entries
from tests.exchange.test_round_trip import A, entry, filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_job(monkeypatch, settings, run_jobs):
    """Every file counts as large; jobs are done when the test says so."""
    monkeypatch.setattr(services, "AT_ONCE_BYTES", 0)
    monkeypatch.setattr(services, "AT_ONCE_ROWS", 0)
    return run_jobs


def test_a_job_checks_and_a_job_accepts(world, workbook, send, by_job):
    staged = send(filled(workbook, world).data())
    assert staged.state == ImportState.CHECKING and staged.job
    by_job()
    staged.refresh_from_db()
    assert (staged.state, staged.good_rows) == (ImportState.CHECKED, 3)
    services.request_acceptance(world.editor, staged)
    assert staged.state == ImportState.ACCEPTING
    by_job()
    staged.refresh_from_db()
    staged.job.refresh_from_db()
    assert (staged.state, staged.job.state) == (ImportState.ACCEPTED, JobState.DONE)
    assert InventoryEntry.objects.count() == 3


@pytest.mark.parametrize("origin", ["xlsx", "api"])
def test_a_job_logs_where_the_acceptance_came_from(world, workbook, send, by_job, origin):
    staged = _checked(send(filled(workbook, world).data()), by_job)
    services.request_acceptance(world.editor, staged, origin=origin)
    by_job()
    assert ChangeSet.objects.get(action="entry.imported").origin == origin


def test_a_job_that_fails_leaves_the_import_waiting(world, workbook, send, by_job, monkeypatch):
    staged = send(filled(workbook, world).data())
    by_job()
    staged.refresh_from_db()
    services.request_acceptance(world.editor, staged)
    monkeypatch.setattr(bulk_entries, "_log", lambda change_set, year: 1 / 0)
    by_job()
    staged.refresh_from_db()
    staged.job.refresh_from_db()
    assert (staged.state, staged.job.state) == (ImportState.CHECKED, JobState.FAILED)
    assert InventoryEntry.objects.count() == 0


def test_values_that_moved_before_the_job_are_shown_and_can_then_be_accepted(world, workbook, send, by_job):
    services.accept(world.editor, _checked(send(filled(workbook, world).data()), by_job))
    mine = _checked(send(workbook().put("network", A, world.codes[2], covered=900).data()), by_job)
    services.accept(
        world.editor, _checked(send(workbook().put("network", A, world.codes[2], covered=800).data()), by_job)
    )
    services.request_acceptance(world.editor, mine)
    by_job()
    mine.refresh_from_db()
    mine.job.refresh_from_db()
    assert (mine.state, mine.conflicts, mine.job.state) == (ImportState.CHECKED, 1, JobState.FAILED)
    services.request_acceptance(world.editor, mine)
    by_job()
    assert entry(A, world.codes[2]).covered == 900


def test_the_command_says_every_problem_and_writes_only_a_good_file(world, workbook, tmp_path, capsys):
    path = tmp_path / "есеп.xlsx"
    options = {"year": 2025, "territory": "116000000", "user": "editor"}
    path.write_bytes(filled(workbook, world).put("network", A, world.codes[2], covered=2000).data())
    with pytest.raises(CommandError, match="1 problems"):
        call_command("import_inventory", path, **options)
    assert "Желілер-Сети" in capsys.readouterr().out
    path.write_bytes(filled(workbook, world).data())
    call_command("import_inventory", path, dry_run=True, **options)
    assert InventoryEntry.objects.count() == 0
    call_command("import_inventory", path, **options)
    assert InventoryEntry.objects.count() == 3
    with pytest.raises(CommandError):
        call_command("import_inventory", path, **{**options, "user": "neighbour"})


def _checked(staged, by_job):
    by_job()
    staged.refresh_from_db()
    return staged
