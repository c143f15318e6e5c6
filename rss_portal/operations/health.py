"""Whether the parts that the portal stands on answer: database, broker, storage."""

import shutil
import uuid
from collections.abc import Callable
from pathlib import Path

from celery import current_app
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage, storages
from django.db import connection

BROKER_TIMEOUT_SECONDS = 3


def ask_database() -> None:
    """Return when a query is answered; DatabaseError when not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()


def ask_broker() -> None:
    """Return when the broker takes a connection; OSError or kombu's OperationalError when not."""
    options = {"max_retries": 1, "interval_start": 0, "timeout": BROKER_TIMEOUT_SECONDS}
    with current_app.connection_for_write(connect_timeout=BROKER_TIMEOUT_SECONDS) as broker:
        broker.ensure_connection(**options)


def ask_storage() -> None:
    """Return when a file can be written, read and removed; OSError or the storage's own error when not."""
    name = default_storage.save(f"health/{uuid.uuid4()}", ContentFile(b"health"))
    try:
        with default_storage.open(name) as file:
            if file.read() != b"health":
                raise OSError("the storage gives back something else than was written")
    finally:
        default_storage.delete(name)


PARTS: dict[str, Callable[[], None]] = {
    "database": ask_database,
    "broker": ask_broker,
    "storage": ask_storage,
}


def problems() -> dict[str, str]:
    """What is wrong, by part; empty when all answer. Only the error's class: its text may hold addresses."""
    found = {}
    for part, ask in PARTS.items():
        try:
            ask()
        except Exception as error:  # whatever a driver raises means that the part does not answer
            found[part] = type(error).__name__
    return found


def storage_folder() -> Path | None:
    """The folder of uploaded files, None when they lie outside this machine."""
    storage = storages["default"]
    return Path(storage.location) if isinstance(storage, FileSystemStorage) else None


def free_bytes(folder: Path) -> int:
    """Free space for FOLDER, or for the nearest parent that exists."""
    return shutil.disk_usage(next(place for place in [folder, *folder.parents] if place.exists())).free
