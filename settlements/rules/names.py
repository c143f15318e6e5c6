"""Names of the classifier: cleaning what old fonts and copying left in them, and folding for search.

Source: spec 10.1 (traps of КАТО) and 80.5 (search in Kazakh and Russian spelling alike).
"""

import re
from dataclasses import dataclass

# Letters that fonts of before Unicode drew as Kazakh ones; the right letter is known from the classifier's
# other column (Ќоянды is Қоянды, Нўрғазы is Нұрғазы, Кїшік is Күшік, Кјркес is Кәркес).
OLD_FONT = str.maketrans("ЌќЎўЇїЈј", "ҚқҰұҮүӘә")
_FOLDED = str.maketrans("әғқңөұүһіёй", "агкноуухиеи")
_SPACES = re.compile(r"\s+")
_NOT_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class CleanName:
    """A name as it is stored, and what was repaired: codes "spaces", "old_font"."""

    text: str
    repairs: tuple[str, ...] = ()


def clean(raw: str) -> CleanName:
    """RAW with single ordinary spaces, none at the ends, and Kazakh letters in place of old-font ones."""
    repairs = []
    text = _SPACES.sub(" ", raw.replace("\u200b", "")).strip()
    if text != raw:
        repairs.append("spaces")
    lettered = text.translate(OLD_FONT)
    if lettered != text:
        repairs.append("old_font")
    return CleanName(lettered, tuple(repairs))


def fold(text: str) -> str:
    """TEXT for comparison in search: small letters, Kazakh and Russian spelling alike (ә/а, қ/к, і/и ...),
    anything but letters and digits as one space. Folding a folded text changes nothing."""
    folded = text.casefold().translate(OLD_FONT).translate(_FOLDED)
    return _NOT_WORD.sub(" ", folded).strip()


def search_text(kato: str, *names: str) -> str:
    """The search column of a unit: its code and its different folded names, a bar before each."""
    parts = dict.fromkeys([kato.casefold(), *(fold(name) for name in names if name)])
    return "".join(f"|{part}" for part in parts)[:420]
