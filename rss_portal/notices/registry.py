"""Which kinds of notices there are, and how each is said.

An app registers its kinds when it starts: `kind("planning.deadline_near", title=_("…"), text=_("… %(day)s …"))`.
Values are JSON: texts, numbers, dates as ISO texts under a name that ends in `_on`, and names in three languages
as {"kk": …, "ru": …, "en": …} (`in_languages`), of which the reader's is taken.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language

from rss_portal.ui import formats

Text = str | Promise


@dataclass(frozen=True)
class Kind:
    """A kind of notice: what it is called in lists and in the subject of a letter, and its sentence."""

    code: str
    title: Text
    text: Text

    def said(self, values: Mapping[str, Any]) -> str:
        """The sentence with VALUES in the running language."""
        return str(self.text) % {name: _said(name, value) for name, value in values.items()}

    def titled(self, values: Mapping[str, Any]) -> str:
        return str(self.title) % {name: _said(name, value) for name, value in values.items()}


_kinds: dict[str, Kind] = {}


def kind(code: str, *, title: Text, text: Text) -> str:
    """Register a kind; its code comes back."""
    if code in _kinds:
        raise ValueError(f"two kinds of notices {code}")
    _kinds[code] = Kind(code, title, text)
    return code


def get_kind(code: str) -> Kind:
    """The kind of CODE; KeyError when no app registered one."""
    return _kinds[code]


def find_kind(code: str) -> Kind:
    """The kind of CODE, or one that shows the bare code: an old notice outlives the app that sent it."""
    return _kinds.get(code) or Kind(code, code, code)


def kinds() -> list[str]:
    return sorted(_kinds)


def in_languages(thing: Any, field: str = "name") -> dict[str, str]:
    """Names of THING (`name_kk`, `name_ru`, `name_en`, or another FIELD) as a value of a notice."""
    found = {code: getattr(thing, f"{field}_{code}", "") for code in ("kk", "ru", "en")}
    return {**found, "en": found["en"] or found["ru"] or found["kk"]}


def _said(name: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        language = (get_language() or "kk").split("-")[0]
        return value.get(language) or value.get("kk") or ""
    if name.endswith("_on") and isinstance(value, str) and value:
        return formats.day(date.fromisoformat(value))
    return value
