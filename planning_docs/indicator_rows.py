"""The table of indicators: years across, plan over fact, a dot with a word for what was reached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from planning_docs.choices import Better, IndicatorStatus
from planning_docs.models import Indicator, IndicatorFact, IndicatorValue
from planning_docs.queries.contents import Contents, Node, facts_of, values_of
from planning_docs.rules.statuses import IndicatorYear, indicator_status
from rss_portal.ui import formats

PLACES = 4


def shown(value: Decimal | None) -> str:
    """VALUE as people read it, without zeros at the end; empty for None."""
    if value is None:
        return ""
    plain = value.normalize()
    exponent = plain.as_tuple().exponent
    return formats.decimal(plain, max(0, -exponent) if isinstance(exponent, int) else 0)


def shown_plan(value: IndicatorValue | None, *, first: bool = False) -> str:
    """The plan that holds, or the one first approved; of a range its bounds."""
    if value is None:
        return ""
    if value.low is not None and value.high is not None and value.low != value.high and not first:
        return f"{shown(value.low)}–{shown(value.high)}"
    return shown(value.plan if first else value.planned)


@dataclass(frozen=True)
class YearCell:
    """A year of an indicator: the plan that holds, the one before an amendment, the fact and its status."""

    year: int
    plan: str = ""
    before: str = ""  # as first approved, when it was amended
    fact: str = ""
    fact_status: str = ""  # operational, preliminary, official, in words
    status: str = ""  # code of IndicatorStatus
    status_text: str = ""
    planned_year: bool = True


@dataclass(frozen=True)
class IndicatorRow:
    indicator: Indicator
    number: str
    cells: Sequence[YearCell]


def rows_of(contents: Contents, wanted: Sequence[tuple[str, Indicator]]) -> list[IndicatorRow]:
    """Rows for the numbered indicators WANTED, in two queries for all."""
    indicators = [indicator for _number, indicator in wanted]
    document = contents.edition.document
    base_years = {one.base_year for one in indicators if one.base_year}
    years = {*contents.years, *base_years}
    values = values_of(indicators, years)
    facts = facts_of(document.pk, indicators, contents.years)
    return [
        IndicatorRow(one, number, [_cell(document, one, year, values, facts) for year in contents.years])
        for number, one in wanted
    ]


def _cell(
    document: Any, indicator: Indicator, year: int, values: Mapping[tuple[int, int], IndicatorValue],
    facts: Mapping[Any, IndicatorFact],
) -> YearCell:  # fmt: skip
    value = values.get((indicator.pk, year))
    fact = facts.get((indicator.key, year))
    amended = value is not None and value.amended_plan is not None
    cell: dict[str, Any] = {
        "year": year,
        "plan": shown_plan(value),
        "before": shown_plan(value, first=True) if amended else "",
        "planned_year": year >= document.year_from,
    }
    if fact is not None and fact.value is not None:
        cell |= {"fact": shown(fact.value), "fact_status": fact.get_status_display()}
        if value is not None:
            base = values.get((indicator.pk, indicator.base_year or 0))
            cell |= _status(indicator, value, fact.value, base.planned if base else None)
    return YearCell(**cell)


def _status(indicator: Indicator, value: IndicatorValue, fact: Decimal, base: Decimal | None) -> dict[str, Any]:
    year = IndicatorYear(Better(indicator.better), base, value.planned, fact, value.low, value.high)
    code = indicator_status(year)
    return {"status": code, "status_text": IndicatorStatus(code).label}


def numbered(nodes: Sequence[Node], loose: Sequence[Indicator] = ()) -> list[tuple[Node | None, str, Indicator]]:
    """The indicators of NODES, numbered through, each with the node that it hangs on; LOOSE ones last."""
    rows: list[tuple[Node | None, Indicator]] = [(node, one) for node in nodes for one in node.indicators]
    rows += [(None, one) for one in loose]
    return [(node, str(place), one) for place, (node, one) in enumerate(rows, 1)]
