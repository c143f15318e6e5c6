"""Indicators and measures of an edition with their facts, year by year, as reports tell them."""

from typing import Any

from planning_docs.models import Indicator, Measure
from planning_docs.monitoring.queries.monitored import IndicatorLine, MeasureLine, SourceLine, source_lines

from .reading import DocumentFacts, Values


class Told:
    """Lines of the rows of a document, judged by the rules of statuses; the facts of all years are read at once."""

    def __init__(self, facts: DocumentFacts):
        self.facts = facts

    def indicator(self, indicator: Indicator, year: int, district: Any = None) -> IndicatorLine:
        code = district.pk if district else ""
        values = Values(indicator)
        base = values.in_year(indicator.base_year, code) if indicator.base_year else None
        fact = self.facts.of_indicator(indicator.key, year, code)
        return IndicatorLine(indicator, values.in_year(year, code), base.planned if base else None, fact, district)

    def measure(self, measure: Measure, year: int) -> MeasureLine:
        fact = self.facts.of_measure(measure.key, year)
        quantity = next((one.quantity for one in measure.quantities.all() if one.year == year), None)
        return MeasureLine(measure, year, fact, quantity, source_lines(measure, year, fact))

    def sources(self, measures: list[Measure], years: list[int]) -> list[SourceLine]:
        """Money of MEASURES in YEARS, a line for each measure, year and source."""
        return [line for measure in measures for year in years for line in self.measure(measure, year).sources]


def in_money(line: MeasureLine) -> bool:
    """Whether a measure is counted in money: it has any, planned or used."""
    return any(one.planned is not None or one.allocated is not None for one in line.sources)
