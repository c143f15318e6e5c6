"""The settlements of a selection, read once for everything that a page derives from them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Count, F, Q, QuerySet, Sum
from django.db.models.functions import Cast, Coalesce

from settlements.choices import Level
from standards.choices import Scope
from standards.models import SettlementProvision
from standards.rules.rounding import mean_e4

from .selection import Selection, provision_rows, scope_condition, territory_filter
from .sums import UnitSum, direction_sums

# What a unit's rows are gathered by: the next level that a settlement has.
NEXT = {
    Level.COUNTRY: ("region_id", "district_id", "okrug_id", "settlement_id"),
    Level.REGION: ("district_id", "okrug_id", "settlement_id"),
    Level.DISTRICT: ("okrug_id", "settlement_id"),
    Level.OKRUG: ("settlement_id",),
}


# One settlement: unit of the next level, settlement, urban, population, percent, band, expected and entered entries.
# Plain tuples: there are thousands, and named ones cost more to make and to keep than everything derived from them.
COLUMNS = ("unit", "settlement_id", "urban", "population", "percent_e4", "band", "expected", "entered")
Row = tuple[str, str, bool, int | None, int | None, str, int, int]


def columns_of(rows: Sequence[Row]) -> list[list[Any]]:
    """ROWS turned: the values of each of `COLUMNS`."""
    # Not zip(*rows): an iterator for each of thousands of rows costs several times more.
    return [[row[number] for row in rows] for number in range(len(COLUMNS))]


class Sums(NamedTuple):
    """Settlements with a percent and the sum of their percents, ten-thousandths."""

    counted: int = 0
    sum_e4: int = 0

    def plus(self, other: "Sums") -> "Sums":
        return Sums(self.counted + other.counted, self.sum_e4 + other.sum_e4)

    @property
    def mean_e4(self) -> int | None:
        return mean_e4(self.sum_e4, self.counted)


def with_unit(rows: QuerySet[Any], selection: Selection) -> QuerySet[Any]:
    """ROWS with the code of the unit of the next level as `unit`; the settlement itself where there is none."""
    columns = NEXT.get(Level(selection.territory.level), ("settlement_id",))
    return rows.annotate(unit=Coalesce(*columns) if len(columns) > 1 else F(columns[0]))


class LevelRows:
    """Rows of SELECTION in its year, and sums of every year by unit of the next level: one statement each, when
    they are first asked for. Not to be kept: it does not follow later changes."""

    def __init__(self, selection: Selection) -> None:
        self.runs = selection.known_runs()
        self.selection = replace(selection, runs=self.runs)

    @property
    def run_id(self) -> int:
        """The run of the selection's year; 0, which no row has, where it is not computed."""
        return self.runs.get(self.selection.year, 0)

    @cached_property
    def whole(self) -> list[Row]:
        """The settlements of the territory, whatever the scope."""
        return self._read(replace(self.selection, scope=Scope.ALL))

    @cached_property
    def rows(self) -> list[Row]:
        """The settlements of the selection; urban and rural ones are told apart among those of the territory."""
        if self.selection.scope == Scope.ALL:
            return self.whole
        if self.selection.scope in Scope.values:
            return [row for row in self.whole if bool(row[2]) == (self.selection.scope == Scope.URBAN)]
        return self._read(self.selection)

    def _read(self, selection: Selection) -> list[Row]:
        return list(with_unit(provision_rows(selection, self.run_id), selection).values_list(*COLUMNS))

    @cached_property
    def by_unit(self) -> dict[str, list[Row]]:
        """The rows by unit of the next level."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            found[row[0]].append(row)
        found.pop(self.selection.territory.pk, None)
        return found

    @cached_property
    def directions(self) -> list[UnitSum]:
        """Sums by direction, of the whole and of the units below."""
        return direction_sums(self.selection)

    @cached_property
    def sums_through_time(self) -> dict[tuple[int, str], Sums]:
        """Sums by year and unit over the current runs of the edition; a mark is that of each year."""
        years = {run_id: year for year, run_id in self.runs.items()}
        rows = SettlementProvision.objects.filter(self._in_every_year(), **territory_filter(self.selection.territory))
        sums = with_unit(rows, self.selection).values_list("run_id", "unit")
        sums = sums.annotate(counted=Count("percent_e4"), total=Sum(Cast("percent_e4", BigIntegerField()))).order_by()
        return {(years[run], unit): Sums(counted, int(total or 0)) for run, unit, counted, total in sums}

    def _in_every_year(self) -> Q:
        if self.selection.mark is None:
            return Q(run_id__in=list(self.runs.values())) & scope_condition(self.selection)
        condition = Q(pk__in=[])
        for year, run_id in self.runs.items():
            condition |= Q(run_id=run_id) & scope_condition(self.selection.at(year))
        return condition

    @property
    def means_by_year(self) -> dict[int, int | None]:
        """The mean of the whole selection in every computed year."""
        found: dict[int, Sums] = defaultdict(Sums)
        for (year, _unit), sums in self.sums_through_time.items():
            found[year] = found[year].plus(sums)
        return {year: sums.mean_e4 for year, sums in found.items()}
