"""Background work of notices."""

from datetime import date
from typing import Any

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from rss_portal.jobs.context import JobContext
from rss_portal.jobs.exceptions import JobFailed
from rss_portal.jobs.registry import handler

from . import daily, mailing
from .services import MAIL_LETTER, MAIL_NOTICES

DUTIES_FAILED = "duties_failed"
MESSAGES = {
    DUTIES_FAILED: _("Some duties of the day failed: %(names)s. Repeat the work; what is done is not done again.")
}


@handler(MAIL_NOTICES, title=_("Letters about notices"))
def mail_notices(job: JobContext, numbers: list[int]) -> dict[str, Any]:
    return {"sent": mailing.mail_notices(numbers)}


@handler(MAIL_LETTER, title=_("A letter"))
def mail_letter(job: JobContext, number: int) -> dict[str, Any]:
    return {"sent": mailing.mail_letter(number)}


@handler(daily.JOB_KIND, title=_("Duties of the day"), messages=MESSAGES)
def daily_duties(job: JobContext, day: str) -> dict[str, Any]:
    outcome = daily.run_duties(date.fromisoformat(day))
    if outcome["failed"]:
        raise JobFailed(DUTIES_FAILED, names=", ".join(outcome["failed"]))
    return outcome


@shared_task(name="notices.ask_for_today")
def ask_for_today() -> None:
    daily.ask_for_today()


@daily.duty("notices.digests")
def digests(day: date) -> dict[str, int]:
    return {"letters": mailing.mail_digests()}


@daily.duty("notices.forgotten")
def forgotten(day: date) -> dict[str, int]:
    return {"letters": mailing.mail_forgotten()}
