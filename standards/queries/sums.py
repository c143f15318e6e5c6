"""Means by direction and by item: sums over the kept rollups, or computed for what no rollup is kept for."""

from collections.abc import Iterable
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

from .memory import remembered
from .selection import MARKS, Selection, current_run_id, provision_rows, scope_condition, territory_filter

ROLLED_UP = (Level.COUNTRY, Level.REGION, Level.DISTRICT)
# Marks as SQL on the settlement's profile.
MARK_COLUMNS = {code: "y.satellite_of_id IS NOT NULL" if code == "satellite" else f"y.is_{code}" for code in MARKS}


def is_rolled_up(selection: Selection) -> bool:
    """Whether the selection is a sum of kept rows: an okrug, a settlement or a mark is not."""
    return selection.territory.level in ROLLED_UP and selection.mark is None


def rollup_rows(model: Any, selection: Selection) -> QuerySet[Any]:
    rows = model.objects.filter(
        run_id=current_run_id(selection.edition, selection.year), **territory_filter(selection.territory)
    )
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
    rows = provision_rows(selection, current_run_id(selection.edition, selection.year))
    return sums_by_rules(plan, selection.year, rows.values_list("settlement_id", "status", "population"))


def direction_sums(selection: Selection) -> list[DirectionSum]:
    if not is_rolled_up(selection):
        return computed_sums(selection)[0]
    rows = rollup_rows(DirectionRollup, selection).values_list("direction_id")
    return [(code, count, int(total)) for code, count, total in rows.annotate(Sum("settlements"), Sum("sum_e4"))]


def item_sums(selection: Selection) -> list[ItemSum]:
    if not is_rolled_up(selection):
        return computed_sums(selection)[1]
    rows = rollup_rows(ItemRollup, selection).values_list("item_id")
    sums = [Sum(name) for name in ("settlements", "sum_e4", "missing_settlements", "missing_people")]
    return [(row[0], row[1], int(row[2]), row[3], int(row[4])) for row in rows.annotate(*sums)]


def in_order(figures: Iterable[DirectionFigure]) -> list[DirectionFigure]:
    """FIGURES in the order of the catalogue's directions."""
    positions = dict(Direction.objects.values_list("code", "position"))
    return sorted(figures, key=lambda one: positions[one.direction_code])


@remembered
def direction_figures(selection: Selection) -> list[DirectionFigure]:
    """Mean percent of every direction over the settlements that have mandatory items in it."""
    sums = direction_sums(selection)
    return in_order((DirectionFigure(code, mean_e4(total, count), count) for code, count, total in sums))


def direction_figures_by_child(selection: Selection) -> dict[str, list[DirectionFigure]]:
    """The same by region or district below; {} where the next level has no rollups."""
    column = {Level.COUNTRY: "region_id", Level.REGION: "district_id"}.get(Level(selection.territory.level))
    if column is None or selection.mark is not None:
        return {}
    rows = rollup_rows(DirectionRollup, selection).values_list(column, "direction_id")
    sums = rows.annotate(Sum("settlements"), Sum("sum_e4")).order_by("direction__position")
    found: dict[str, list[DirectionFigure]] = {}
    for unit, code, count, total in sums:
        found.setdefault(unit, []).append(DirectionFigure(code, mean_e4(int(total), count), count))
    return found


@remembered
def item_figures(selection: Selection) -> list[ItemFigure]:
    """Mean score x 100 of every item over the settlements where it is mandatory, in catalogue order."""
    sums = {row[0]: row for row in item_sums(selection)}
    figures = []
    for item in Item.objects.filter(pk__in=list(sums)).select_related("direction").order_by("position", "code"):
        _, count, total, missing, people = sums[item.pk]
        figures.append(ItemFigure(item, mean_e4(total, count), count, missing, people))
    return figures
