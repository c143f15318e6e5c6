"""The test database: its tables are made from the models, and emptied where a test has written."""

from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import TransactionTestCase


@pytest.fixture(scope="session")
def django_db_use_migrations() -> bool:
    """Migrating takes ten times as long; tests/operations/test_migrations.py shows that it makes the same tables."""
    return False


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """From here on the database says, as any other, that its migrations have been applied."""
    settings.MIGRATION_MODULES = {}
    with django_db_blocker.unblock():
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        for app, name in MigrationLoader(None).disk_migrations:
            recorder.record_applied(app, name)


def _statements_that_empty(style: Any, tables: list[str], **options: Any) -> list[str]:
    """Only rows that are there are deleted: truncating two hundred tables writes as many files anew."""
    name = connection.ops.quote_name
    asked = " UNION ALL ".join(
        f"SELECT {number} WHERE EXISTS (SELECT 1 FROM {name(table)})" for number, table in enumerate(tables)
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        filled = [tables[number] for (number,) in cursor.fetchall()]
    return [f"DELETE FROM {name(table)}" for table in filled]


_fixture_teardown = TransactionTestCase._fixture_teardown


def _empty(case: TransactionTestCase) -> None:
    connection.ops.sql_flush = _statements_that_empty  # type: ignore[method-assign]
    try:
        _fixture_teardown(case)
    finally:
        del connection.ops.sql_flush


TransactionTestCase._fixture_teardown = _empty  # type: ignore[method-assign]
