"""Invented planning documents for a demonstration: a national plan, a concept, a body's plan, two region plans."""

from .build import Made, build_planning

__all__ = ["Made", "build_planning"]
