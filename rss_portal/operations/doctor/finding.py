"""What an examination finds, and the list of examinations."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    GOOD = "ok"
    WARNING = "warning"
    PROBLEM = "PROBLEM"


@dataclass(frozen=True)
class Finding:
    """One thing looked at; ADVICE says what to do when it is not good."""

    subject: str
    severity: Severity
    text: str
    advice: str = ""


def good(subject: str, text: str) -> Finding:
    return Finding(subject, Severity.GOOD, text)


def warning(subject: str, text: str, advice: str) -> Finding:
    return Finding(subject, Severity.WARNING, text, advice)


def problem(subject: str, text: str, advice: str) -> Finding:
    return Finding(subject, Severity.PROBLEM, text, advice)


Examination = Callable[[], Iterator[Finding]]
_examinations: list[Examination] = []


def examination(function: Examination) -> Examination:
    """Register FUNCTION() -> findings; they run in the order of registration."""
    _examinations.append(function)
    return function


def examine() -> Iterator[Finding]:
    """Findings of every examination. One that breaks down is itself a problem and stops no other."""
    for function in _examinations:
        subject = function.__name__.replace("_", " ")
        try:
            yield from function()
        except Exception as error:  # a broken part must not hide the state of the others
            text = f"{type(error).__name__}: {error}".strip()
            yield problem(subject, text, "Repair what the message names; then run doctor again.")
