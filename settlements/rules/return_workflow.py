"""The steps of a return (spec 10.5) as a table: from which state to which, whose step it is, and what it needs.

Whose turn a state is follows from `return_path`; this table names the steps themselves.
"""

from dataclasses import dataclass

from settlements.choices import ReturnState

from .return_path import Rank

SUBMIT, ACCEPT, SEND_BACK = "submit", "accept", "send_back"


@dataclass(frozen=True)
class Transition:
    """One lawful step. RANK is the lowest level that takes it."""

    action: str
    from_state: ReturnState
    to_state: ReturnState
    rank: Rank
    needs_remarks: bool = False
    needs_completeness: bool = False


S = ReturnState
_SHARED = (
    Transition(SUBMIT, S.DRAFT, S.SUBMITTED, Rank.AKIMAT, needs_completeness=True),
    Transition(SUBMIT, S.RETURNED, S.SUBMITTED, Rank.AKIMAT, needs_completeness=True),
    Transition(ACCEPT, S.ACCEPTED_REGION, S.ACCEPTED_MINISTRY, Rank.MINISTRY),
)
WITH_DISTRICT = (
    *_SHARED,
    Transition(ACCEPT, S.SUBMITTED, S.ACCEPTED_DISTRICT, Rank.DISTRICT),
    Transition(SEND_BACK, S.SUBMITTED, S.RETURNED, Rank.DISTRICT, needs_remarks=True),
    Transition(ACCEPT, S.ACCEPTED_DISTRICT, S.ACCEPTED_REGION, Rank.REGION),
    Transition(SEND_BACK, S.ACCEPTED_DISTRICT, S.SUBMITTED, Rank.REGION, needs_remarks=True),
    Transition(SEND_BACK, S.ACCEPTED_REGION, S.ACCEPTED_DISTRICT, Rank.MINISTRY, needs_remarks=True),
    Transition(SEND_BACK, S.ACCEPTED_MINISTRY, S.ACCEPTED_DISTRICT, Rank.MINISTRY, needs_remarks=True),
)
# a city of republican significance lies in no district: the region decides after the akimat
WITHOUT_DISTRICT = (
    *_SHARED,
    Transition(ACCEPT, S.SUBMITTED, S.ACCEPTED_REGION, Rank.REGION),
    Transition(SEND_BACK, S.SUBMITTED, S.RETURNED, Rank.REGION, needs_remarks=True),
    Transition(SEND_BACK, S.ACCEPTED_REGION, S.SUBMITTED, Rank.MINISTRY, needs_remarks=True),
    Transition(SEND_BACK, S.ACCEPTED_MINISTRY, S.SUBMITTED, Rank.MINISTRY, needs_remarks=True),
)


def steps(*, has_district: bool = True) -> tuple[Transition, ...]:
    """Every lawful step of a return of a settlement that lies in a district, or in none."""
    return WITH_DISTRICT if has_district else WITHOUT_DISTRICT


def find_step(action: str, state: str, *, has_district: bool = True) -> Transition | None:
    """The step that ACTION takes from STATE; None when it is not lawful."""
    for step in steps(has_district=has_district):
        if step.action == action and step.from_state == state:
            return step
    return None
