"""Bands of settlements by percent (spec 20, section 3)."""

from fractions import Fraction

HIGH, MEDIUM, LOW = "high", "medium", "low"
BANDS = (HIGH, MEDIUM, LOW)
HIGH_ABOVE, LOW_BELOW = Fraction(80), Fraction(50)


def band(percent: Fraction | None) -> str:
    """high above 80, low below 50, medium between with both ends; "" where there is no percent.

    Decided on the unrounded percent: 80.00001 is high though it prints 80.0000, 49.99999 is low.
    """
    if percent is None:
        return ""
    if percent > HIGH_ABOVE:
        return HIGH
    return LOW if percent < LOW_BELOW else MEDIUM
