"""From entries to scores, directions and settlements: the statements over the working tables.

Everything is summed in double precision; `exactness` puts right what lies too near a decision.
"""

from standards.rules.formulas import SqlWriter
from standards.rules.item_scores import ANSWERS, INPUTS, SERVICE
from standards.rules.methods import EXCLUDE

from .chunks import Chunk
from .dialects import Backend
from .plan import Plan
from .tables import RECOMMENDED_DIRECTION, insert_rows, run

# Directions of the mandatory (m) and of the recommended (r) part of a list.
PARTS = {"m": f"< {RECOMMENDED_DIRECTION}", "r": f"= {RECOMMENDED_DIRECTION}"}
NOT_APPLICABLE = "(e.na_approved AND e.na_reason <> '')"
COLUMNS = {
    code: "(CASE WHEN e.available THEN 1 WHEN NOT e.available THEN 0 END)" if code == "available" else f"e.{code}"
    for codes in INPUTS.values()
    for code in codes
}


def fill_lists(plan: Plan) -> None:
    """The lists of the edition, and what every direction of a list adds up to."""
    insert_rows(
        "calc_list",
        [
            (
                one.status,
                one.item,
                plan.item_numbers[one.item],
                one.direction,
                plan.direction_numbers[one.direction] if one.mandatory else RECOMMENDED_DIRECTION,
                plan.formula_numbers[one.item],
                int(one.mandatory),
                float(plan.weight(one)),
            )
            for one in plan.listed
        ],
    )
    run(
        "INSERT INTO calc_total SELECT status, direction_number, MIN(direction), COUNT(*), SUM(weight) "
        "FROM calc_list GROUP BY status, direction_number"
    )


def fill_places(year: int, chunk: Chunk, condition: str = "1 = 1", values: tuple[object, ...] = ()) -> None:
    """The monitored settlements of CHUNK in YEAR, narrowed by a CONDITION on their profile `y`."""
    run(
        "INSERT INTO calc_place SELECT ROW_NUMBER() OVER (ORDER BY y.settlement_id), y.settlement_id, y.region_id, "
        "y.district_id, y.okrug_id, y.status, y.urban, y.population, "
        "DENSE_RANK() OVER (ORDER BY y.region_id, y.district_id, y.status, y.urban) "
        f"FROM settlements_settlementyear y WHERE y.year = %s AND y.monitored AND {chunk.where('y.')} "
        f"AND {condition}",
        (year, *chunk.values, *values),
    )


def answered(measure: str) -> str:
    """SQL of whether an entry has any value of its measure."""
    if measure == SERVICE:
        return "(e.available IS NOT NULL OR e.share_served IS NOT NULL)"
    return f"COALESCE({', '.join(f'e.{code}' for code in ANSWERS[measure])}) IS NOT NULL"


def by_formula(plan: Plan, sql_of: list[str]) -> str:
    branches = " ".join(f"WHEN {number} THEN {sql}" for number, sql in enumerate(sql_of))
    return f"CASE l.formula {branches} END" if plan.formulas else "0"


def fill_scores(plan: Plan, backend: Backend, year: int) -> None:
    """The score of every entry that is on the list of its settlement: one pass over the entries."""
    writer = SqlWriter(backend.formulas, COLUMNS)
    score = by_formula(plan, [writer.write(formula) for _, formula in plan.formulas])
    answers = by_formula(plan, [f"CASE WHEN {answered(measure)} THEN 1 ELSE 0 END" for measure, _ in plan.formulas])
    entered = f"CASE WHEN e.na_reason <> '' THEN 1 ELSE {answers} END"
    applies = f"CASE WHEN {NOT_APPLICABLE} THEN 0 ELSE 1 END"
    if plan.calculation.missing == EXCLUDE:
        applies = f"CASE WHEN {NOT_APPLICABLE} THEN 0 ELSE {entered} END"
    run(
        "INSERT INTO calc_score SELECT p.place, l.direction_number, l.item_number, p.cell, COALESCE(p.people, 0), "
        "l.weight, "
        f"{applies}, {entered}, CASE WHEN {NOT_APPLICABLE} THEN 0 ELSE {score} END "
        # The order of the join is the order of the scan: settlement by settlement through its entries.
        "FROM calc_place p CROSS JOIN settlements_inventoryentry e CROSS JOIN calc_list l "
        "WHERE e.year = %s AND e.settlement_id = p.settlement AND l.status = p.status AND l.item = e.item_id",
        (year,),
    )


def fill_directions(plan: Plan) -> None:
    """Per settlement and direction: what left the mean ("zero") or stays in it ("exclude"), and the sum."""
    noted = "applies" if plan.calculation.missing == EXCLUDE else "1 - applies"
    # Equal aggregates are computed once.
    weight, score = (noted, "score") if plan.calculation.plain else (f"weight * ({noted})", "weight * score")
    run(
        "INSERT INTO calc_direction SELECT place, direction_number, MIN(cell), "
        f"SUM({noted}), SUM({weight}), SUM({score}), SUM(entered) "
        "FROM calc_score GROUP BY place, direction_number"
    )


def in_mean(plan: Plan, total: str, counted: str) -> str:
    """SQL of what is in the mean: all less what left it, or what is there when the missing are left out."""
    return counted if plan.calculation.missing == EXCLUDE else f"({total} - {counted})"


def direction_weight(plan: Plan) -> str:
    if plan.calculation.plain:
        return "1"
    branches = " ".join(
        f"WHEN {number} THEN {float(plan.calculation.direction_weight(code))!r}"
        for code, number in plan.direction_numbers.items()
    )
    return f"CAST(CASE direction_number {branches} ELSE 1 END AS double precision)"


def totals_of(plan: Plan) -> str:
    """SELECT per status: items and weight of the mandatory (m) and of the recommended (r) part of its list."""
    weight = f"weight * {direction_weight(plan)}"
    sums = ", ".join(
        f"SUM(CASE WHEN direction_number {part} THEN {value} ELSE 0 END) AS {kind}_{name}"
        for kind, part in PARTS.items()
        for name, value in (("items", "items"), ("weight", weight))
    )
    return f"SELECT status, {sums} FROM calc_total GROUP BY status"


def percent_of(plan: Plan, kind: str) -> str:
    """SQL of a settlement's percent in ten-thousandths over the mandatory (m) or the recommended (r) part."""
    return (
        f"CASE WHEN {in_mean(plan, f't.{kind}_items', f's.{kind}_items')} > 0 "
        f"THEN 1000000 * s.{kind}_sum / {in_mean(plan, f't.{kind}_weight', f's.{kind}_weight')} END"
    )


def fill_settlements(plan: Plan) -> None:
    """Percents of the settlements that entered anything, in ten-thousandths, not rounded."""
    direction = direction_weight(plan)
    sums = ", ".join(
        f"SUM(CASE WHEN direction_number {part} THEN {value} ELSE 0 END) AS {kind}_{name}"
        for kind, part in PARTS.items()
        for name, value in (
            ("items", "noted_items"),
            ("weight", f"noted_weight * {direction}"),
            ("sum", f"summed * {direction}"),
        )
    )
    run(
        f"INSERT INTO calc_settlement SELECT p.place, {percent_of(plan, 'm')}, {percent_of(plan, 'r')}, "
        f"{in_mean(plan, 't.m_items', 's.m_items')}, s.entered "
        f"FROM (SELECT place, SUM(entered) AS entered, {sums} FROM calc_direction GROUP BY place) s "
        f"JOIN calc_place p ON p.place = s.place JOIN ({totals_of(plan)}) t ON t.status = p.status "
        "WHERE s.entered > 0"
    )


def fill_cells() -> None:
    """Rollup cells, with the settlements that entered anything and their people."""
    run(
        "INSERT INTO calc_cell SELECT p.cell, MIN(p.region), MIN(p.district), MIN(p.status), p.urban, COUNT(*), "
        "SUM(COALESCE(p.people, 0)) FROM calc_place p JOIN calc_settlement s ON s.place = p.place "
        "GROUP BY p.cell, p.urban"
    )
