"""Who may get support: the check list of an application (p.5, p.7, p.9, p.13) and the questions before the form."""

from dataclasses import dataclass, field

from infra_support.choices import EligibilityCode as Code
from infra_support.choices import EligibilityState as State

from .project import enough_users

POINTS = {
    Code.PRIORITY: "5", Code.NO_DEBT: "9 1)", Code.SOLVENT: "9 2)", Code.NOT_AFFILIATED: "9 3)",
    Code.ALLOWED_ACTIVITY: "9 4)", Code.SHARED_BY_THREE: "7", Code.RESULTS_REACHED: "13",
}  # fmt: skip
SAID_BY_APPLICANT = (Code.NO_DEBT, Code.SOLVENT, Code.NOT_AFFILIATED, Code.ALLOWED_ACTIVITY)


@dataclass(frozen=True)
class Facts:
    """What is known of an application. `said` are the applicant's own confirmations; `supported`: whether the
    enterprise had counter-obligations last year; `results_reached` is None while that is not known."""

    programme: bool
    oked: str
    priority_oked: bool
    shared: bool
    shared_users: int | None
    supported: bool = False
    results_reached: bool | None = None
    said: dict[str, bool] = field(default_factory=dict)


def check_list(facts: Facts) -> dict[Code, State]:
    """The state of every line before the coordinator checks it."""
    lines = {code: _said(facts.said.get(code)) for code in SAID_BY_APPLICANT}
    lines[Code.PRIORITY] = _priority(facts)
    lines[Code.SHARED_BY_THREE] = _shared(facts)
    lines[Code.RESULTS_REACHED] = _results(facts)
    return {code: lines[code] for code in Code}


def _said(answer: bool | None) -> State:
    if answer is None:
        return State.UNKNOWN
    return State.MET if answer else State.NOT_MET


def _priority(facts: Facts) -> State:
    """p.5: a priority activity of the region, or a project of a priority programme."""
    if facts.programme:
        return State.MET
    return _said(facts.priority_oked) if facts.oked else State.UNKNOWN


def _shared(facts: Facts) -> State:
    """p.7: an object of shared use needs at least three entrepreneurs."""
    if not facts.shared:
        return State.NOT_APPLICABLE
    return _said(None if facts.shared_users is None else enough_users(facts.shared_users))


def _results(facts: Facts) -> State:
    """p.13: who did not reach the results of the last year is not financed again."""
    return _said(facts.results_reached) if facts.supported else State.NOT_APPLICABLE


@dataclass(frozen=True)
class Question:
    """A question before the form; `good` is the answer with which one may apply."""

    code: str
    good: bool
    point: str


QUESTIONS = (
    Question("small", True, "2 12)"),
    Question("priority", True, "5"),
    Question("debt", False, "9 1)"),
    Question("insolvent", False, "9 2)"),
    Question("affiliated", False, "9 3)"),
    Question("excluded", False, "9 4)"),
    Question("failed", False, "13"),
    Question("shared_few", False, "7"),
    Question("documents", True, "18"),
)


def obstacles(answers: dict[str, bool]) -> list[Question]:
    """Questions whose answer stands in the way; an unanswered one does."""
    return [question for question in QUESTIONS if answers.get(question.code) != question.good]
