"""Invented applications in every state, with councils, meetings, protocols: for a demonstration only."""

from .build import Report, build

__all__ = ["Report", "build"]
