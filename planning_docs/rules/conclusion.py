"""The criteria of a conclusion on monitoring (Order No. 93, §271), computed; what they mean people write."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from planning_docs.choices import IndicatorStatus, MeasureStatus

from .statuses import Absorption

TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Monitored:
    """What a conclusion is drawn from: statuses of all indicators and measures of the report year, the money, the
    amendments so far with how many of their changes have a reason, and the bodies whose information was due."""

    indicators: Sequence[str]
    measures: Sequence[str]
    absorption: Absorption
    facts_entered: int = 0
    facts_expected: int = 0
    amendments: int = 0
    changes: int = 0
    changes_with_reason: int = 0
    bodies_asked: int = 0
    bodies_in_time: int = 0


@dataclass(frozen=True)
class Criteria:
    """§271 as numbers: shares are percents to 0.1, None where there is nothing to take a share of."""

    indicators_reached: Decimal | None
    measures_done: Decimal | None
    absorbed: Decimal | None
    achievement_less_absorption: Decimal | None  # percentage points
    amendments: int
    changes: int
    changes_with_reason: int
    bodies_asked: int
    bodies_in_time: int
    completeness: Decimal | None
    indicator_counts: dict[str, int]
    measure_counts: dict[str, int]


def share(part: int, whole: int) -> Decimal | None:
    """PART in percent of WHOLE to 0.1, half up; None of nothing."""
    return (Decimal(100 * part) / whole).quantize(TENTH, ROUND_HALF_UP) if whole else None


def criteria(monitored: Monitored) -> Criteria:
    """The computed criteria of §271. An indicator without data counts as not reached; the comparison of money with
    achievement takes the share of indicators reached less the share of money absorbed."""
    indicators, measures = Counter(monitored.indicators), Counter(monitored.measures)
    reached = share(indicators[IndicatorStatus.DONE], len(monitored.indicators))
    absorbed = monitored.absorption.percent
    return Criteria(
        indicators_reached=reached,
        measures_done=share(measures[MeasureStatus.DONE], len(monitored.measures)),
        absorbed=absorbed,
        achievement_less_absorption=None if reached is None or absorbed is None else reached - absorbed,
        amendments=monitored.amendments,
        changes=monitored.changes,
        changes_with_reason=monitored.changes_with_reason,
        bodies_asked=monitored.bodies_asked,
        bodies_in_time=monitored.bodies_in_time,
        completeness=share(monitored.facts_entered, monitored.facts_expected),
        indicator_counts={code: indicators[code] for code in IndicatorStatus.values},
        measure_counts={code: measures[code] for code in MeasureStatus.values},
    )
