"""Sections of the top bar and links of the footer, given by the apps that have them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class Section:
    """A link of the top bar; `prefixes` are the addresses during which it is marked as current."""

    label: str | Promise
    url_name: str
    prefixes: tuple[str, ...]
    order: int
    shown_to: Callable[[Any], bool] = lambda user: True
    args: tuple[str, ...] = ()


_sections: list[Section] = []


def add_section(section: Section) -> None:
    """Put SECTION in the top bar; called once at start by the app that owns the page."""
    if section not in _sections:
        _sections.append(section)
        _sections.sort(key=lambda one: one.order)


def sections_for(user: Any) -> list[Section]:
    return [section for section in _sections if section.shown_to(user)]
