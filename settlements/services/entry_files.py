"""Files kept with an entry: recognised by content, stored under random names, given out after a permission check."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.functional import Promise
from django.utils.text import get_valid_filename
from django.utils.translation import gettext_lazy as _

from rss_portal.changelog.services import log_change, open_change_set
from settlements.models import EntryFile, InventoryEntry
from settlements.services.entries import open_for_writing

MAX_BYTES = 10 * 1024 * 1024
MAX_FILES = 10
SIGNATURES = {
    b"%PDF-": "application/pdf",
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}

EMPTY = _("The file is empty.")
TOO_BIG = _("The file is larger than 10 MB.")
WRONG_TYPE = _("The file is not a PDF, JPEG or PNG by its content.")
TOO_MANY = _("There are already 10 files with this entry.")


class FileRefused(ValueError):
    """The file cannot be kept; `reason` is a text to be read."""

    def __init__(self, reason: str | Promise):
        super().__init__(str(reason))
        self.reason = reason


def content_type(head: bytes) -> str | None:
    """The type that a file's first bytes tell, whatever its name says; None when it is none of ours."""
    for signature, name in SIGNATURES.items():
        if head.startswith(signature):
            return name
    return None


@transaction.atomic
def attach_file(user: Any, entry: InventoryEntry, upload: UploadedFile) -> EntryFile:
    """Keep UPLOAD with ENTRY. Raises `Refused` (as for a change of the entry) and `FileRefused`."""
    open_for_writing(user, entry.settlement, entry.year)
    kind = _checked_type(upload)
    if entry.files.count() >= MAX_FILES:
        raise FileRefused(TOO_MANY)
    name = get_valid_filename(upload.name or "file")[-200:]
    kept = EntryFile.objects.create(entry=entry, file=upload, name=name, content_type=kind, uploaded_by=user)
    _log(user, entry, "entry.file_attached", {}, {"file": name})
    return kept


@transaction.atomic
def remove_file(user: Any, kept: EntryFile) -> None:
    """Take KEPT away from its entry; the content goes when the transaction has been committed."""
    open_for_writing(user, kept.entry.settlement, kept.entry.year)
    _log(user, kept.entry, "entry.file_removed", {"file": kept.name}, {})
    storage, name = kept.file.storage, str(kept.file.name)
    kept.delete()
    transaction.on_commit(lambda: storage.delete(name))


def _checked_type(upload: UploadedFile) -> str:
    if not upload.size:
        raise FileRefused(EMPTY)
    if upload.size > MAX_BYTES:
        raise FileRefused(TOO_BIG)
    kind = content_type(upload.read(16))
    upload.seek(0)
    if kind is None:
        raise FileRefused(WRONG_TYPE)
    return kind


def _log(user: Any, entry: InventoryEntry, action: str, old: dict[str, str], new: dict[str, str]) -> None:
    change_set = open_change_set(action, actor=user, territory_code=entry.settlement_id, detail=entry.item_id)
    key = f"{entry.year}/{entry.settlement_id}/{entry.item_id}"
    log_change(change_set, "settlements.inventoryentry", key, old, new)
