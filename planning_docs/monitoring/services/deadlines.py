"""Steps of the deadline calendar marked as done, reminders of a day, addresses of personal calendars."""

from collections.abc import Iterable
from datetime import date, timedelta
from secrets import token_hex
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from planning_docs.models import PlanningDocument
from planning_docs.monitoring import notices
from planning_docs.monitoring.choices import CO_EXECUTOR_STEPS, Step, Who
from planning_docs.monitoring.models import DeadlineMark, FeedKey
from planning_docs.monitoring.queries.deadlines import Line, deadline_calendar
from planning_docs.monitoring.queries.people import authority_people, people_of
from planning_docs.permissions import visible_to
from planning_docs.rules.deadlines import NEAR_DAYS, OVERDUE, reminded_on
from planning_docs.services.editing import PlanningRefused, plain
from rss_portal.access import require
from rss_portal.accounts.choices import Role
from rss_portal.accounts.models import User
from rss_portal.changelog.services import log_change, open_change_set
from rss_portal.notices.registry import in_languages
from rss_portal.notices.services import tell

REMINDED_BEFORE_DAYS = (NEAR_DAYS, 3, 0)
LATE_REMINDER_DAYS = (1, 7)
NO_STEP = _("This document has no such step in this year.")
IN_FUTURE = _("A step is marked when it is done: the day cannot lie ahead.")


@transaction.atomic
def mark_done(
    user: Any, document: PlanningDocument, key: tuple[str, int, int], done_on: date, today: date, note: str = ""
) -> DeadlineMark:
    """The step KEY (code, year reported on, number) of DOCUMENT was done on DONE_ON.

    Raises `PlanningRefused` for a step that the document does not have or a day after TODAY, `access.Refused`.
    """
    require(user, "monitoring.mark_deadline", document)
    if done_on > today:
        raise PlanningRefused(IN_FUTURE, "done_on")
    if not has_step(document, key, today):
        raise PlanningRefused(NO_STEP)
    return keep_mark(user, document, key, done_on, note)


def keep_mark(
    user: Any, document: PlanningDocument, key: tuple[str, int, int], done_on: date, note: str = ""
) -> DeadlineMark:
    """Mark a step without asking: for steps that the portal itself sees being done."""
    step, about, number = key
    held = DeadlineMark.objects.filter(document=document, step=step, about=about, number=number).first()
    mark = held or DeadlineMark(document=document, step=step, about=about, number=number)
    old = {"done_on": held.done_on, "note": held.note} if held else {}
    mark.done_on, mark.note, mark.marked_by = done_on, note, user
    mark.save()
    _log(user, document, "mark_step", key, old, {"done_on": done_on, "note": note})
    return mark


@transaction.atomic
def unmark(user: Any, document: PlanningDocument, key: tuple[str, int, int]) -> None:
    """The step is not done after all. `access.Refused`; nothing happens when it was not marked."""
    require(user, "monitoring.mark_deadline", document)
    step, about, number = key
    held = DeadlineMark.objects.filter(document=document, step=step, about=about, number=number).first()
    if held:
        held.delete()
        _log(user, document, "unmark_step", key, {"done_on": held.done_on}, {"done_on": None})


def _log(user: Any, document: PlanningDocument, action: str, key: tuple[str, int, int], old: Any, new: Any) -> None:
    change_set = open_change_set(f"planning.{action}", actor=user, territory_code=document.territory_id)
    words = "/".join(map(str, (document.pk, *key)))
    log_change(change_set, "planning.deadline", words, plain(old), plain(new))


def has_step(document: PlanningDocument, key: tuple[str, int, int], today: date) -> bool:
    """Whether a step of this code, year and number is due: in the year reported on, or one of the two after it."""
    about = key[1]
    if not 1990 < about < 2100:
        return False
    rows = PlanningDocument.objects.filter(pk=document.pk)
    found = [
        line.key[1:] for year in (about, about + 1, about + 2) for line in deadline_calendar(rows, year, today).lines
    ]
    return key in found


# --- reminders ---------------------------------------------------------------------------------------------------


def remind(today: date) -> int:
    """Tell the people of every step that comes near, is due today or is newly overdue; how many notices."""
    lines = [
        line
        for year in sorted({today.year - 1, today.year, (today + timedelta(days=NEAR_DAYS)).year})
        for line in deadline_calendar(PlanningDocument.objects.all(), year, today).lines
    ]
    return sum(_remind(line) for line in lines if not line.done and _is_day_of(line, today))


def _is_day_of(line: Line, today: date) -> bool:
    if line.deadline.expected:
        return False
    return today in reminded_on(line.deadline.due_on, REMINDED_BEFORE_DAYS) or line.overdue_days in LATE_REMINDER_DAYS


def _remind(line: Line) -> int:
    people = [person for person in people_to_remind(line) if _sees(person, line.document)]
    kind = notices.OVERDUE if line.state == OVERDUE else notices.NEAR
    values = {
        "step": step_words(line),
        "document": in_languages(line.document, "title"),
        "due_on": line.deadline.due_on.isoformat(),
        "paragraph": line.deadline.paragraph,
    }
    address = f"{reverse('planning:deadlines')}?document={line.document.pk}&year={line.deadline.due_on.year}"
    return len(tell(people, kind, values, url=address))


def _sees(person: User, document: PlanningDocument) -> bool:
    return not document.restricted or visible_to(person).filter(pk=document.pk).exists()


def step_words(line: Line) -> dict[str, str]:
    """The step in three languages, as a value of a notice."""
    words = {}
    for code in ("kk", "ru", "en"):
        with translation.override(code):
            words[code] = str(Step(line.deadline.code).label)
    return words


def people_to_remind(line: Line) -> Iterable[User]:
    """Who has to do the step. Government and Administration have no people in the portal: then the authority."""
    document, who = line.document, line.deadline.who
    if who == Who.DEVELOPER:
        return people_of([document.developer_id], Role.PLANNING_EDITOR)
    if who in CO_EXECUTOR_STEPS:
        bodies = [body.pk for body in document.co_executors.all()]
        own = people_of(bodies, Role.CO_EXECUTOR, Role.PLANNING_EDITOR)
        return User.objects.filter(
            Q(pk__in=own.values("pk")) | Q(pk__in=people_of([document.developer_id], Role.PLANNING_EDITOR).values("pk"))
        )
    return authority_people(document.territory_id)


# --- personal calendars ------------------------------------------------------------------------------------------


@transaction.atomic
def renew_feed(user: Any) -> FeedKey:
    """A new address of the personal calendar; the old one stops working. `access.Refused`."""
    require(user, "monitoring.follow")
    key, _made = FeedKey.objects.update_or_create(person=user, defaults={"nonce": token_hex(16)})
    log_change(open_change_set("planning.renew_feed", actor=user), "planning.feed", user.pk, {}, {"renewed": True})
    return key
