"""Who evaluates whom, who sits in the commission, and the terms of an evaluation (p.4, p.28-37)."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

# p.4: the three evaluators by code of the body register.
PLANNING_AUTHORITY, PRIME_MINISTER_OFFICE, PRESIDENT_ADMINISTRATION = "MNE", "PMO", "AP"
OWN, SUCCESSOR, NOT_EVALUATED = "own", "successor", "not_evaluated"
HALF_YEAR = (7, 1)


def evaluator_of(body: str, *, reports_to_president: bool) -> str:
    """Code of the body that evaluates BODY (p.4)."""
    if reports_to_president:
        return PRESIDENT_ADMINISTRATION
    return PRIME_MINISTER_OFFICE if body == PLANNING_AUTHORITY else PLANNING_AUTHORITY


def evaluated_as(year: int, ended_on: date | None) -> str:
    """How a body that was reorganised or abolished on ENDED_ON is evaluated for YEAR: on its own, inside its
    successor (first half of the year, p.36), or not at all (second half, p.37)."""
    if ended_on is None or ended_on.year > year:
        return OWN
    if ended_on.year < year:
        return NOT_EVALUATED
    return SUCCESSOR if (ended_on.month, ended_on.day) < HALF_YEAR else NOT_EVALUATED


def is_late(due_on: date, received_on: date) -> bool:
    """Whether the report came after the day of the schedule (p.40)."""
    return received_on > due_on


def in_objection_term(last_day: date, on: date) -> bool:
    """Whether an objection or a notice of none is still accepted (p.28, p.30)."""
    return on <= last_day


def final_due(objected_on: date, days: int) -> date:
    """The day by which the final conclusion goes out: DAYS calendar days from the objections (p.35)."""
    return objected_on + timedelta(days=days)


def barred_members(members: Collection[int], took_part: Collection[int]) -> list[int]:
    """Those of MEMBERS who took part in evaluating the body and may not sit in the commission (p.31)."""
    return sorted(set(members) & set(took_part))


def commission_complete(members: Sequence[int], least: int) -> bool:
    """Whether the special commission has enough members (p.31: at least 5)."""
    return len(set(members)) >= least


def spread(values: Sequence[float]) -> float:
    """How far experts are apart: the greatest mark less the least."""
    return max(values) - min(values) if values else 0
