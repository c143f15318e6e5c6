"""Rounding of percents: stored with 4 decimals, half up (spec 20, section 3)."""

from fractions import Fraction

E4 = 10_000


def half_up(value: Fraction) -> int:
    """The nearest whole number of VALUE >= 0; a half goes up."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def to_e4(percent: Fraction | None) -> int | None:
    """PERCENT in whole ten-thousandths (80.83333... is 808333); None stays None."""
    return None if percent is None else half_up(percent * E4)


def mean_e4(total: int, count: int) -> int | None:
    """TOTAL / COUNT of whole ten-thousandths, half up; None over nothing."""
    return None if not count else (2 * total + count) // (2 * count)


def text_of_e4(value: int | None) -> str:
    """A percent of ten-thousandths as a decimal with 4 places, "80.8333"; empty for None."""
    if value is None:
        return ""
    sign = "-" if value < 0 else ""
    return f"{sign}{abs(value) // E4}.{abs(value) % E4:04d}"
