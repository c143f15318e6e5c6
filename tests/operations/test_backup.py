"""A backup is proved by restoring it."""

import zipfile
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from rss_portal.accounts.models import User
from rss_portal.operations.backup.archive import MANIFEST
from tests.factories import make_country, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def saved(tmp_path: Path, settings) -> Path:
    """A backup of a country, one user and one uploaded file."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "uploads"},
        },
    }
    make_country()
    make_user("before", "akimat_editor", "116000000")
    default_storage.save("returns/signed.pdf", ContentFile("қол қойылған".encode()))
    call_command("backup", str(tmp_path / "backups"), verbosity=0)
    return next((tmp_path / "backups").glob("portal-*.zip"))


def ruin_everything(tmp_path: Path) -> None:
    User.objects.all().delete()
    make_user("after")
    default_storage.delete("returns/signed.pdf")
    default_storage.save("returns/later.pdf", ContentFile(b"later"))


def test_restoring_gives_back_rows_and_files_and_nothing_else(saved: Path, tmp_path: Path):
    ruin_everything(tmp_path)
    call_command("restore", str(saved), "--replace", verbosity=0)
    assert [user.username for user in User.objects.all()] == ["before"]
    assert User.objects.get().holds("akimat_editor")
    assert default_storage.open("returns/signed.pdf").read().decode() == "қол қойылған"
    assert not default_storage.exists("returns/later.pdf")
    make_user("new-after-restore")  # sequences of keys go on behind the restored rows


def test_data_are_not_given_up_without_being_told(saved: Path):
    make_user("newer")
    with pytest.raises(CommandError, match="--replace"):
        call_command("restore", str(saved))
    assert User.objects.filter(username="newer").exists()


def test_a_damaged_backup_is_refused_and_changes_nothing(saved: Path, tmp_path: Path):
    damaged = tmp_path / "damaged.zip"
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(damaged, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content if name == MANIFEST else content[:-1] + b"?")
    with pytest.raises(CommandError, match="damaged"):
        call_command("restore", str(damaged), "--replace")
    assert User.objects.filter(username="before").exists()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (f'"vendor": "{connection.vendor}"', '"vendor": "oracle"', "oracle"),
        ('"accounts.0001_initial"', '"accounts.9999_future"', "newer portal"),
        ('"format": 1', '"format": 99', "format 99"),
    ],
)
def test_a_backup_of_another_house_is_refused(saved: Path, tmp_path: Path, old: str, new: str, said: str):
    foreign = tmp_path / "foreign.zip"
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(foreign, "w") as target:
        manifest = source.read(MANIFEST).decode()
        assert old in manifest
        target.writestr(MANIFEST, manifest.replace(old, new))
    with pytest.raises(CommandError, match=said):
        call_command("restore", str(foreign), "--replace")


def test_a_file_that_is_no_backup_is_refused(tmp_path: Path):
    (tmp_path / "letter.zip").write_bytes(b"Dear colleagues")
    with pytest.raises(CommandError, match="not a backup"):
        call_command("restore", str(tmp_path / "letter.zip"))


def test_a_backup_is_readable_by_its_owner_only(saved: Path):
    assert saved.stat().st_mode & 0o077 == 0


def test_an_interrupted_backup_leaves_no_file_that_looks_whole(tmp_path: Path, monkeypatch):
    def run_out_of_space(*args, **kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("rss_portal.operations.backup.saving.ZipFile.writestr", run_out_of_space)
    with pytest.raises(OSError, match="No space"):
        call_command("backup", str(tmp_path))
    assert list(tmp_path.iterdir()) == []
