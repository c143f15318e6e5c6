"""What is known of a year's holidays before a person confirms it; no network is asked."""

from datetime import date
from typing import Any

import holidays

from .choices import DayKind


def proposed_days(year: int) -> list[dict[str, Any]]:
    """Holidays and moved days of YEAR, and the weekends that are worked for them, with names in Kazakh and
    English; the Russian name is the Kazakh one until a person writes it."""
    in_kazakh = holidays.country_holidays("KZ", years=year, language="kk")
    in_english = holidays.country_holidays("KZ", years=year, language="en_US")
    off = [_day(day, DayKind.DAY_OFF, name, in_english.get(day) or "") for day, name in sorted(in_kazakh.items())]
    worked = [day for day in getattr(in_kazakh, "weekend_workdays", ()) if day.year == year]
    return off + [_day(day, DayKind.WORKED, "Жұмыс күні", "Worked weekend") for day in sorted(worked)]


def _day(day: date, kind: str, name_kk: str, name_en: str) -> dict[str, Any]:
    return {"date": day, "kind": kind, "name_kk": name_kk, "name_ru": name_kk, "name_en": name_en}
