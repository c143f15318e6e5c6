"""The way of an evaluation: who evaluates whom, terms, the act, the special commission, reorganised bodies."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from rss_portal.calendar.rules.working_days import Calendar, add_working_days

from .method import Terms

EVALUATED, IN_SUCCESSOR, NOT_EVALUATED, GONE = "evaluated", "in_successor", "not_evaluated", "gone"
PLANNING_AUTHORITY, PM_OFFICE, ADMINISTRATION = "planning_authority", "pm_office", "administration"
FIRST_HALF_ENDS = (6, 30)
TOO_FEW, TOOK_PART, FROM_THE_BODY = "too_few", "took_part", "from_the_body"


def in_term(last_day: date | None, on: date) -> bool:
    """Whether an objection or a notice of none is still accepted ON this day (p.28, p.30)."""
    return last_day is not None and on <= last_day


def spread(values: Collection[Decimal]) -> Decimal:
    """How far experts are apart: the greatest mark less the least."""
    return max(values) - min(values) if values else Decimal(0)


def evaluator_of(body: str, reports_to_president: bool, evaluators: Mapping[str, str]) -> str:
    """Code of the body that evaluates BODY (p.4); EVALUATORS are the codes of the three that evaluate."""
    if reports_to_president:
        return evaluators[ADMINISTRATION]
    own = body == evaluators[PLANNING_AUTHORITY]
    return evaluators[PM_OFFICE if own else PLANNING_AUTHORITY]


def treatment(ended_on: date | None, year: int) -> str:
    """How a body that was reorganised or abolished on ENDED_ON is evaluated for YEAR (p.36-37)."""
    if ended_on is None or ended_on.year > year:
        return EVALUATED
    if ended_on.year < year:
        return GONE
    return IN_SUCCESSOR if (ended_on.month, ended_on.day) <= FIRST_HALF_ENDS else NOT_EVALUATED


def is_late(due_on: date, received_on: date | None) -> bool:
    """Whether the report came after the day of the schedule (p.40)."""
    return received_on is not None and received_on > due_on


def objections_until(received_on: date, calendar: Calendar, terms: Terms) -> date:
    """The last day on which a body that received the conclusion on RECEIVED_ON may object (p.28)."""
    return add_working_days(received_on, terms.objection_working_days, calendar)


def table_until(objected_on: date, calendar: Calendar, terms: Terms) -> date:
    """By when the table of disagreements goes to the special commission (p.32)."""
    return add_working_days(objected_on, terms.table_working_days, calendar)


def final_until(objected_on: date, terms: Terms) -> date:
    """By when the final conclusion is sent (p.35)."""
    return objected_on + timedelta(days=terms.final_calendar_days)


def refusal_of_member(person: int, participants: Collection[int], body_people: Collection[int]) -> str:
    """Why PERSON may not sit on the special commission: took part in evaluating the body (p.31), or is its own
    person; empty when they may."""
    if person in participants:
        return TOOK_PART
    return FROM_THE_BODY if person in body_people else ""


def refusal_of_commission(members: Iterable[int], terms: Terms) -> str:
    """Why the commission cannot decide yet (p.31); empty when it can."""
    return TOO_FEW if len(set(members)) < terms.commission_least else ""
