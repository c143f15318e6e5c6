"""The steps of an application (rules of 30.12.2025, p.18-27; spec 60.6) as a table.

From which state, by which action, taken by whom, on which conditions, to which state, and which clocks stop and
start with it. A step that is not in the table exists nowhere: pages, API and admin ask `find_step` and no other.
"""

from dataclasses import dataclass
from enum import StrEnum

from infra_support.choices import ApplicationState, ClockKind


class Action(StrEnum):
    """What is done with an application."""

    SUBMIT = "submit"
    ACCEPT = "accept"
    REFUSE = "refuse"
    RECOMMEND = "recommend"
    APPROVE = "approve"
    DECLINE = "decline"
    NOTIFY = "notify"
    FORWARD = "forward"
    INCLUDE = "include"
    RETURN = "return_from_budget"
    FUND = "fund"
    BEGIN = "begin"
    COMPLETE = "complete"
    WITHDRAW = "withdraw"


class Actor(StrEnum):
    """Whose step it is (p.2, p.14-28)."""

    ENTREPRENEUR = "entrepreneur"
    COORDINATOR = "coordinator"
    SECRETARY = "council_secretary"
    BUDGET = "budget_administrator"
    PLANNING = "planning_authority"


class Condition(StrEnum):
    """What must hold before a step; each is looked up by the service of the same code."""

    FORM_RIGHT = "form_right"  # every field of the form is right
    SIGNED = "signed"  # the applicant's signature is valid over this version
    ACCEPTANCE_SIGNED = "acceptance_signed"  # the coordinator's signature
    REASONS = "reasons"  # reason codes and a text (p.20)
    ELIGIBILITY = "eligibility"  # every line of the check list is met (p.5, p.9, p.13)
    DECISION = "decision"  # the council decided so, with a quorum (p.21)
    PROTOCOL_SIGNED = "protocol_signed"  # p.24
    NOT_NOTIFIED = "not_notified"  # the applicant is told once
    PACKAGE = "package"  # project list, documents, protocol (p.25)
    BUDGET_AGREED = "budget_agreed"  # opinion of the planning authority and decision of the commission (p.26)
    BUDGET_REFUSED = "budget_refused"  # a negative opinion or decision (p.26)
    RESOLUTION = "resolution"  # maslikhat's approval and the akimat's resolution (p.27)
    AGREEMENT = "agreement"  # agreement with counter-obligations (p.5)
    COMMISSIONED = "commissioned"  # act of acceptance, term of support (p.7)


@dataclass(frozen=True)
class Term:
    """How long a clock runs: working days, or calendar days, after the day of the event. WHO acts within it."""

    kind: ClockKind
    days: int
    working: bool
    who: Actor
    point: str


TERMS = {
    term.kind: term
    for term in (
        Term(ClockKind.REVIEW, 5, True, Actor.COORDINATOR, "19"),
        Term(ClockKind.PROTOCOL, 3, True, Actor.SECRETARY, "23"),
        Term(ClockKind.FORWARD, 3, True, Actor.COORDINATOR, "25"),
        Term(ClockKind.RESOLUTION, 14, False, Actor.BUDGET, "27"),
        Term(ClockKind.FINANCING_PLAN, 3, True, Actor.BUDGET, "17"),
    )
}


@dataclass(frozen=True)
class Step:
    """One lawful step."""

    action: Action
    from_state: ApplicationState
    to_state: ApplicationState
    actor: Actor
    conditions: tuple[Condition, ...] = ()
    stops: tuple[ClockKind, ...] = ()
    starts: tuple[ClockKind, ...] = ()
    point: str = ""


S, A, C, K = ApplicationState, Action, Condition, ClockKind
_EVERY_CLOCK = tuple(ClockKind)
STEPS = (
    Step(A.SUBMIT, S.DRAFT, S.SUBMITTED, Actor.ENTREPRENEUR, (C.FORM_RIGHT, C.SIGNED), (), (K.REVIEW,), "18"),
    Step(A.ACCEPT, S.SUBMITTED, S.UNDER_REVIEW, Actor.COORDINATOR, (C.ACCEPTANCE_SIGNED,), point="19"),
    Step(A.REFUSE, S.UNDER_REVIEW, S.REFUSED, Actor.COORDINATOR, (C.REASONS,), (K.REVIEW,), point="20"),
    Step(A.RECOMMEND, S.UNDER_REVIEW, S.ON_AGENDA, Actor.COORDINATOR, (C.ELIGIBILITY,), (K.REVIEW,), point="19"),
    Step(A.APPROVE, S.ON_AGENDA, S.APPROVED, Actor.SECRETARY, (C.DECISION,), (), (K.PROTOCOL,), "21-23"),
    Step(A.DECLINE, S.ON_AGENDA, S.DECLINED, Actor.SECRETARY, (C.DECISION,), (), (K.PROTOCOL,), "21-23"),
    Step(A.NOTIFY, S.APPROVED, S.APPROVED, Actor.COORDINATOR, (C.PROTOCOL_SIGNED, C.NOT_NOTIFIED), point="24"),
    Step(A.NOTIFY, S.DECLINED, S.DECLINED, Actor.COORDINATOR, (C.PROTOCOL_SIGNED, C.NOT_NOTIFIED), point="24"),
    Step(A.FORWARD, S.APPROVED, S.WITH_BUDGET, Actor.COORDINATOR, (C.PACKAGE,), (K.FORWARD,), point="25"),
    Step(A.INCLUDE, S.WITH_BUDGET, S.IN_BUDGET, Actor.BUDGET, (C.BUDGET_AGREED,), point="26"),
    Step(A.RETURN, S.WITH_BUDGET, S.RETURNED_BY_BUDGET, Actor.BUDGET, (C.BUDGET_REFUSED, C.REASONS), point="26"),
    Step(A.FUND, S.IN_BUDGET, S.FUNDED, Actor.BUDGET, (C.RESOLUTION,), (K.RESOLUTION,), point="27"),
    Step(A.BEGIN, S.FUNDED, S.IN_PROGRESS, Actor.COORDINATOR, (C.AGREEMENT,), point="5"),
    Step(A.COMPLETE, S.IN_PROGRESS, S.COMPLETED, Actor.BUDGET, (C.COMMISSIONED,), _EVERY_CLOCK, point="7"),
    *(
        Step(A.WITHDRAW, state, S.WITHDRAWN, Actor.ENTREPRENEUR, stops=_EVERY_CLOCK)
        for state in (S.DRAFT, S.SUBMITTED, S.UNDER_REVIEW, S.ON_AGENDA)
    ),
)
_BY_PLACE: dict[tuple[str, str], Step] = {(step.action, step.from_state): step for step in STEPS}
ENDED = frozenset({S.REFUSED, S.DECLINED, S.RETURNED_BY_BUDGET, S.COMPLETED, S.WITHDRAWN})
"""States in which nobody's step is awaited (a declined one is still told to its applicant)."""


def find_step(action: str, state: str) -> Step | None:
    """The step that ACTION takes from STATE; None when the table has none."""
    return _BY_PLACE.get((action, state))


def steps_from(state: str) -> tuple[Step, ...]:
    """Every step that leads on from STATE, in the order of the table."""
    return tuple(step for step in STEPS if step.from_state == state)


def states_of(actor: str) -> tuple[ApplicationState, ...]:
    """States in which ACTOR has a step, in the order of the workflow; the queue of that role."""
    waiting = {step.from_state for step in STEPS if step.actor == actor and step.action != A.WITHDRAW}
    return tuple(state for state in ApplicationState if state in waiting)
