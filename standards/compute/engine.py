"""The computation of a chunk, for writing into a run or only for reading."""

from standards.models import DirectionRollup, ItemRollup, SettlementProvision

from .chunks import WHOLE, Chunk
from .dialects import current_backend
from .exactness import fill_exact
from .plan import Plan
from .scoring import fill_cells, fill_directions, fill_lists, fill_places, fill_scores, fill_settlements
from .tables import fetch, run, run_all, working_tables
from .writing import direction_sums, item_sums, write_rollups, write_settlements


def compute_chunk(run_id: int, plan: Plan, year: int, chunk: Chunk) -> int:
    """Replace the rows of CHUNK in the run by what follows from the entries of YEAR; how many settlements.

    Called inside the transaction that holds the series: nobody sees a half of it.
    """
    backend = current_backend()
    with working_tables():
        fill_lists(plan)
        fill_places(year, chunk)
        if chunk is WHOLE and backend.for_many:
            run_all(backend.for_many)
        _compute(plan, year)
        fill_exact(plan, backend, year)
        _clear(run_id, chunk)
        write_settlements(run_id, backend)
        write_rollups(run_id, plan, backend)
        return int(fetch("SELECT COUNT(*) FROM calc_place")[0][0])


def _compute(plan: Plan, year: int) -> None:
    fill_scores(plan, current_backend(), year)
    fill_directions(plan)
    fill_settlements(plan)
    fill_cells()


def _clear(run_id: int, chunk: Chunk) -> None:
    for model in (SettlementProvision, DirectionRollup, ItemRollup):
        run(f"DELETE FROM {model._meta.db_table} WHERE run_id = %s AND {chunk.where()}", (run_id, *chunk.values))


DirectionSum = tuple[str, int, int]  # direction, settlements, sum_e4
ItemSum = tuple[str, int, int, int, int]  # item, settlements, sum_e4, missing settlements, missing people


def sums_of(
    plan: Plan, year: int, condition: str, values: tuple[object, ...]
) -> tuple[list[DirectionSum], list[ItemSum]]:
    """Sums over the settlements whose profile `y` fulfils CONDITION, for which no rollup is kept (an okrug,
    a mark). Nothing is written."""
    backend = current_backend()
    with working_tables():
        fill_lists(plan)
        fill_places(year, Chunk("1 = 1"), condition, values)
        _compute(plan, year)
        directions = fetch(
            f"SELECT direction, SUM(settlements), SUM(sum_e4) FROM ({direction_sums(plan, backend)}) q "
            "GROUP BY direction"
        )
        items = fetch(
            "SELECT item, SUM(settlements), SUM(sum_e4), SUM(missing_settlements), SUM(missing_people) "
            f"FROM ({item_sums(plan, backend)}) q GROUP BY item"
        )
    return [_whole(row) for row in directions], [_whole(row) for row in items]


def _whole(row: tuple) -> tuple:
    """Sums as int: PostgreSQL gives Decimal."""
    return (row[0], *(int(value) for value in row[1:]))
