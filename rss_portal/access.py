"""The one place that answers who may see and do what.

Every app registers a function per action in its `permissions.py`; pages, API, imports, commands and
background jobs ask here and nowhere else. An answer carries the reason of a refusal.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise

Reason = str | Promise


@dataclass(frozen=True)
class Decision:
    """Allowed, or refused with a reason that a person can read."""

    allowed: bool
    reason: Reason = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Decision(True)
Rule = Callable[[Any, Any], Decision]
_rules: dict[str, Rule] = {}


class Refused(PermissionDenied):
    """The action is refused; `reason` says why (translated text)."""

    def __init__(self, action: str, reason: Reason):
        super().__init__(str(reason))
        self.action = action
        self.reason = reason


def refused(reason: Reason) -> Decision:
    return Decision(False, reason)


def rule(action: str) -> Callable[[Rule], Rule]:
    """Register FUNCTION(user, subject) -> Decision as the rule of ACTION ("app.verb")."""

    def register(function: Rule) -> Rule:
        if action in _rules:
            raise ValueError(f"two rules for the action {action}")
        _rules[action] = function
        return function

    return register


def decide(user: Any, action: str, subject: Any = None) -> Decision:
    """The decision on ACTION by USER over SUBJECT; an unknown action is a programming error."""
    return _rules[action](user, subject)


def require(user: Any, action: str, subject: Any = None) -> None:
    """Return when ACTION is allowed, raise `Refused` with the reason when it is not."""
    decision = decide(user, action, subject)
    if not decision:
        raise Refused(action, decision.reason)


def actions() -> list[str]:
    """Codes of every registered action, for the permission matrix test."""
    return sorted(_rules)
