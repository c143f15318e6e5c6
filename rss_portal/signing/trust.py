"""Which authorities this installation trusts: certificates and revocation lists in folders of its own.

`roots/` holds what is trusted, `intermediates/` authorities between, `crl/` revocation lists; DER or PEM.
"""

import logging
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from django.conf import settings

from .rules.chains import Trust
from .rules.messages import Unreadable, read_certificate, reading
from .rules.revocation import RevocationListView

logger = logging.getLogger(__name__)
T = TypeVar("T")
Stamp = tuple[tuple[str, int, int], ...]
read_list = reading(RevocationListView)


def load_trust() -> Trust:
    """The trust of today; the files are read again when one of them has changed."""
    return _load(_stamp())


def _stamp() -> Stamp:
    folders = [Path(one) / part for one in settings.SIGNING_TRUST_DIRS for part in ("roots", "intermediates", "crl")]
    files = sorted(file for folder in folders if folder.is_dir() for file in folder.iterdir() if file.is_file())
    return tuple((str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in files)


@lru_cache(maxsize=2)
def _load(stamp: Stamp) -> Trust:
    names = [Path(name) for name, *_ in stamp]
    return Trust(
        tuple(_read(names, "roots", read_certificate)),
        tuple(_read(names, "intermediates", read_certificate)),
        tuple(_read(names, "crl", read_list)),
    )


def _read(names: list[Path], part: str, read: Callable[[bytes], T]) -> list[T]:
    found = []
    for name in names:
        if name.parent.name == part:
            try:
                found.append(read(name.read_bytes()))
            except Unreadable:
                logger.warning("%s cannot be read as a certificate or revocation list", name)
    return found
