"""Personal data at rest: fields that are encrypted in the database, a keyed hash to look one up, masking.

The keys come from PERSONAL_DATA_KEYS (the first encrypts, the others still open what they closed); without them
one is derived from SECRET_KEY. An encrypted field cannot be searched: a hash of the value stands beside it.
"""

import base64
import hashlib
import hmac
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models

MASK = "•"
SHOWN = 4  # letters at the end that stay readable
_LOOKUPS = ("isnull",)


def _derived(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.blake2b(secret.encode(), digest_size=32, person=b"rss.personal").digest())


@lru_cache(maxsize=4)
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _keys() -> tuple[str, ...]:
    return tuple(settings.PERSONAL_DATA_KEYS) or (settings.SECRET_KEY,)


def encrypt(text: bytes) -> bytes:
    """TEXT closed with the first key."""
    return _box(_keys()).encrypt(text)


def decrypt(token: bytes) -> bytes:
    """What `encrypt` closed; raises cryptography's InvalidToken when no key opens it."""
    return _box(_keys()).decrypt(token)


def keyed_hash(value: str) -> str:
    """64 hexadecimal digits by which VALUE is found again; without the key nobody can try all values.

    The last of the keys is used, so that a new first key does not lose what is stored.
    """
    return hmac.new(_derived(_keys()[-1]), value.encode(), hashlib.sha256).hexdigest()


def masked(secret: str, *, shown: int = SHOWN) -> str:
    """SECRET with all but its last letters hidden, the same number of signs; "" for nothing."""
    seen = secret[-shown:] if len(secret) > shown else ""
    return MASK * (len(secret) - len(seen)) + seen


class _Encrypted:
    """What encrypted fields have in common: nothing can be looked up by them."""

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name not in _LOOKUPS:
            raise FieldError("an encrypted field cannot be searched; look up its hash")
        return super().get_lookup(lookup_name)  # type: ignore[misc]


class EncryptedTextField(_Encrypted, models.TextField):
    """Text that is encrypted in the database; "" stays ""."""

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        text = super().get_db_prep_save(value, connection)
        return encrypt(text.encode()).decode() if isinstance(text, str) and text else text

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return decrypt(value.encode()).decode() if value else value


class EncryptedBinaryField(_Encrypted, models.BinaryField):
    """Bytes that are encrypted in the database; empty ones stay empty."""

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if value:
            value = encrypt(bytes(value))
        return super().get_db_prep_save(value, connection)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> bytes | None:
        return decrypt(bytes(value)) if value else value
