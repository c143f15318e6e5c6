"""The whole benchmark, scale after scale."""

import tempfile
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.db import connection

from rss_portal.accounts.models import User
from standards.models import Edition
from standards.services.demonstration import build_demonstration, country_scale, small_scale

from .database import own_database
from .figures import measure_recompute, measure_save
from .importing import measure_import, write_year_file
from .measuring import Measured, seconds_of
from .reading import measure_pages, measure_rest

ANALYST = "taldaushy"
EDITION = "2023"
Say = Callable[[str], object]


def run_benchmark(years: int, *, country: bool, say: Say) -> list[Measured]:
    """Every measure on a demonstration of so many YEARS, in a database of its own."""
    with own_database():
        scale = (country_scale if country else small_scale)(max(years, 2))
        say(f"{connection.vendor}: making {scale.code}, {len(scale.years)} years ...")
        built = seconds_of(lambda: build_demonstration(scale))
        say(f"  made and computed in {built:.1f} s")
        return _measures(scale.years, years, say)


def _measures(made: tuple[int, ...], years: int, say: Say) -> list[Measured]:
    user, edition = User.objects.get(username=ANALYST), Edition.objects.get(pk=EDITION)
    lines: list[Measured] = []
    lines.append(measure_save(user, edition, made[-1], years))
    lines += measure_rest(edition, made[-2])
    lines += measure_pages(user, made[-1])
    for module in settings.BENCHMARKS:  # of the apps above this one
        lines += import_module(module).measure()
    lines.append(measure_recompute(edition, made[-years:]))
    with tempfile.TemporaryDirectory(prefix="rss-benchmark-file-") as folder:
        path = Path(folder) / "year.xlsx"
        say(f"  workbook of {write_year_file(path, user, made[-1]):,} rows")
        lines.insert(0, measure_import(path, user, edition, made[-1]))
    return lines
