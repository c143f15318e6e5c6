"""From the working tables to the rows of a run."""

from standards.models import DirectionRollup, ItemRollup, SettlementProvision
from standards.rules.methods import EXCLUDE

from .dialects import Backend
from .exactness import HIGH_EDGE, LOW_EDGE
from .plan import Plan
from .scoring import in_mean
from .tables import RECOMMENDED_DIRECTION, run

# A double that should be a half may come out a hair below it; half up is half up.
NUDGE = 1e-7
# A score that should be 0 may come out a hair above it; the least true score is far larger.
NOTHING = 1e-9
PROVISION = SettlementProvision._meta.db_table
DIRECTION = DirectionRollup._meta.db_table
ITEM = ItemRollup._meta.db_table


def rounded(backend: Backend, expression: str) -> str:
    """SQL of the nearest whole number, half up."""
    return backend.floored(f"{expression} + {0.5 + NUDGE}")


def write_settlements(run_id: int, backend: Backend) -> None:
    """A row for every settlement of the chunk; no percent where nothing was entered."""
    band = (
        f"CASE WHEN s.percent IS NULL THEN '' WHEN s.percent > {HIGH_EDGE} THEN 'high' "
        f"WHEN s.percent < {LOW_EDGE} THEN 'low' ELSE 'medium' END"
    )

    def chosen(exact: str, double: str) -> str:
        return f"CASE WHEN x.place IS NULL THEN {double} ELSE {exact} END"

    run(
        f"INSERT INTO {PROVISION} (run_id, settlement_id, region_id, district_id, okrug_id, status, urban, "
        "population, percent_e4, recommended_e4, band, counted, expected, entered) "
        "SELECT %s, p.settlement, p.region, p.district, p.okrug, p.status, p.urban, p.people, "
        f"{chosen('x.percent_e4', rounded(backend, 's.percent'))}, "
        f"{chosen('x.recommended_e4', rounded(backend, 's.recommended'))}, {chosen('x.band', band)}, "
        "COALESCE(s.counted, 0), "
        "COALESCE(t.items, 0), COALESCE(s.entered, 0) "
        "FROM calc_place p LEFT JOIN calc_settlement s ON s.place = p.place "
        "LEFT JOIN (SELECT status, SUM(items) AS items FROM calc_total GROUP BY status) t ON t.status = p.status "
        "LEFT JOIN calc_exact x ON x.place = p.place",
        (run_id,),
    )


def direction_sums(plan: Plan, backend: Backend) -> str:
    """SELECT per cell and direction: settlements that count, sum of their percents in ten-thousandths."""
    items = in_mean(plan, "t.items", "d.noted_items")
    weight = in_mean(plan, "t.weight", "d.noted_weight")
    percent = rounded(backend, f"1000000 * d.summed / {weight}")
    counted = "COALESCE(g.inside, 0)" if plan.calculation.missing == EXCLUDE else "c.returned - COALESCE(g.outside, 0)"
    return (
        f"SELECT c.region, c.district, c.status, c.urban, t.direction, {counted} AS settlements, "
        "COALESCE(g.sum_e4, 0) AS sum_e4 FROM calc_cell c JOIN calc_total t ON t.status = c.status "
        f"AND t.direction_number < {RECOMMENDED_DIRECTION} LEFT JOIN ("
        f"SELECT d.cell, d.direction_number, SUM(CASE WHEN {items} > 0 THEN {percent} ELSE 0 END) AS sum_e4, "
        f"SUM(CASE WHEN {items} > 0 THEN 1 ELSE 0 END) AS inside, "
        f"SUM(CASE WHEN {items} > 0 THEN 0 ELSE 1 END) AS outside "
        "FROM calc_direction d JOIN calc_cell c ON c.cell = d.cell JOIN calc_total t ON t.status = c.status "
        f"AND t.direction_number = d.direction_number WHERE d.direction_number < {RECOMMENDED_DIRECTION} "
        "GROUP BY d.cell, d.direction_number) g ON g.cell = c.cell AND g.direction_number = t.direction_number "
        f"WHERE {counted} > 0"
    )


def item_sums(plan: Plan, backend: Backend) -> str:
    """SELECT per cell and mandatory item: settlements that count, sum of scores x 100 in ten-thousandths, and
    the settlements and people without the item (score 0)."""
    excluding = plan.calculation.missing == EXCLUDE
    noted = "applies" if excluding else "(1 - applies)"
    counted, people = "COALESCE(g.noted, 0)", "COALESCE(g.noted_people, 0)"
    if not excluding:
        counted, people = f"c.returned - {counted}", f"c.returned_people - {people}"
    return (
        f"SELECT c.region, c.district, c.status, c.urban, l.item, {counted} AS settlements, "
        f"COALESCE(g.sum_e4, 0) AS sum_e4, {counted} - COALESCE(g.present, 0) AS missing_settlements, "
        f"{people} - COALESCE(g.present_people, 0) AS missing_people "
        "FROM calc_cell c JOIN calc_list l ON l.status = c.status AND l.mandatory = 1 LEFT JOIN ("
        f"SELECT cell, item_number, SUM({rounded(backend, '1000000 * score')}) AS sum_e4, "
        f"SUM({noted}) AS noted, SUM({noted} * people) AS noted_people, "
        f"SUM(CASE WHEN score > {NOTHING} THEN 1 ELSE 0 END) AS present, "
        f"SUM(CASE WHEN score > {NOTHING} THEN people ELSE 0 END) AS present_people "
        f"FROM calc_score WHERE direction_number < {RECOMMENDED_DIRECTION} GROUP BY cell, item_number"
        f") g ON g.cell = c.cell AND g.item_number = l.item_number WHERE {counted} > 0"
    )


def write_rollups(run_id: int, plan: Plan, backend: Backend) -> None:
    run(
        f"INSERT INTO {DIRECTION} (run_id, region_id, district_id, status, urban, direction_id, settlements, sum_e4) "
        f"SELECT %s, q.* FROM ({direction_sums(plan, backend)}) q",
        (run_id,),
    )
    run(
        f"INSERT INTO {ITEM} (run_id, region_id, district_id, status, urban, item_id, settlements, sum_e4, "
        f"missing_settlements, missing_people) SELECT %s, q.* FROM ({item_sums(plan, backend)}) q",
        (run_id,),
    )
