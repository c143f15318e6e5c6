"""Codes of economic activities (OKED) and a region's priority ones (p.5).

A code is a section (a letter), division (two digits), group (three), class (four) or subclass (five); written with
dots or without. A priority given at one level holds for everything below it.
"""

import re
from collections.abc import Iterable

_CODE = re.compile(r"[A-U]|\d{2,5}")
_FIRST_DIVISIONS = {
    "A": 1, "B": 5, "C": 10, "D": 35, "E": 36, "F": 41, "G": 45, "H": 49, "I": 55, "J": 58, "K": 64, "L": 68, "M": 69,
    "N": 77, "O": 84, "P": 85, "Q": 86, "R": 90, "S": 94, "T": 97, "U": 99,
}  # fmt: skip
LAST_DIVISION = 99


def plain_code(text: str) -> str:
    """A code as it is stored: capital, without dots and spaces; "" when TEXT has not the form of a code."""
    code = re.sub(r"[\s.]", "", text).upper()
    return code if _CODE.fullmatch(code) else ""


def level_of(code: str) -> int:
    """1 section, 2 division, 3 group, 4 class, 5 subclass."""
    return len(code)


def section_of(code: str) -> str:
    """The section in which CODE lies; "" for a division that there is not (such as 00)."""
    if code.isalpha():
        return code
    division = int(code[:2])
    return max((first, section) for section, first in [("", 0), *_FIRST_DIVISIONS.items()] if first <= division)[1]


def lies_in(code: str, priority: str) -> bool:
    """Whether CODE is PRIORITY or lies below it."""
    return section_of(code) == priority if priority.isalpha() else code.startswith(priority)


def is_priority(code: str, priorities: Iterable[str]) -> bool:
    """Whether CODE lies in one of PRIORITIES of the region."""
    return bool(code) and any(lies_in(code, priority) for priority in priorities)
