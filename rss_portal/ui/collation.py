"""Kazakh order of letters, alike on both databases."""

from typing import Any

from django.db import connection
from django.db.backends.signals import connection_created
from django.db.models.functions import Collate

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_RANK = {letter: chr(0x4000 + place) for place, letter in enumerate(ALPHABET)}
SQLITE_NAME, POSTGRESQL_NAME = "kazakh", "kk-x-icu"


def sort_key(text: str) -> tuple[str, str]:
    """Key that sorts TEXT as a Kazakh dictionary does; case decides last."""
    return "".join(_RANK.get(letter, letter) for letter in text.casefold()), text


def compare(one: str, other: str) -> int:
    first, second = sort_key(one), sort_key(other)
    return (first > second) - (first < second)


def install(sender: Any, connection: Any, **_: Any) -> None:
    """Give a new SQLite connection the collation; PostgreSQL brings its own."""
    if connection.vendor == "sqlite":
        connection.connection.create_collation(SQLITE_NAME, compare)


def kazakh_order(field: str) -> Collate:
    """Expression for order_by that sorts FIELD by the Kazakh alphabet."""
    return Collate(field, POSTGRESQL_NAME if connection.vendor == "postgresql" else SQLITE_NAME)


connection_created.connect(install, dispatch_uid="kazakh-collation")
