"""A database of the benchmark's own, made before and removed after; the user's is never opened."""

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import override_settings

NAME = "rss_benchmark"
UNLIMITED = {"anonymous": 10**9, "person": 10**9, "write": 10**9}


@contextmanager
def own_database() -> Iterator[None]:
    """The block works on an empty, migrated database; requests inside it are neither limited nor logged."""
    with tempfile.TemporaryDirectory(prefix="rss-benchmark-") as folder:
        sqlite = connection.vendor == "sqlite"
        connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "benchmark.sqlite3") if sqlite else NAME
        users = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        logging.disable(logging.WARNING)
        try:
            with override_settings(API_RATES=UNLIMITED, ALLOWED_HOSTS=["*"], STORAGES=_plain_static()):
                cache.clear()
                yield
        finally:
            logging.disable(logging.NOTSET)
            connection.creation.destroy_test_db(users, verbosity=0)
            cache.clear()


def _plain_static() -> dict[str, Any]:
    """Pages are measured without a collected folder of static files."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    return {**settings.STORAGES, "staticfiles": plain}
