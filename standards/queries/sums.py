"""Means by direction and by item: sums over the kept rollups, or computed for what no rollup is kept for."""

from typing import Any

from django.db.models import QuerySet, Sum

from settlements.choices import Level
from settlements.models import Direction, Item
from standards.compute.engine import DirectionSum, ItemSum, sums_of
from standards.compute.plan import load_plan
from standards.compute.small import sums_by_rules
from standards.figures import DirectionFigure, ItemFigure
from standards.models import DirectionRollup, ItemRollup
from standards.rules.rounding import mean_e4

from .selection import MARKS, Selection, provision_rows, scope_condition, territory_filter

UnitSum = tuple[str | None, str, int, int]  # unit, direction, settlements, sum of their percents
ROLLED_UP = (Level.COUNTRY, Level.REGION, Level.DISTRICT)
# Marks as SQL on the settlement's profile.
MARK_COLUMNS = {code: "y.satellite_of_id IS NOT NULL" if code == "satellite" else f"y.is_{code}" for code in MARKS}


def is_rolled_up(selection: Selection) -> bool:
    """Whether the selection is a sum of kept rows: an okrug, a settlement or a mark is not."""
    return selection.territory.level in ROLLED_UP and selection.mark is None


def rollup_rows(model: Any, selection: Selection) -> QuerySet[Any]:
    rows = model.objects.filter(run_id=selection.run_id, **territory_filter(selection.territory))
    return rows.filter(scope_condition(selection))


def profile_condition(selection: Selection) -> tuple[str, tuple[object, ...]]:
    """The selection as SQL on the settlement's profile `y`, with its values."""
    parts, values = ["1 = 1"], []
    for column, value in territory_filter(selection.territory).items():
        parts.append(f"y.{column} = %s")
        values.append(value)
    if selection.mark is not None:
        parts.append(MARK_COLUMNS[selection.scope.partition(":")[2]])
    elif selection.scope in ("urban", "rural"):
        parts.append("y.urban" if selection.scope == "urban" else "NOT y.urban")
    elif ":" in selection.scope:
        parts.append("y.status = %s")
        values.append(selection.scope.partition(":")[2])
    return " AND ".join(parts), tuple(values)


def computed_sums(selection: Selection) -> tuple[list[DirectionSum], list[ItemSum]]:
    plan = load_plan(selection.edition)
    if selection.territory.level in ROLLED_UP:
        return sums_of(plan, selection.year, *profile_condition(selection))
    # A handful of settlements: reading their entries takes fewer statements than the working tables.
    rows = provision_rows(selection, selection.run_id)
    return sums_by_rules(plan, selection.year, rows.values_list("settlement_id", "status", "population"))


def direction_sums(selection: Selection) -> list[UnitSum]:
    """Sums by unit and direction, in the order of the catalogue. The unit is the region in the country, the district
    below it, None where nothing is kept by unit."""
    if not is_rolled_up(selection):
        return _in_order(computed_sums(selection)[0])
    unit = "region_id" if selection.territory.level == Level.COUNTRY else "district_id"
    rows = rollup_rows(DirectionRollup, selection).values_list(unit, "direction_id")
    sums = rows.annotate(Sum("settlements"), Sum("sum_e4")).order_by("direction__position", "direction_id")
    return [(code, direction, count, int(total)) for code, direction, count, total in sums]


def _in_order(sums: list[DirectionSum]) -> list[UnitSum]:
    positions = dict(Direction.objects.values_list("code", "position"))
    return [(None, *one) for one in sorted(sums, key=lambda one: positions[one[0]])]


def item_sums(selection: Selection) -> list[ItemSum]:
    if not is_rolled_up(selection):
        return computed_sums(selection)[1]
    rows = rollup_rows(ItemRollup, selection).values_list("item_id")
    sums = [Sum(name) for name in ("settlements", "sum_e4", "missing_settlements", "missing_people")]
    return [(row[0], row[1], int(row[2]), row[3], int(row[4])) for row in rows.annotate(*sums)]


def direction_figures(selection: Selection, sums: list[UnitSum] | None = None) -> list[DirectionFigure]:
    """Mean percent of every direction over the settlements that have mandatory items in it. SUMS are the
    selection's `direction_sums` where the caller has read them."""
    totals: dict[str, tuple[int, int]] = {}
    for _unit, code, count, total in direction_sums(selection) if sums is None else sums:
        counted, percents = totals.get(code, (0, 0))
        totals[code] = (counted + count, percents + total)
    return [DirectionFigure(code, mean_e4(total, count), count) for code, (count, total) in totals.items()]


def direction_figures_by_unit(sums: list[UnitSum]) -> dict[str | None, list[DirectionFigure]]:
    """The same by the unit of SUMS."""
    found: dict[str | None, list[DirectionFigure]] = {}
    for unit, code, count, total in sums:
        found.setdefault(unit, []).append(DirectionFigure(code, mean_e4(total, count), count))
    return found


def item_figures(selection: Selection) -> list[ItemFigure]:
    """Mean score x 100 of every item over the settlements where it is mandatory, in catalogue order."""
    sums = {row[0]: row for row in item_sums(selection)}
    figures = []
    for item in Item.objects.filter(pk__in=list(sums)).select_related("direction").order_by("position", "code"):
        _, count, total, missing, people = sums[item.pk]
        figures.append(ItemFigure(item, mean_e4(total, count), count, missing, people))
    return figures
