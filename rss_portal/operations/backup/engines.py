"""Copies of a whole database, consistent while people work: SQLite's own backup, and pg_dump."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from .archive import BackupRefused


def applied_migrations() -> list[str]:
    """Names "app.0001_initial" of what has been applied to the database."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def _count_rows(cursor: Any, tables: list[str]) -> Iterator[tuple[str, int]]:
    for table in tables:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
        yield table, cursor.fetchone()[0]


def count_rows() -> dict[str, int]:
    """Rows by table of the database in use."""
    with connection.cursor() as cursor:
        return dict(_count_rows(cursor, connection.introspection.table_names(cursor)))


# --- SQLite --------------------------------------------------------------------------------------------


def save_sqlite(target: Path) -> dict[str, int]:
    """Copy the database in use to TARGET; rows by table of the copy."""
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        names = copy.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return dict(_count_rows(_Rows(copy), [name for (name,) in names]))


class _Rows:
    """sqlite3 answers from the cursor that `execute` gives back; Django's cursors from themselves."""

    def __init__(self, database: sqlite3.Connection):
        self.cursor = database.cursor()

    def execute(self, statement: str) -> None:
        self.cursor.execute(statement)

    def fetchone(self) -> Any:
        return self.cursor.fetchone()


def restore_sqlite(source: Path) -> None:
    """Replace the content of the database in use by that of SOURCE: all of it or, on an error, nothing."""
    connection.ensure_connection()
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as saved:
        if saved.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise BackupRefused("SQLite finds the saved database damaged; use another backup.")
        saved.backup(connection.connection)
    connection.close()


# --- PostgreSQL ----------------------------------------------------------------------------------------


def save_postgresql(target: Path) -> dict[str, int]:
    """pg_dump of the database in use to TARGET; rows by table, counted in the snapshot of the dump."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        _run_client("pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={target}")
        return dict(_count_rows(cursor, connection.introspection.table_names(cursor)))


def restore_postgresql(source: Path) -> None:
    """Replace the content of the database in use by that of SOURCE in one transaction."""
    connection.close()
    options = ["--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error"]
    _run_client("pg_restore", *options, f"--dbname={connection.settings_dict['NAME']}", str(source))


def _run_client(program: str, *arguments: str) -> None:
    """Run PostgreSQL's own PROGRAM; the password goes by environment, where other users cannot read it."""
    if not shutil.which(program):
        raise BackupRefused(f"{program} is not installed; install PostgreSQL's client programs.")
    values = connection.settings_dict
    named = {
        "PGHOST": "HOST",
        "PGPORT": "PORT",
        "PGUSER": "USER",
        "PGPASSWORD": "PASSWORD",
        "PGDATABASE": "NAME",
    }
    environment = {name: str(values[key]) for name, key in named.items() if values.get(key)}
    done = subprocess.run(  # noqa: S603  a fixed program, arguments are the portal's own
        [program, *arguments], env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BackupRefused(f"{program}: {done.stderr.strip()[-1000:]}")


SAVE = {"sqlite": save_sqlite, "postgresql": save_postgresql}
RESTORE = {"sqlite": restore_sqlite, "postgresql": restore_postgresql}
