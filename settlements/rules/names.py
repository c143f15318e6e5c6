"""Names of the classifier: cleaning what old fonts and copying left in them, and the text they are found by.

Source: spec 10.1 (traps of КАТО) and 80.5 (search in Kazakh and Russian spelling alike).
"""

import re
from dataclasses import dataclass

from rss_portal.ui.folding import OLD_FONT, fold

_SPACES = re.compile(r"\s+")


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


def search_text(kato: str, *names: str) -> str:
    """The search column of a unit: its code and its different folded names, a bar before each."""
    parts = dict.fromkeys([kato.casefold(), *(fold(name) for name in names if name)])
    return "".join(f"|{part}" for part in parts)[:420]
