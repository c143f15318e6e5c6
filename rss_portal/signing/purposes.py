"""What signatures are for: every app registers its purposes in `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from .models import SignatureRecord


def nothing(user: Any, record: SignatureRecord) -> None:
    """Nothing follows from the signature but the record."""


def nobody(user: Any, object_key: str) -> bool:
    return False


@dataclass(frozen=True)
class Purpose:
    """`on_signed` is called in the transaction that keeps an accepted signature: what it raises undoes both.
    `may_see` lets others than the signer open the record (the signer always may)."""

    code: str
    label: str | Promise
    on_signed: Callable[[Any, SignatureRecord], None] = nothing
    may_see: Callable[[Any, str], bool] = nobody


_purposes: dict[str, Purpose] = {}


def register(purpose: Purpose) -> None:
    _purposes[purpose.code] = purpose


def find(code: str) -> Purpose:
    """The purpose, or one without consequences when the code is not registered."""
    return _purposes.get(code) or Purpose(code, code)
