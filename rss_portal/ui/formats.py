"""Numbers and dates as people read them, in the running language or an explicit one.

Percents come in whole ten-thousandths (808333 is 80.8333 %); they are rounded half up, here and nowhere else.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from babel.dates import format_date, format_datetime
from django.utils import timezone
from django.utils.translation import get_language, pgettext

NO_DATA = "—"
NARROW_SPACE = "\u202f"
MINUS = "\u2212"
E4 = 10_000
DATE_PATTERN = "dd.MM.yyyy"


def language_of(language: str | None) -> str:
    """LANGUAGE, else the running one, as a bare code: kk, ru or en."""
    return (language or get_language() or "kk").split("-")[0]


def half_up(value: Decimal, places: int) -> Decimal:
    """VALUE rounded to PLACES decimals, however many digits it has: a message repeats what a person typed."""
    exact = Context(prec=max(28, value.adjusted() + places + 2))
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, exact)


def decimal(value: Any, places: int = 1, language: str | None = None) -> str:
    """VALUE with PLACES decimals, grouped in threes; a dash for None."""
    if value is None or value == "":
        return NO_DATA
    if type(value) is int and not places:  # most numbers of a large table
        return f"{MINUS if value < 0 else ''}{abs(value):,}".replace(",", NARROW_SPACE)
    rounded = half_up(Decimal(str(value)), int(places))
    sign, digits = (MINUS, -rounded) if rounded < 0 else ("", rounded)
    in_english = language_of(language) == "en"
    text = f"{digits:,f}".replace(",", NARROW_SPACE)
    return sign + (text if in_english else text.replace(".", ","))


def number(value: Any, language: str | None = None) -> str:
    """A whole number grouped in threes; a dash for None."""
    return decimal(value, 0, language)


def percent(value_e4: int | None, language: str | None = None, places: int = 1) -> str:
    """808333 -> "80,8", without the sign of percent; a dash for None."""
    return NO_DATA if value_e4 is None else decimal(Decimal(value_e4) / E4, places, language)


def percent4(value_e4: int | None, language: str | None = None) -> str:
    """808333 -> "80,8333"."""
    return percent(value_e4, language, 4)


def percent_machine(value_e4: int | None) -> str | None:
    """808333 -> "80.8333" for the API and open data; None stays None."""
    return None if value_e4 is None else f"{Decimal(value_e4) / E4:.4f}"


def points(change_e4: int | None, language: str | None = None) -> str:
    """A change in percentage points with its sign: "+2,3", "−0,4", "0,0"."""
    if change_e4 is None:
        return NO_DATA
    text = percent(abs(change_e4), language)
    if half_up(Decimal(change_e4) / E4, 1) == 0:
        return text
    return ("+" if change_e4 > 0 else MINUS) + text


def money(thousand_tenge: Any, language: str | None = None) -> str:
    """Thousand tenge in the unit that reads best: thousand, million or billion tenge, the unit said."""
    if thousand_tenge is None or thousand_tenge == "":
        return NO_DATA
    value = Decimal(str(thousand_tenge))
    if abs(value) >= 1_000_000:
        return f"{decimal(value / 1_000_000, 1, language)} {pgettext('money', 'bln tenge')}"
    if abs(value) >= 1_000:
        return f"{decimal(value / 1_000, 1, language)} {pgettext('money', 'mln tenge')}"
    return f"{decimal(value, 0, language)} {pgettext('money', 'thousand tenge')}"


def day(value: date | None, language: str | None = None) -> str:
    """Day.month.year; a dash for None."""
    return NO_DATA if value is None else format_date(value, DATE_PATTERN, locale=language_of(language))


def moment(value: datetime | None, language: str | None = None) -> str:
    """Day.month.year, hours and minutes in the portal's time zone."""
    if value is None:
        return NO_DATA
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return format_datetime(local, f"{DATE_PATTERN}, HH:mm", locale=language_of(language))


# Kazakh and Russian letters for readers of English; shown, never stored.
_LATIN = {
    "а": "a", "ә": "a", "б": "b", "в": "v", "г": "g", "ғ": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "қ": "q", "л": "l", "м": "m", "н": "n", "ң": "ng", "о": "o", "ө": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "u", "ү": "u", "ф": "f", "х": "kh", "һ": "h", "ц": "ts", "ч": "ch",
    "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "і": "i", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip


def transliterate(text: str) -> str:
    """Cyrillic TEXT in Latin letters, capitals kept."""
    return "".join(_latin_letter(letter) for letter in text)


def _latin_letter(letter: str) -> str:
    latin = _LATIN.get(letter.lower())
    if latin is None:
        return letter
    return latin.capitalize() if letter.isupper() else latin


def name(thing: Any, language: str | None = None) -> str:
    """Name of THING in the language; English falls back to Russian in Latin letters, Russian to Kazakh."""
    if thing is None:
        return NO_DATA
    code = language_of(language)
    given = getattr(thing, f"name_{code}", "") or getattr(thing, f"title_{code}", "")
    if given:
        return given
    russian = getattr(thing, "name_ru", "") or getattr(thing, "title_ru", "")
    kazakh = getattr(thing, "name_kk", "") or getattr(thing, "title_kk", "")
    return transliterate(russian or kazakh) if code == "en" else (russian or kazakh or str(thing))
