"""Telling people: a notice in the portal, and a letter in their language by the background work."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from rss_portal.accounts.models import User
from rss_portal.jobs.services import enqueue

from .choices import Mailing
from .models import Letter, MailSetting, Notice
from .registry import get_kind

MAIL_NOTICES, MAIL_LETTER = "notices.mail", "notices.letter"


@transaction.atomic
def tell(people: Iterable[User], kind: str, values: Mapping[str, Any] | None = None, *, url: str = "") -> list[Notice]:
    """A notice of KIND to each of PEOPLE (each once; inactive people are passed over), and letters to those who
    want them at once, sent after the running transaction commits. KeyError for an unknown kind."""
    get_kind(kind)
    wanted = {person.pk: person for person in people if person.is_active}
    notices = [Notice(person=person, kind=kind, values=dict(values or {}), url=url) for person in wanted.values()]
    notices = Notice.objects.bulk_create(notices)
    User.objects.filter(pk__in=wanted).update(unread_notices=F("unread_notices") + 1)
    settings = MailSetting.objects.filter(person__in=wanted).exclude(mailing=Mailing.AT_ONCE)
    later = set(settings.values_list("person", flat=True))
    mailed = [one.pk for one in notices if one.person_id not in later and wanted[one.person_id].email]
    if mailed:
        enqueue(MAIL_NOTICES, {"numbers": mailed})
    return notices


@transaction.atomic
def write_to(
    address: str, language: str, kind: str, values: Mapping[str, Any] | None = None, *, url: str = ""
) -> Letter:
    """A letter of KIND to an ADDRESS without an account, in LANGUAGE; the address is kept until it is sent."""
    get_kind(kind)
    letter = Letter.objects.create(address=address, language=language, kind=kind, values=dict(values or {}), url=url)
    enqueue(MAIL_LETTER, {"number": letter.pk})
    return letter


@transaction.atomic
def mark_read(person: User, notice: Notice) -> None:
    """PERSON has seen the notice; nothing happens the second time."""
    if Notice.objects.filter(pk=notice.pk, person=person, read_at=None).update(read_at=timezone.now()):
        _count_unread(person)


@transaction.atomic
def mark_all_read(person: User) -> int:
    """PERSON has seen everything; how many notices were unread."""
    read = Notice.objects.filter(person=person, read_at=None).update(read_at=timezone.now())
    _count_unread(person)
    return read


def _count_unread(person: User) -> None:
    unread = Notice.objects.filter(person=person, read_at=None).count()
    User.objects.filter(pk=person.pk).update(unread_notices=unread)
    person.unread_notices = unread


def mailing_of(person: User) -> str:
    """How PERSON gets notices by e-mail."""
    chosen = MailSetting.objects.filter(person=person).values_list("mailing", flat=True).first()
    return chosen or Mailing.AT_ONCE


def set_mailing(person: User, mailing: str) -> None:
    MailSetting.objects.update_or_create(person=person, defaults={"mailing": mailing})
