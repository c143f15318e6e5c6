"""The migrations make the tables that the models describe; the other tests have theirs from the models."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

# Kept by `migrate` itself; one whose key Django makes wider in migrations than from its model.
OF_DJANGO = {"django_migrations", "auth_group_permissions"}


@pytest.fixture
def migrated(tmp_path) -> Iterator[BaseDatabaseWrapper]:
    """A database of the kind that the tests run on, in which a process of the portal has run `migrate`."""
    name = f"{connection.settings_dict['NAME']}_migrated"
    values = {**connection.settings_dict, "NAME": name}
    address = f"sqlite:///{name}"
    if connection.vendor == "postgresql":
        address = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{name}"
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}"')
    environment = {**os.environ, "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "rss_portal.settings.test"}
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    done = subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True)
    try:
        assert done.returncode == 0, done.stderr
        with closing(ConnectionHandler({"default": values})["default"]) as found:
            yield found
    finally:
        if connection.vendor == "postgresql":
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{name}"')


def tables_of(database: BaseDatabaseWrapper) -> dict[str, object]:
    """Columns and constraints of every table, without the names that a database makes up."""
    look = database.introspection
    found: dict[str, object] = {}
    with database.cursor() as cursor:
        for table in set(look.table_names(cursor)) - OF_DJANGO:
            columns = {
                (one.name, one.type_code, one.null_ok, one.display_size)
                for one in look.get_table_description(cursor, table)
            }
            constraints = sorted(
                str((one["columns"], one["primary_key"], one["unique"], one["foreign_key"], one["check"]))
                for one in look.get_constraints(cursor, table).values()
            )
            found[table] = (columns, constraints)
    return found


@pytest.mark.django_db(transaction=True)
def test_the_migrations_make_the_tables_of_the_models(migrated):
    made, described = tables_of(migrated), tables_of(connection)
    assert set(made) == set(described)
    assert {table: (made[table], described[table]) for table in made if made[table] != described[table]} == {}


@pytest.mark.django_db
def test_migrations_say_what_the_models_say():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
