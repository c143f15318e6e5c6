"""Examines the portal and says what is wrong and what to do about it."""

from .finding import Finding, Severity, examine

__all__ = ["Finding", "Severity", "examine"]
