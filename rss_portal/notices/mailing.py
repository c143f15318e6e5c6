"""Letters: one notice, a day's notices together, or a letter to an address without an account."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation

from rss_portal.accounts.models import User

from .choices import Mailing
from .models import Letter, Notice
from .registry import find_kind

RETRIED_FOR = timedelta(days=3)


def absolute(url: str) -> str:
    """URL with the portal's address before it, "" of nothing."""
    return f"{settings.PORTAL_ADDRESS.rstrip('/')}{url}" if url else ""


def _send(address: str, subject: str, lines: list[dict[str, str]]) -> None:
    text = render_to_string("notices/letter.txt", {"lines": lines, "portal": absolute("/")})
    send_mail(subject, text, None, [address])


def _line(one: Notice | Letter) -> dict[str, str]:
    return {"text": find_kind(one.kind).said(one.values), "url": absolute(one.url)}


def mail_notices(numbers: Iterable[int]) -> int:
    """Send a letter for each notice of NUMBERS that has none yet; how many were sent. A failure of the mail
    server is raised: the job tells it and can be repeated, what was sent is not sent again."""
    sent = 0
    for one in Notice.objects.filter(pk__in=list(numbers), mailed_at=None).select_related("person"):
        with translation.override(one.person.language):
            _send(one.person.email, find_kind(one.kind).titled(one.values), [_line(one)])
        Notice.objects.filter(pk=one.pk).update(mailed_at=timezone.now())
        sent += 1
    return sent


def mail_letter(number: int) -> bool:
    """Send the letter and forget its address; False when it was sent before."""
    letter = Letter.objects.filter(pk=number, sent_at=None).first()
    if letter is None:
        return False
    with translation.override(letter.language):
        _send(letter.address, find_kind(letter.kind).titled(letter.values), [_line(letter)])
    Letter.objects.filter(pk=number).update(address="", sent_at=timezone.now())
    return True


def mail_digests() -> int:
    """One letter to each person who wants notices once a day and has unread ones that no letter told; how many."""
    waiting = Notice.objects.filter(mailed_at=None, read_at=None, person__mail_setting__mailing=Mailing.DAILY)
    people = User.objects.filter(pk__in=waiting.values("person"), is_active=True).exclude(email="")
    for person in people:
        mine = list(waiting.filter(person=person).order_by("id"))
        with translation.override(person.language):
            subject = translation.gettext("Notices of the RSS portal: %(count)s") % {"count": len(mine)}
            _send(person.email, subject, [_line(one) for one in mine])
        Notice.objects.filter(pk__in=[one.pk for one in mine]).update(mailed_at=timezone.now())
    return len(people)


def mail_forgotten() -> int:
    """Send what a mail server that was down left unsent in the last days; how many letters."""
    since = timezone.now() - RETRIED_FOR
    at_once = Q(person__mail_setting=None) | Q(person__mail_setting__mailing=Mailing.AT_ONCE)
    missed = Notice.objects.filter(at_once, mailed_at=None, created_at__gte=since).exclude(person__email="")
    letters = Letter.objects.filter(sent_at=None, created_at__gte=since).values_list("pk", flat=True)
    return mail_notices(missed.values_list("pk", flat=True)) + sum(mail_letter(number) for number in list(letters))
