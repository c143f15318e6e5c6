"""Whether a measure was done, an indicator reached, money absorbed (Order No. 93, Annexes 13 and 14).

Values in, codes and numbers out. Money is in million tenge and compared as the forms print it: to 0.1 mln.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from planning_docs.choices import Better, IndicatorStatus, MeasureStatus

PRINTED_MLN = Decimal("0.1")
PERCENT = Decimal("0.1")


@dataclass(frozen=True)
class MeasureYear:
    """What was planned and done of a measure in a report year; empty values are not entered."""

    fully_completed: bool = False
    long_term: bool = False  # goes on after the report year, or lasts more than one year
    planned_quantity: Decimal | None = None
    quantity: Decimal | None = None
    allocated_mln: Decimal | None = None
    absorbed_mln: Decimal | None = None


@dataclass(frozen=True)
class IndicatorYear:
    """Base, plan and fact of an indicator; LOW and HIGH are the plan of a range."""

    better: str
    base: Decimal | None = None
    plan: Decimal | None = None
    fact: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True)
class Absorption:
    """Planned and absorbed money, mln tenge; `percent` of the plan to 0.1, empty without a plan."""

    planned: Decimal = Decimal()
    absorbed: Decimal = Decimal()

    @property
    def percent(self) -> Decimal | None:
        return (100 * self.absorbed / self.planned).quantize(PERCENT, ROUND_HALF_UP) if self.planned else None

    @property
    def needs_reason(self) -> bool:
        """Annex 13, part 2: a reason is told where less than the whole was absorbed, as it is printed."""
        return printed_mln(self.absorbed) < printed_mln(self.planned)


def printed_mln(amount: Decimal) -> Decimal:
    """AMOUNT in mln tenge as the forms print it: one decimal, rounded half up."""
    return amount.quantize(PRINTED_MLN, ROUND_HALF_UP)


def absorbed_in_full(allocated: Decimal | None, absorbed: Decimal | None) -> bool:
    """Whether the allocated money was absorbed in full: compared to 0.1 mln tenge, the plan does not matter.
    Where nothing was allocated nothing was absorbed."""
    if not allocated or absorbed is None:
        return False
    return printed_mln(absorbed) >= printed_mln(allocated)


def measure_status(measure: MeasureYear) -> str:
    """Annex 14, p. 4.13: done when fully completed or its quantity is reached; partly done when it is long-term and
    the money allocated for the year was absorbed in full, also where less was allocated than planned; else not."""
    if measure.fully_completed or _quantity_reached(measure):
        return MeasureStatus.DONE
    if measure.long_term and absorbed_in_full(measure.allocated_mln, measure.absorbed_mln):
        return MeasureStatus.PARTLY
    return MeasureStatus.NOT_DONE


def _quantity_reached(measure: MeasureYear) -> bool:
    if not measure.planned_quantity or measure.quantity is None:
        return False
    return measure.quantity >= measure.planned_quantity


def indicator_status(indicator: IndicatorYear) -> str:
    """Done when the fact reaches the plan in the better direction (inside the range); partly done when it only moved
    there from the base; no data without a fact or a plan to compare it with."""
    if indicator.fact is None or not _has_plan(indicator):
        return IndicatorStatus.NO_DATA
    if _distance(indicator, indicator.fact) == 0:
        return IndicatorStatus.DONE
    if indicator.base is not None and _distance(indicator, indicator.fact) < _distance(indicator, indicator.base):
        return IndicatorStatus.PARTLY
    return IndicatorStatus.NOT_DONE


def _has_plan(indicator: IndicatorYear) -> bool:
    if indicator.better == Better.RANGE:
        return indicator.low is not None or indicator.high is not None
    return indicator.plan is not None


def _distance(indicator: IndicatorYear, value: Decimal) -> Decimal:
    """How far VALUE stays behind the plan in the better direction; 0 when it reaches it."""
    if indicator.better == Better.RANGE:
        return max(
            Decimal() if indicator.low is None else indicator.low - value,
            Decimal() if indicator.high is None else value - indicator.high,
            Decimal(),
        )
    plan = indicator.plan or Decimal()
    return max(plan - value if indicator.better == Better.UP else value - plan, Decimal())


def deviation(indicator: IndicatorYear) -> Decimal | None:
    """Fact less plan, with its sign; of a range the way to the bound that was missed, 0 inside."""
    if indicator.fact is None or not _has_plan(indicator):
        return None
    if indicator.better != Better.RANGE:
        return indicator.fact - (indicator.plan or Decimal())
    if indicator.low is not None and indicator.fact < indicator.low:
        return indicator.fact - indicator.low
    return max(indicator.fact - indicator.high, Decimal()) if indicator.high is not None else Decimal()


def percent_of_plan(indicator: IndicatorYear) -> Decimal | None:
    """Fact in percent of the plan, to 0.1; None of a range and of a plan of nothing."""
    if indicator.better == Better.RANGE or indicator.fact is None or not indicator.plan:
        return None
    return (100 * indicator.fact / indicator.plan).quantize(PERCENT, ROUND_HALF_UP)


def total(lines: Iterable[Absorption]) -> Absorption:
    """The row "Жиыны" of the table of absorbed money."""
    known = list(lines)
    return Absorption(sum((one.planned for one in known), Decimal()), sum((one.absorbed for one in known), Decimal()))
