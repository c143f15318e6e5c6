"""Phone numbers of the annex form (item 3)."""

import re

_SIGNS = re.compile(r"[\s()./-]")
_INTERNATIONAL = re.compile(r"\+\d{8,15}")
_HOME = re.compile(r"(?:\+?7|8)?(\d{10})")


def plain_phone(text: str) -> str:
    """A phone as +7 and ten digits, or + and the digits of another country; "" when TEXT is no phone."""
    bare = _SIGNS.sub("", text)
    home = _HOME.fullmatch(bare)
    if home:
        return f"+7{home[1]}"
    return bare if _INTERNATIONAL.fullmatch(bare) else ""
