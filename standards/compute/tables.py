"""Working tables of one computation: temporary, seen by this connection only, dropped at its end."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection

from .dialects import current_backend

# Recommended items are summed apart from every direction.
RECOMMENDED_DIRECTION = 1000

# Columns of each table and its key. SQLite keeps a table in the order of its key, so that it is grouped without
# a sort; PostgreSQL hashes, and an index on many rows would only cost.
TABLES: dict[str, tuple[str, str]] = {
    "calc_list": (
        "status varchar(20), item varchar(6), item_number integer, direction varchar(3), direction_number integer, "
        "formula integer, mandatory integer, weight double precision",
        "status, item",
    ),
    # What a list adds up to when every item applies.
    "calc_total": (
        "status varchar(20), direction_number integer, direction varchar(3), items integer, weight double precision",
        "status, direction_number",
    ),
    "calc_place": (
        "place integer, settlement varchar(9), region varchar(9), district varchar(9), okrug varchar(9), "
        "status varchar(20), urban boolean, people integer, cell integer",
        "place",
    ),
    "calc_score": (
        "place integer, direction_number integer, item_number integer, cell integer, people integer, "
        "weight double precision, applies integer, entered integer, score double precision",
        "place, direction_number, item_number",
    ),
    "calc_direction": (
        "place integer, direction_number integer, cell integer, noted_items integer, noted_weight double precision, "
        "summed double precision, entered integer",
        "place, direction_number",
    ),
    "calc_settlement": (
        "place integer, percent double precision, recommended double precision, counted integer, entered integer",
        "place",
    ),
    "calc_exact": (
        "place integer, percent_e4 integer, recommended_e4 integer, band varchar(6)",
        "place",
    ),
    # A cell is a rollup row: one status in one district.
    "calc_cell": (
        "cell integer, region varchar(9), district varchar(9), status varchar(20), urban boolean, "
        "returned integer, returned_people bigint",
        "cell",
    ),
}


def run(statement: str, values: Sequence[Any] = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))


def run_all(statements: Iterable[str]) -> None:
    """Run STATEMENTS one after another, by one call where the database takes them so."""
    for one in ["; ".join(statements)] if current_backend().together else statements:
        run(one)


def fetch(statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return cursor.fetchall()


def insert_rows(table: str, rows: Iterable[Sequence[Any]], size: int = 500) -> None:
    """Insert ROWS by statements of SIZE rows."""
    listed = list(rows)
    for start in range(0, len(listed), size):
        part = listed[start : start + size]
        places = ", ".join(f"({', '.join(['%s'] * len(row))})" for row in part)
        run(f"INSERT INTO {table} VALUES {places}", [value for row in part for value in row])


@contextmanager
def working_tables() -> Iterator[None]:
    """The empty working tables, inside the caller's transaction or outside of any."""
    try:
        create_tables()
        yield
    except BaseException:
        # A transaction takes the tables with it when it is rolled back.
        if not connection.in_atomic_block:
            drop_tables()
        raise
    drop_tables()


def create_tables() -> None:
    backend = current_backend()
    run_all(
        f"CREATE TEMPORARY TABLE {name} " + backend.definition(columns, "" if name in backend.unkeyed else key)
        for name, (columns, key) in TABLES.items()
    )


def drop_tables() -> None:
    run_all(f"DROP TABLE IF EXISTS {name}" for name in TABLES)
