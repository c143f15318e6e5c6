"""The deadline calendar as an iCalendar file (RFC 5545): for a calendar programme that asks again by itself."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from rss_portal.notices.mailing import absolute

from .forms import titled
from .models import FeedKey
from .queries.deadlines import Line

PRODUCT = "-//RSS portal//Planning deadlines//KK"
REFRESH = timedelta(hours=12)
_signer = Signer(salt="planning_docs.monitoring.feed")


def token_of(key: FeedKey) -> str:
    """The secret part of the address of a person's calendar."""
    return _signer.sign(f"{key.person_id}-{key.nonce}").replace(":", ".")


def person_of(token: str) -> Any | None:
    """The active person whose calendar TOKEN opens; None for a false or replaced one."""
    head, _dot, signature = token.partition(".")
    try:
        person, _dash, nonce = _signer.unsign(f"{head}:{signature}").partition("-")
    except BadSignature:
        return None
    if not person.isdecimal():
        return None
    key = FeedKey.objects.filter(person=int(person), nonce=nonce, person__is_active=True).select_related("person")
    found = key.first()
    return found.person if found else None


def calendar_file(lines: Iterable[Line], title: str) -> bytes:
    """LINES as whole-day events in the running language."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", REFRESH, {"value": "DURATION"})
    for line in lines:
        calendar.add_component(_event(line))
    return bytes(calendar.to_ical())


def _event(line: Line) -> Event:
    due: date = line.deadline.due_on
    event = Event()
    event.add("uid", f"{'-'.join(map(str, line.key))}@rss-portal")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("summary", f"{line.step} · {titled(line.document)}")
    paragraph = _("Paragraph %(number)s of the methodology") % {"number": line.deadline.paragraph}
    event.add("description", f"{line.bodies()}\n{paragraph}\n{line.state_label}")
    event.add("url", absolute(f"{reverse('planning:deadlines')}?year={due.year}&document={line.document.pk}"))
    event.add("transp", "TRANSPARENT")
    return event


def respond(lines: Iterable[Line], title: str) -> HttpResponse:
    answer = HttpResponse(calendar_file(lines, title), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="deadlines.ics"'
    return answer
