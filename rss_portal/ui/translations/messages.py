"""Texts that the code and the templates ask to be translated."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from django.conf import settings
from django.utils.translation import templatize

from .django_texts import DJANGO_TEXTS

SOURCE_FOLDERS = ("rss_portal", "settlements", "standards", "planning_docs", "infra_support", "templates")
# What marks a text, with the places of context, singular and plural among the arguments.
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


@dataclass(frozen=True)
class Key:
    """What a catalogue finds a text by."""

    text: str
    plural: str = ""
    context: str = ""


@dataclass
class Used:
    """A text with the places that use it, as "file:line"."""

    key: Key
    places: list[str] = field(default_factory=list)


def used_texts(root: Path = settings.BASE_DIR) -> dict[Key, Used]:
    """Every text under ROOT that is marked for translation, and Django's texts that people here see."""
    found: dict[Key, Used] = {}
    for path in _sources(root):
        for line, key in _texts_of(path):
            found.setdefault(key, Used(key)).places.append(f"{path.relative_to(root)}:{line}")
    for texts in DJANGO_TEXTS:
        found.setdefault(Key(*texts), Used(Key(*texts))).places.append("django")
    return found


def _sources(root: Path) -> Iterator[Path]:
    for folder in SOURCE_FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".py", ".html", ".txt") and "migrations" not in path.parts:
                yield path


def _texts_of(path: Path) -> Iterator[tuple[int, Key]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Templates become lines of calls; their indentation would not be Python's.
        called = templatize(source, origin=str(path))
        source = "\n".join(line.lstrip() for line in called.splitlines())
    for line, text, _comments, context in extract("python", BytesIO(source.encode()), KEYWORDS):
        texts = text if isinstance(text, tuple) else (text,)
        yield line, Key(texts[0], texts[1] if len(texts) > 1 else "", context or "")
