"""Texts that the code and the templates ask to be translated."""

import ast
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
    if path.suffix == ".py":
        yield from _texts_of_code(source)
    else:
        yield from _texts_of_template(source, str(path))


def _texts_of_code(source: str) -> Iterator[tuple[int, Key]]:
    """Texts of calls anywhere in SOURCE, inside f-strings too."""
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        name = getattr(call.func, "id", "") or getattr(call.func, "attr", "")
        texts = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if name not in KEYWORDS or not texts:
            continue
        context = texts.pop(0) if "pgettext" in name else ""
        if texts:
            yield call.lineno, Key(texts[0], texts[1] if len(texts) > 1 else "", context)


def _texts_of_template(source: str, origin: str) -> Iterator[tuple[int, Key]]:
    # A template becomes lines of calls; their indentation would not be Python's.
    code = "\n".join(line.lstrip() for line in templatize(source, origin=origin).splitlines())
    for line, text, _comments, context in extract("python", BytesIO(code.encode()), KEYWORDS):
        texts = text if isinstance(text, tuple) else (text,)
        yield line, Key(texts[0], texts[1] if len(texts) > 1 else "", context or "")
