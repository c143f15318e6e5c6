"""Who wants to know that the calendar changed: running clocks are moved in the same transaction."""

from collections.abc import Callable
from typing import Any

Listener = Callable[[Any, int], None]  # (the person who changed it, the year)
_listeners: list[Listener] = []


def calendar_changed(listener: Listener) -> Listener:
    """Register LISTENER; called inside the transaction of every change of a confirmed year."""
    if listener not in _listeners:
        _listeners.append(listener)
    return listener


def tell(user: Any, year: int) -> None:
    for listener in _listeners:
        listener(user, year)
