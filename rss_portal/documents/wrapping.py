"""Where a word that is longer than its column may be broken, when the typesetter knows no rule for it."""

import re

SOFT_HYPHEN = "\u00ad"
VOWELS = "аәеёиіоөуұүыэюяaeiouy"
# Before a consonant that a vowel follows, as Kazakh and Russian divide words; two letters stay on either side.
SYLLABLE = re.compile(rf"(?<=[^\W\d_]{{2}})(?=[^\W\d_{VOWELS}][{VOWELS}])(?=\w\w)", re.IGNORECASE)
LONGEST_NUMBER = 14
PIECE = 8  # characters of what has no syllables


def breakable(text: str, capacity: float) -> str:
    """TEXT whose words of more than CAPACITY characters have soft hyphens between their syllables."""
    limit = max(4, int(capacity))
    return " ".join(
        _word(word, limit) if len(word) > limit and not _is_number(word) else word for word in text.split(" ")
    )


def _is_number(word: str) -> bool:
    """Whether WORD is a number of a row, a date or a code, which is not divided."""
    return len(word) <= LONGEST_NUMBER and not any(letter.isalpha() for letter in word)


def _word(word: str, limit: int) -> str:
    divided = SYLLABLE.sub(SOFT_HYPHEN, word)
    return SOFT_HYPHEN.join(_pieces(part, limit) for part in divided.split(SOFT_HYPHEN))


def _pieces(part: str, limit: int) -> str:
    """PART itself, or cut into pieces where even a syllable is too long (addresses, codes)."""
    size = min(limit - 1, PIECE)
    if len(part) <= limit:
        return part
    return SOFT_HYPHEN.join(part[at : at + size] for at in range(0, len(part), size))
