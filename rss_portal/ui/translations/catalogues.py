"""The catalogues of the areas: compiling them, and what is wrong with them."""

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.conf import settings

from .messages import Key, Used

TRANSLATED = ("kk", "ru")  # the texts in the code are the English ones
FORMS = {"kk": 2, "ru": 3}
_PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|(?<!\{)\{(\w+)(?:![rsa])?(?::[^{}]*)?\}")


@dataclass(frozen=True)
class Problem:
    """Something to be repaired in the catalogue of a language."""

    language: str
    kind: str  # missing, placeholders, differing, forms
    text: str
    place: str

    def __str__(self) -> str:
        return f"{self.language} {self.kind}: {self.text!r} ({self.place})"


def sources(language: str = "*") -> list[Path]:
    """Files of texts of LANGUAGE, or of all languages, in the order of the areas."""
    found = [sorted(Path(folder).glob(f"{language}/LC_MESSAGES/*.po")) for folder in settings.LOCALE_PATHS]
    return [path for paths in found for path in paths]


def compile_stale() -> list[Path]:
    """Compile the catalogues that are newer than their compiled file; returns their sources."""
    stale = [path for path in sources() if _is_stale(path)]
    for path in stale:
        _compile(path)
    return stale


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime_ns <= source.stat().st_mtime_ns


def _compile(source: Path) -> None:
    """Write the compiled catalogue beside SOURCE in one step, since several processes may do it at once."""
    partial = source.with_suffix(f".mo.{os.getpid()}")
    polib.pofile(str(source)).save_as_mofile(str(partial))
    partial.replace(source.with_suffix(".mo"))


def problems(used: dict[Key, Used], language: str) -> list[Problem]:
    """All that keeps LANGUAGE from being whole and right for the texts USED."""
    entries = list(_entries(language))
    return [
        *_missing(used, entries, language),
        *_misplaced(entries, language),
        *_differing(entries, language),
        *_wrong_forms(entries, language),
    ]


def unused(used: dict[Key, Used], language: str) -> list[tuple[Path, Key]]:
    """Translations of texts that nothing asks for."""
    return [(path, _key(entry)) for path, entry in _entries(language) if _key(entry) not in used]


Entries = Iterable[tuple[Path, polib.POEntry]]


def _entries(language: str) -> Iterator[tuple[Path, polib.POEntry]]:
    for path in sources(language):
        for entry in polib.pofile(str(path)):
            if not entry.obsolete:
                yield path, entry


def _key(entry: polib.POEntry) -> Key:
    return Key(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "")


def _translations(entry: polib.POEntry) -> list[str]:
    """Texts of ENTRY in all its forms; [] when any is empty or somebody has to look at it again."""
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    return [] if entry.fuzzy or not all(texts) else texts


def _missing(used: dict[Key, Used], entries: Entries, language: str) -> Iterator[Problem]:
    known = {_key(entry) for _path, entry in entries if _translations(entry)}
    for key, use in used.items():
        if key not in known:
            yield Problem(language, "missing", key.text, use.places[0])


def _placeholders(text: str) -> set[str]:
    return {one or other for one, other in _PLACEHOLDER.findall(text)}


def _misplaced(entries: Entries, language: str) -> Iterator[Problem]:
    """A placeholder that the text does not know fails when shown; one left out loses a value."""
    for path, entry in entries:
        singular, plural = _placeholders(entry.msgid), _placeholders(entry.msgid_plural or entry.msgid)
        for text in _translations(entry):
            if not singular & plural <= _placeholders(text) <= singular | plural:
                yield Problem(language, "placeholders", entry.msgid, f"{_area(path)}: {text!r}")


def _differing(entries: Entries, language: str) -> Iterator[Problem]:
    """The catalogues are merged, so the same text must say the same in every area."""
    first: dict[Key, list[str]] = {}
    for path, entry in entries:
        texts = _translations(entry)
        if texts and first.setdefault(_key(entry), texts) != texts:
            yield Problem(
                language,
                "differing",
                entry.msgid,
                f"{_area(path)}: {texts[0]!r}, elsewhere {first[_key(entry)][0]!r}",
            )


def _wrong_forms(entries: Entries, language: str) -> Iterator[Problem]:
    for path, entry in entries:
        if entry.msgid_plural and len(entry.msgstr_plural) != FORMS[language]:
            yield Problem(language, "forms", entry.msgid, f"{_area(path)}: {len(entry.msgstr_plural)} forms")


def _area(path: Path) -> str:
    return path.parents[2].name
