"""The life of a document as a table: from which state which step leads where, who takes it, under what condition
(spec 40.5; §74, §99, §122-123, §151-154)."""

from dataclasses import dataclass

from planning_docs.choices import DocumentState as State

EDITOR, AUTHORITY = "editor", "authority"
SEND, WITHDRAW, DISCUSS, SUBMIT, RETURN, APPROVE, ENFORCE, COMPLETE = (
    "send_to_agree", "withdraw", "open_discussion", "submit", "return", "approve", "put_in_force", "complete",
)  # fmt: skip
# What must hold before a step; the services know how to find out.
BODIES_NAMED, ALL_ANSWERED, COMMENTS_ANSWERED, NO_ERRORS, OPEN_TO_ALL, RESTRICTED, REMARKS, ACT, PERIOD_OVER = (
    "bodies_named", "all_answered", "comments_answered", "no_errors", "open_to_all", "restricted", "remarks", "act",
    "period_over",
)  # fmt: skip


@dataclass(frozen=True)
class Step:
    """A step of the life: ACTION takes a document from one of `sources` to `target`."""

    action: str
    sources: tuple[str, ...]
    target: str
    actor: str
    conditions: tuple[str, ...] = ()


STEPS: tuple[Step, ...] = (
    Step(SEND, (State.DRAFT, State.RETURNED), State.AGREEING, EDITOR, (BODIES_NAMED,)),
    Step(WITHDRAW, (State.AGREEING,), State.RETURNED, EDITOR),
    Step(DISCUSS, (State.AGREEING,), State.PUBLIC_DISCUSSION, EDITOR, (OPEN_TO_ALL, ALL_ANSWERED)),
    Step(SUBMIT, (State.PUBLIC_DISCUSSION,), State.SUBMITTED, EDITOR, (COMMENTS_ANSWERED, NO_ERRORS)),
    # A document for official use is not shown to the public: it goes from agreeing to approval.
    Step(SUBMIT, (State.AGREEING,), State.SUBMITTED, EDITOR, (RESTRICTED, ALL_ANSWERED, NO_ERRORS)),
    Step(RETURN, (State.AGREEING, State.SUBMITTED), State.RETURNED, AUTHORITY, (REMARKS,)),
    Step(APPROVE, (State.SUBMITTED,), State.APPROVED, AUTHORITY, (ACT,)),
    Step(ENFORCE, (State.APPROVED,), State.IN_FORCE, AUTHORITY),
    Step(COMPLETE, (State.IN_FORCE,), State.COMPLETED, AUTHORITY, (PERIOD_OVER,)),
)
ACTIONS = tuple(dict.fromkeys(step.action for step in STEPS))


def find_step(action: str, state: str) -> Step | None:
    """The step that ACTION takes from STATE; None when the table has none."""
    return next((step for step in STEPS if step.action == action and state in step.sources), None)


def steps_from(state: str) -> list[Step]:
    """Every step that leads on from STATE, in the order of the table."""
    return [step for step in STEPS if state in step.sources]
