"""Aggregates of a territory and of the units directly below it (spec 20, section 4)."""

from typing import Any

from django.db.models import BigIntegerField, Count, F, IntegerField, Max, Min, Q, QuerySet, Sum, Window
from django.db.models.functions import Cast, Coalesce, RowNumber

from settlements.choices import Level
from settlements.models import Territory
from standards.figures import BandCount, ChildFigures, DirectionFigure, Figures
from standards.rules.aggregates import median_of_middle
from standards.rules.bands import BANDS
from standards.rules.rounding import mean_e4

from .memory import remembered
from .selection import Selection, current_run_id, provision_rows
from .sums import direction_figures, direction_figures_by_child

COUNTED = Q(percent_e4__isnull=False)
BIG_PERCENT = Cast("percent_e4", BigIntegerField())
# What a unit's rows are gathered by: the next level that a settlement has.
NEXT = {
    Level.COUNTRY: ("region_id", "district_id", "okrug_id", "settlement_id"),
    Level.REGION: ("district_id", "okrug_id", "settlement_id"),
    Level.DISTRICT: ("okrug_id", "settlement_id"),
    Level.OKRUG: ("settlement_id",),
}
SUMS: dict[str, Any] = {
    "rows": Count("pk"),
    "counted": Count("percent_e4"),
    "people": Sum("population"),
    "sum_e4": Sum(BIG_PERCENT),
    "weighted": Sum(BIG_PERCENT * F("population"), filter=COUNTED),
    "weights": Sum("population", filter=COUNTED),
    "least": Min("percent_e4"),
    "most": Max("percent_e4"),
    "expected_sum": Sum("expected"),
    "entered_sum": Sum("entered"),
    **{f"{band}_settlements": Count("pk", filter=Q(band=band)) for band in BANDS},
    **{f"{band}_people": Sum("population", filter=Q(band=band)) for band in BANDS},
}


@remembered
def territory_figures(selection: Selection) -> Figures:
    """Figures of the selection; nothing counted where the year is not computed by the edition."""
    rows = provision_rows(selection, current_run_id(selection.edition, selection.year))
    sums = rows.aggregate(**SUMS)
    medians = medians_by(rows.annotate(key=Cast("run_id", IntegerField())))
    return as_figures(sums, next(iter(medians.values()), None), direction_figures(selection))


def as_figures(sums: dict[str, Any], median: int | None, directions: list[DirectionFigure]) -> Figures:
    number = {name: int(value or 0) for name, value in sums.items() if name not in ("least", "most", "key")}
    return Figures(
        settlements=number["rows"],
        counted=number["counted"],
        no_return=number["rows"] - number["counted"],
        people=number["people"],
        mean_e4=mean_e4(number["sum_e4"], number["counted"]),
        population_weighted_e4=mean_e4(number["weighted"], number["weights"]),
        median_e4=median,
        min_e4=sums["least"],
        max_e4=sums["most"],
        bands={band: BandCount(number[f"{band}_settlements"], number[f"{band}_people"]) for band in BANDS},
        expected_entries=number["expected_sum"],
        entered_entries=number["entered_sum"],
        completeness_e4=mean_e4(number["entered_sum"] * 1_000_000, number["expected_sum"]),
        by_direction=directions,
    )


def medians_by(rows: QuerySet[Any]) -> dict[Any, int]:
    """Median percent by the annotation `key` of ROWS: the middle one, or the mean of the two middle ones."""
    place = Window(RowNumber(), partition_by=[F("key")], order_by=[F("percent_e4"), F("pk")])
    size = Window(Count("pk"), partition_by=[F("key")])
    middle = (
        rows.filter(COUNTED)
        .annotate(place=place, size=size)
        .filter(place__gte=F("size") / 2.0, place__lte=F("size") / 2.0 + 1)
        .values_list("key", "percent_e4")
    )
    found: dict[Any, list[int]] = {}
    for key, percent in middle:
        found.setdefault(key, []).append(percent)
    return {key: median_of_middle(percents) for key, percents in found.items()}


def keyed_rows(selection: Selection, year: int) -> QuerySet[Any]:
    """Rows of the selection in YEAR with the code of the unit below as `key`."""
    columns = NEXT[Level(selection.territory.level)]
    key = Coalesce(*columns) if len(columns) > 1 else F(columns[0])
    rows: QuerySet[Any] = provision_rows(selection.at(year), current_run_id(selection.edition, year))
    return rows.annotate(key=key).exclude(key=selection.territory.pk)


@remembered
def children_figures(selection: Selection) -> list[ChildFigures]:
    """The units of the next level that have rows, by mean, best first; [] below a settlement.

    The change is against the year before by the same edition, None where one of the two is missing.
    """
    if selection.territory.level not in NEXT:
        return []
    rows = keyed_rows(selection, selection.year)
    sums = {row["key"]: row for row in rows.values("key").annotate(**SUMS).order_by()}
    medians = medians_by(rows)
    before = means_before(selection)
    directions = direction_figures_by_child(selection)
    children = []
    for unit in Territory.objects.filter(pk__in=list(sums)):
        figures = as_figures(sums[unit.pk], medians.get(unit.pk), directions.get(unit.pk, []))
        children.append(ChildFigures(unit, figures, change(figures.mean_e4, before.get(unit.pk))))
    return sorted(
        children, key=lambda one: (one.figures.mean_e4 is None, -(one.figures.mean_e4 or 0), one.territory.pk)
    )


def means_before(selection: Selection) -> dict[str, int | None]:
    """Means of the year before by unit of the next level."""
    rows = keyed_rows(selection, selection.year - 1).values("key")
    found = rows.annotate(sum_e4=Sum(BIG_PERCENT), counted=Count("percent_e4")).order_by()
    return {row["key"]: mean_e4(int(row["sum_e4"] or 0), row["counted"]) for row in found}


def change(after: int | None, before: int | None) -> int | None:
    return None if after is None or before is None else after - before
