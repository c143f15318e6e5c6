"""Filters of the pages of a document's life."""

from typing import Any

from django import template
from django.utils.translation import get_language

register = template.Library()


def _in_language(thing: Any, field: str) -> str:
    language = (get_language() or "kk").split("-")[0]
    order = [language, "ru" if language == "en" else "kk", "kk", "ru"]
    return next((text for code in order if (text := getattr(thing, f"{field}_{code}", ""))), "")


@register.filter
def own_text(section: Any) -> str:
    """The text of a section in the reader's language."""
    return _in_language(section, "text")
