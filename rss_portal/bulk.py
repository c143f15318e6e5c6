"""Writes many rows at once: into a temporary table, then one INSERT .. ON CONFLICT.

On SQLite the temporary table is filled by executemany, on PostgreSQL by COPY; the rest is the same statement.
Everything happens inside one transaction, the caller's when there is one.
"""

import csv
import gc
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count, islice
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Field, Model, TextField

Row = Sequence[Any]
COPY_CHUNK_ROWS = 4000
CREATE_CHUNK = 2000
_numbers = count(1)


@dataclass(frozen=True)
class Written:
    """How many of the given rows were new, how many replaced other values, how many were already there."""

    inserted: int
    updated: int
    unchanged: int


@dataclass(frozen=True)
class Staged:
    """Rows waiting in a temporary table whose columns are named as in the model's own table."""

    model: type[Model]
    columns: tuple[str, ...]
    table: str
    count: int
    using: str = DEFAULT_DB_ALIAS
    constants: Mapping[str, Any] = field(default_factory=dict)

    @property
    def connection(self) -> BaseDatabaseWrapper:
        return connections[self.using]


def create_many(model: type[Model], objects: Iterable[Model], **options: Any) -> None:
    """`bulk_create` that holds no more than `CREATE_CHUNK` of OBJECTS at a time; OPTIONS go to it."""
    waiting = iter(objects)
    while chunk := list(islice(waiting, CREATE_CHUNK)):
        model._default_manager.bulk_create(chunk, **options)


@contextmanager
def many_objects() -> Iterator[None]:
    """Hold Python's search for reference cycles while hundreds of thousands of rows are made: it would walk
    over all of them again and again, a quarter of the time, and find nothing."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@contextmanager
def staged(
    model: type[Model],
    columns: Sequence[str],
    rows: Iterable[Row],
    *,
    unique: Sequence[str] = (),
    constants: Mapping[str, Any] | None = None,
    using: str = DEFAULT_DB_ALIAS,
) -> Iterator[Staged]:
    """ROWS of COLUMNS (attribute names of MODEL) in a temporary table for the time of the block.

    CONSTANTS are columns with one value for every row. A key of UNIQUE that stands twice among the rows is an
    IntegrityError on either database. Values are given as the database keeps them.
    """
    constants = constants or {}
    with transaction.atomic(using=using):
        connection = connections[using]
        table = f"bulk_{next(_numbers)}"
        names = ", ".join(_column(model, name) for name in columns)
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TEMPORARY TABLE {table} AS SELECT {names} FROM {_table(model)} WHERE 1 = 0")
            filled = _fill(connection, cursor, model, table, columns, rows)
            if keys := [_column(model, name) for name in unique if name not in constants]:
                cursor.execute(f"CREATE UNIQUE INDEX {table}_key ON {table} ({', '.join(keys)})")
        yield Staged(model, tuple(columns), table, filled, using, constants)
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {table}")


def upsert(
    model: type[Model],
    columns: Sequence[str],
    rows: Iterable[Row],
    unique: Sequence[str],
    update: Sequence[str],
    *,
    constants: Mapping[str, Any] | None = None,
    touch: Sequence[str] = (),
    using: str = DEFAULT_DB_ALIAS,
) -> Written:
    """Insert ROWS, or update the row with the same UNIQUE columns where a column of UPDATE differs.

    COLUMNS, CONSTANTS and `staged` as there. Columns of TOUCH are written with a changed row but do not make
    it one (the change that wrote it, a version). Columns given nowhere get their defaults when a row is new.
    """
    with staged(model, columns, rows, unique=unique, constants=constants, using=using) as waiting:
        return upsert_staged(waiting, unique, update, touch=touch)


def upsert_staged(
    waiting: Staged, unique: Sequence[str], update: Sequence[str], *, touch: Sequence[str] = ()
) -> Written:
    """The same for rows that wait in a temporary table already."""
    with waiting.connection.cursor() as cursor:
        matched = _count_matched(cursor, waiting, unique)
        sql, parameters = _upsert_statement(waiting, unique, update, touch)
        cursor.execute(sql, parameters)
        affected = cursor.rowcount
    inserted = waiting.count - matched
    updated = affected - inserted
    return Written(inserted, updated, matched - updated)


def insert_selected(
    target: type[Model],
    source: type[Model],
    columns: Sequence[str],
    condition: str,
    parameters: Sequence[Any],
    *,
    using: str = DEFAULT_DB_ALIAS,
) -> int:
    """Copy COLUMNS of the rows of SOURCE that meet CONDITION (SQL over its columns) into TARGET, in one
    statement; how many rows there were."""
    into = ", ".join(_column(target, name) for name in columns)
    taken = ", ".join(_column(source, name) for name in columns)
    with connections[using].cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {_table(target)} ({into}) SELECT {taken} FROM {_table(source)} WHERE {condition}",
            list(parameters),
        )
        return cursor.rowcount


def _table(model: type[Model]) -> str:
    return f'"{model._meta.db_table}"'


def _field(model: type[Model], name: str) -> Field:
    """The concrete field by its attribute name ("item_id") or its own."""
    for candidate in model._meta.concrete_fields:
        if name in (candidate.attname, candidate.name):
            return candidate
    raise ValueError(f"{model._meta.label} has no column {name}")


def _column(model: type[Model], name: str) -> str:
    return f'"{_field(model, name).column}"'


def _fill(
    connection: BaseDatabaseWrapper,
    cursor: Any,
    model: type[Model],
    table: str,
    columns: Sequence[str],
    rows: Iterable[Row],
) -> int:
    """Put ROWS into TABLE by the way that the database does fastest; how many there were."""
    if connection.vendor == "postgresql":
        return _copy(cursor, model, table, columns, rows)
    marks = ", ".join(["%s"] * len(columns))
    cursor.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
    return max(cursor.rowcount, 0)  # SQLite answers -1 when there was no row at all


def _copy(cursor: Any, model: type[Model], table: str, columns: Sequence[str], rows: Iterable[Row]) -> int:
    texts = [name for name in columns if _holds_empty_text(_field(model, name))]
    listed = ", ".join(_column(model, name) for name in texts)
    # An empty cell of the CSV is NULL, except in text columns that cannot be NULL.
    options = f"FORMAT csv, FORCE_NOT_NULL ({listed})" if texts else "FORMAT csv"
    cursor.copy_expert(f"COPY {table} FROM STDIN WITH ({options})", _CsvStream(rows))
    return cursor.rowcount


def _holds_empty_text(model_field: Field) -> bool:
    return isinstance(model_field, CharField | TextField) and not model_field.null


class _CsvStream:
    """Rows as a readable text that is written a few thousand rows at a time: memory stays flat."""

    def __init__(self, rows: Iterable[Row]):
        self._rows = iter(rows)
        self._rest = ""

    def read(self, size: int = -1) -> str:
        if not self._rest:
            buffer = io.StringIO()
            csv.writer(buffer, lineterminator="\n").writerows(islice(self._rows, COPY_CHUNK_ROWS))
            self._rest = buffer.getvalue()
        if size < 0:
            size = len(self._rest)
        answer, self._rest = self._rest[:size], self._rest[size:]
        return answer


def _count_matched(cursor: Any, waiting: Staged, unique: Sequence[str]) -> int:
    """How many staged rows have their key in the table already."""
    conditions, parameters = [], []
    for name in unique:
        column = _column(waiting.model, name)
        if name in waiting.constants:
            conditions.append(f"t.{column} = %s")
            parameters.append(waiting.constants[name])
        else:
            conditions.append(f"t.{column} = s.{column}")
    cursor.execute(
        f"SELECT count(*) FROM {waiting.table} s WHERE EXISTS "
        f"(SELECT 1 FROM {_table(waiting.model)} t WHERE {' AND '.join(conditions)})",
        parameters,
    )
    return cursor.fetchone()[0]


def _upsert_statement(
    waiting: Staged, unique: Sequence[str], update: Sequence[str], touch: Sequence[str]
) -> tuple[str, list[Any]]:
    model, differs = waiting.model, _differs(waiting.connection)
    fixed = {**_defaults(waiting), **waiting.constants}
    into = [_column(model, name) for name in (*waiting.columns, *fixed)]
    taken = [f"s.{_column(model, name)}" for name in waiting.columns] + ["%s"] * len(fixed)
    key = ", ".join(_column(model, name) for name in unique)
    changed = [_column(model, name) for name in update]
    sets = ", ".join(f"{name} = excluded.{name}" for name in [*changed, *(_column(model, n) for n in touch)])
    old = ", ".join(f"t.{name}" for name in changed)
    new = ", ".join(f"excluded.{name}" for name in changed)
    sql = (
        f"INSERT INTO {_table(model)} AS t ({', '.join(into)}) "
        f"SELECT {', '.join(taken)} FROM {waiting.table} s WHERE 1 = 1 "  # SQLite needs a WHERE before ON
        f"ON CONFLICT ({key}) DO UPDATE SET {sets} WHERE ({old}) {differs} ({new})"
    )
    return sql, list(fixed.values())


def _differs(connection: BaseDatabaseWrapper) -> str:
    """The comparison in which NULL equals NULL."""
    return "IS NOT" if connection.vendor == "sqlite" else "IS DISTINCT FROM"


def _defaults(waiting: Staged) -> dict[str, Any]:
    """Values of the columns that neither rows nor constants give, as a new object of the model would have."""
    given = {_field(waiting.model, name).attname for name in (*waiting.columns, *waiting.constants)}
    blank = waiting.model()
    return {
        one.attname: one.get_db_prep_save(one.pre_save(blank, True), waiting.connection)
        for one in waiting.model._meta.concrete_fields
        if not one.primary_key and one.attname not in given
    }
