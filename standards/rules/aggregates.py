"""Aggregates over settlements (spec 20, section 4).

The mean counts every settlement once, as the published figures do: (6293 x 55.3 + 89 x 87.0) / 6382 = 55.7.
It is taken over the percents as stored, with 4 decimals, so that a reader can repeat it from the table.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .bands import BANDS, band


@dataclass(frozen=True)
class Settlement:
    """Percent (None: no return) and population of one settlement."""

    percent: Fraction | None
    population: int


@dataclass(frozen=True)
class Aggregate:
    mean: Fraction | None
    population_weighted: Fraction | None
    median: Fraction | None
    least: Fraction | None
    most: Fraction | None
    counted: int
    no_return: int
    bands: dict[str, tuple[int, int]]  # settlements, people


def weighted_mean(pairs: Iterable[tuple[Fraction, Fraction]]) -> Fraction | None:
    """sum(weight x value) / sum(weight) over (weight, value); None when the weights add up to nothing."""
    listed = list(pairs)
    weights = sum((weight for weight, _ in listed), Fraction(0))
    if weights == 0:
        return None
    return sum((weight * value for weight, value in listed), Fraction(0)) / weights


def median(values: Sequence[Fraction]) -> Fraction | None:
    """The middle value, or the mean of the two middle ones."""
    if not values:
        return None
    ordered, middle = sorted(values), len(values) // 2
    return ordered[middle] if len(values) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def median_of_middle(middle_e4: Sequence[int]) -> int:
    """The median from its one or two middle percents of ten-thousandths, half up."""
    count = len(middle_e4)
    return (2 * sum(middle_e4) + count) // (2 * count)


def aggregate(settlements: Iterable[Settlement]) -> Aggregate:
    """Every aggregate of a list of settlements; those without a return are counted apart and enter nothing."""
    listed = list(settlements)
    counted = [(one.percent, one.population) for one in listed if one.percent is not None]
    percents = [percent for percent, _ in counted]
    bands = {code: [people for percent, people in counted if band(percent) == code] for code in BANDS}
    return Aggregate(
        mean=weighted_mean((Fraction(1), percent) for percent in percents),
        population_weighted=weighted_mean((Fraction(people), percent) for percent, people in counted),
        median=median(percents),
        least=min(percents, default=None),
        most=max(percents, default=None),
        counted=len(counted),
        no_return=len(listed) - len(counted),
        bands={code: (len(people), sum(people)) for code, people in bands.items()},
    )
