"""Delivering what people are told, in their own language, after the data are safe."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.mail import send_mail
from django.db import transaction
from django.utils import translation


@dataclass(frozen=True)
class Notice:
    """A message in one language: title, text, address of the page that it is about."""

    title: str
    text: str
    url: str


def tell(kind: str, people: Iterable[Any], write: Callable[[], Notice]) -> None:
    """Let every one of PEOPLE have what WRITE makes in their language, when the transaction is committed."""
    for person in people:
        with translation.override(person.language):
            notice = write()
        if person.email:
            transaction.on_commit(partial(send_mail, notice.title, notice.text, None, [person.email]))
