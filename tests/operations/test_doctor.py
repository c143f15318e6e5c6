"""`manage.py doctor` finds what is wrong and says what to do."""

from io import StringIO

import pytest
from django.core.management import call_command

from rss_portal.accounts.demonstration import DEMO_PASSWORD
from rss_portal.operations import health
from rss_portal.operations.checks import no_demonstration_accounts
from rss_portal.operations.doctor import Severity, data, finding, platform
from rss_portal.operations.doctor.finding import Finding
from tests.factories import make_country, make_user

pytestmark = pytest.mark.django_db


def problems(findings) -> list[str]:
    return [one.text for one in findings if one.severity == Severity.PROBLEM]


def test_the_database_is_good_and_nothing_is_left_in_it():
    assert problems(data.database()) == []
    assert problems(data.migrations()) == []


def test_empty_reference_books_are_named_with_the_command_that_fills_them():
    found = {one.text: one.advice for one in data.reference_books()}
    assert found["settlements.Territory is empty"] == "Run: manage.py import_kato FILE"
    make_country()
    assert "settlements.Territory is empty" not in [one.text for one in data.reference_books()]


def test_accounts_of_the_demonstration_are_a_problem_in_production(settings):
    settings.DEMONSTRATION = False
    settings.SECRET_KEY = "x" * 60
    user = make_user("taldaushy")
    user.set_password(DEMO_PASSWORD)
    user.save()
    assert any("taldaushy" in text for text in problems(platform.secrets()))
    assert [error.id for error in no_demonstration_accounts(None)] == ["operations.E001"]
    user.set_password("of their own 2026")
    user.save()
    assert problems(platform.secrets()) == []
    assert no_demonstration_accounts(None) == []


def test_a_demonstration_may_have_its_accounts(settings):
    settings.DEMONSTRATION = True
    user = make_user("taldaushy")
    user.set_password(DEMO_PASSWORD)
    user.save()
    assert no_demonstration_accounts(None) == []


def test_a_short_secret_key_is_a_problem(settings):
    settings.SECRET_KEY = "short"
    assert "SECRET_KEY is short" in problems(platform.secrets())


def test_a_full_disk_is_a_problem_before_saving_fails(monkeypatch):
    monkeypatch.setattr(health, "free_bytes", lambda folder: 1_000_000)
    assert problems(platform.storage()) == ["writable, 0.0 GB free"]


def test_a_missing_worker_is_found_by_a_job_that_nobody_takes(monkeypatch):
    monkeypatch.setattr(platform, "PING_SECONDS", 0.2)
    (found,) = platform.worker()  # the test's transaction does not commit, so the job is never sent
    assert found.severity == Severity.PROBLEM
    assert "celery" in found.advice


def test_a_job_goes_round_where_a_worker_answers(monkeypatch, django_capture_on_commit_callbacks):
    def enqueue_and_commit(*args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return real(*args, **kwargs)

    real = platform.enqueue
    monkeypatch.setattr(platform, "enqueue", enqueue_and_commit)
    assert [one.severity for one in platform.worker()] == [Severity.GOOD]


def test_static_files_that_were_not_collected_are_a_problem(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    assert problems(platform.static_files()) == ["not collected"]


def test_a_catalogue_that_is_newer_than_its_compilation_is_a_problem(settings, tmp_path):
    folder = tmp_path / "kk" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text("")
    settings.LOCALE_PATHS, settings.BASE_DIR = [tmp_path], tmp_path
    assert "1 not compiled" in problems(platform.translations())[0]
    (folder / "django.mo").write_bytes(b"")
    assert problems(platform.translations()) == []


def run_doctor(monkeypatch, *findings: Finding) -> tuple[int, str]:
    monkeypatch.setattr(finding, "_examinations", [lambda: iter(findings)])
    output = StringIO()
    try:
        call_command("doctor", stdout=output, no_color=True)
    except SystemExit as ended:
        return int(ended.code or 0), output.getvalue()
    return 0, output.getvalue()


def test_the_command_ends_with_one_when_something_is_wrong(monkeypatch):
    code, text = run_doctor(monkeypatch, finding.problem("broker", "silent", "Start it."))
    assert (code, "Start it." in text) == (1, True)
    code, text = run_doctor(monkeypatch, finding.warning("disk", "small", "Watch it."))
    assert (code, "No problems." in text) == (0, True)


def test_an_examination_that_breaks_down_hides_no_other(monkeypatch):
    def broken():
        raise OSError("no route to host")
        yield

    monkeypatch.setattr(finding, "_examinations", [broken, lambda: iter([finding.good("disk", "large")])])
    assert [(one.subject, one.severity) for one in finding.examine()] == [
        ("broken", Severity.PROBLEM),
        ("disk", Severity.GOOD),
    ]
