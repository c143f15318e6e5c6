"""Verbs of background work."""

from .execution import execute, run_queued
from .requests import cancel, enqueue, retry
from .sweeping import sweep

__all__ = ["cancel", "enqueue", "execute", "retry", "run_queued", "sweep"]
