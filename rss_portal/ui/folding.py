"""Text folded for searching: without case and without regard to letters that people type alike."""

import re

_ALIKE = str.maketrans("әқіңғүұөһёъ", "акингууохеь")
_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """TEXT in lower case with one space between words; Kazakh letters as their Russian neighbours."""
    return _SPACES.sub(" ", text.casefold().translate(_ALIKE)).strip()
