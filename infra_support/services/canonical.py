"""The text of an application that is signed: the same application always gives the same bytes.

In Kazakh, the language of the form, field by field in its order; a document stands by its SHA-256.
"""

import hashlib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import translation

from infra_support.choices import ApplicantKind, EligibilityCode, EligibilityState, Tick
from infra_support.models import Application, ApplicationText
from infra_support.rules.eligibility import SAID_BY_APPLICANT
from infra_support.steps import EFFECT_COLUMNS, STEPS, fields_of

FORMAT = "kz.rss.support.application/1"
LANGUAGE = "kk"
_APART = ("effect_", "line_", "tick_")


def canonical_text(application: Application) -> bytes:
    """The bytes that are signed, UTF-8, one field a line."""
    with translation.override(LANGUAGE):
        return ("\n".join(_lines(application)) + "\n").encode()


def _lines(application: Application) -> Iterator[str]:
    yield FORMAT
    yield f"id: {application.public_id}"
    yield f"{_name(application, 'applicant_kind')}: {ApplicantKind(application.applicant_kind).label}"
    for step in STEPS:
        for name in fields_of(step, application.applicant_kind):
            if name == "effect_other" or not name.startswith(_APART):
                yield f"{_name(application, name)}: {_value(application, name)}"
    yield from _effects(application)
    yield from _documents(application)
    yield from _answers(application)


def _name(application: Application, name: str) -> str:
    return str(application._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _value(application: Application, name: str) -> str:
    if name == "kinds":
        return "; ".join(f"{kind.pk} {kind.name_kk}" for kind in application.kinds.all())
    value = getattr(application, name)
    if name in ("region", "place"):
        return f"{value.pk} {value.name_kk}" if value else ""
    return _said(value)


def _said(value: Any) -> str:
    """Plain and alike on every database: no noughts at the end of numbers, ISO dates, line breaks as spaces."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "+" if value else "-"
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(str(value).split())


def _effects(application: Application) -> Iterator[str]:
    for line in sorted(application.effects.all(), key=lambda one: one.kind):
        numbers = " | ".join(_said(getattr(line, column)) for column in EFFECT_COLUMNS)
        yield f"{line.get_kind_display()}: {numbers}"


def _documents(application: Application) -> Iterator[str]:
    for document in application.documents.order_by("kind", "pk"):
        yield f"{document.get_kind_display()}: {document.name}, {document.pages}, SHA-256 {document.sha256}"


def _answers(application: Application) -> Iterator[str]:
    states = dict(application.eligibility.values_list("code", "state"))
    for code in SAID_BY_APPLICANT:
        yield f"{EligibilityCode(code).label}: {_said(states.get(code) == EligibilityState.MET)}"
    for tick in Tick:
        yield f"{tick.label}: {_said(tick.value in application.ticks)}"


@transaction.atomic
def keep_text(application: Application) -> ApplicationText:
    """The kept text of APPLICATION as it is now: the last version when nothing changed, a new one otherwise."""
    content = canonical_text(application)
    digest = hashlib.sha256(content).hexdigest()
    last = application.texts.order_by("-number").first()
    if last and last.sha256 == digest:
        return last
    number = last.number + 1 if last else 1
    return ApplicationText.objects.create(application=application, number=number, content=content, sha256=digest)


def digest_now(application: Application) -> str:
    """SHA-256 of the text as it would be signed now."""
    return hashlib.sha256(canonical_text(application)).hexdigest()
