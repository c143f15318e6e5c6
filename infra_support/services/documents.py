"""PDF documents of a draft: checked by content, kept under random names, removed again."""

import hashlib
from typing import Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.text import get_valid_filename

from infra_support.choices import DocumentKind
from infra_support.models import Application, ApplicationDocument
from infra_support.services.draft_exceptions import document_refused
from rss_portal.access import require
from rss_portal.changelog.services import log_change, open_change_set
from rss_portal.exchange.file_safety import FileRefused
from rss_portal.exchange.pdf_uploads import read_pdf

MOST_FILES = 5
OBJECT = "infra_support.applicationdocument"


def attach_document(
    user: Any, application: Application, kind: DocumentKind, upload: UploadedFile
) -> ApplicationDocument:
    """Keep UPLOAD as a document of KIND. Raises `Refused`, and `DraftRefused` with what is wrong with the file."""
    require(user, "support.edit_draft", application)
    try:
        data, pages = read_pdf(upload)
        return _keep(user, application, kind, upload.name or "", data, pages)
    except FileRefused as refusal:
        raise document_refused(refusal) from refusal


@transaction.atomic
def _keep(
    user: Any, application: Application, kind: DocumentKind, name: str, data: bytes, pages: int
) -> ApplicationDocument:
    held = _locked(user, application)
    if held.documents.filter(kind=kind).count() >= MOST_FILES:
        raise FileRefused("too_many", limit=MOST_FILES)
    kept = ApplicationDocument(
        application=held, kind=kind, name=get_valid_filename(name or "document.pdf")[-200:], size=len(data),
        pages=pages, sha256=hashlib.sha256(data).hexdigest(), uploaded_by=user,
    )  # fmt: skip
    kept.file.save(f"{uuid4().hex}.pdf", ContentFile(data), save=True)
    _changed(user, held, "support.document_added", {}, {"kind": str(kind), "sha256": kept.sha256})
    return kept


@transaction.atomic
def remove_document(user: Any, document: ApplicationDocument) -> None:
    """Take DOCUMENT out of its draft; the file goes when the transaction is committed. Raises `Refused`."""
    held = _locked(user, document.application)
    storage, name = document.file.storage, str(document.file.name)
    _changed(user, held, "support.document_removed", {"kind": document.kind, "sha256": document.sha256}, {})
    document.delete()
    transaction.on_commit(lambda: storage.delete(name))


def _locked(user: Any, application: Application) -> Application:
    held = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    require(user, "support.edit_draft", held)
    return held


def _changed(user: Any, held: Application, action: str, old: dict[str, Any], new: dict[str, Any]) -> None:
    held.version += 1
    held.save(update_fields=["version"])
    change_set = open_change_set(action, actor=user, territory_code=held.region_id)
    log_change(change_set, OBJECT, held.pk, old, new)
