"""T1: one year of the country from a workbook to checked, logged, recomputed figures."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction
from python_calamine import CalamineWorkbook

from rss_portal import bulk
from rss_portal.accounts.models import User
from rss_portal.changelog.choices import Origin
from rss_portal.changelog.services import open_change_set
from rss_portal.exchange.forms import Subject, get_form
from rss_portal.exchange.reading import MARK, Workbook
from settlements.exchange.inventory import InventoryForm
from settlements.exchange.inventory_columns import fields_of
from settlements.exchange.inventory_facts import EntryKey, Facts, Stored
from settlements.models import Campaign, EntryRevision, InventoryEntry, InventoryReturn
from settlements.queries import get_territory
from settlements.rules.measure_fields import COUNTS, FACILITY, NETWORK
from standards import queries
from standards.models import Edition

from .measuring import Measured, in_child, seconds_of

SCRATCH_YEAR = 1900
COUNTRY = "KZ"


class _LastYearFacts(Facts):
    """Last year's values as if they had been entered this year, by somebody who saw no entry yet."""

    def current(self, measure: str) -> dict[EntryKey, Stored]:
        return {key: Stored(0, found.values, False) for key, found in self.previous(measure).items()}


class _WholeYear(InventoryForm):
    """Writes the file of a country that reports a whole year at once."""

    def facts(self, subject: Subject) -> Facts:
        return _LastYearFacts(get_territory(subject.territory), Campaign.objects.get(year=subject.year))


def write_year_file(path: Path, user: User, year: int) -> int:
    """A workbook with all entries of YEAR, of which the database has none any more; its rows."""
    EntryRevision.objects.filter(year=year).delete()
    InventoryEntry.objects.filter(year=year).delete()
    InventoryReturn.objects.filter(campaign_id=year).update(state="draft")
    with path.open("wb") as target:
        return _WholeYear().write(user, Subject(COUNTRY, year), target)


def measure_import(path: Path, user: User, edition: Edition, year: int) -> Measured:
    """Read, check, write, log and recompute the file in PATH, and the floor on the same file."""

    def work() -> tuple[float, int, int, Any]:
        found: dict[str, Any] = {}
        seconds = seconds_of(lambda: found.update(_import(path, user, edition, year)))
        return seconds, found["rows"], found["values"], found["mean_e4"]

    floor, _ = in_child(lambda: seconds_of(lambda: _floor(path)))
    _forget_scratch()
    (seconds, rows, values, mean_e4), peak = in_child(work)
    if mean_e4 is None:
        raise RuntimeError("the import left no figures")
    return Measured(
        "T1",
        f"year from XLSX to figures ({rows:,} rows, {values:,} values)",
        seconds,
        target=5.0,
        rows=rows,
        floor=floor,
        floor_ratio=3.0,
        peak_megabytes=peak,
    )


def _import(path: Path, user: User, edition: Edition, year: int) -> dict[str, Any]:
    form, subject = get_form(InventoryForm.code), Subject(COUNTRY, year)
    examination = form.examine(user, subject, Workbook(path.read_bytes()))
    if examination.problem_count:
        raise RuntimeError(f"the file has problems: {examination.problems[:3]}")
    with transaction.atomic():
        applied = form.apply(user, subject, examination, origin=Origin.XLSX, detail=path.name)
    figures = queries.territory_figures(queries.Selection(get_territory(COUNTRY), year, edition))
    return {"rows": applied.rows, "values": applied.values, "mean_e4": figures.mean_e4}


def _floor(path: Path) -> None:
    """The cheapest that could be: read the cells, put them into the table."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    change_set = open_change_set("benchmark.floor", origin=Origin.COMMAND)
    with transaction.atomic():
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if rows and rows[0] and str(rows[0][0]) in _SHEETS:
                _put(_SHEETS[str(rows[0][0])], rows, change_set.pk)


_SHEETS = {f"{MARK}{measure}": measure for measure in (FACILITY, NETWORK)}


def _put(measure: str, rows: list[list[Any]], change_set: int) -> None:
    """The counts of one sheet, as they are, into a year of their own."""
    at = {code: place for place, code in enumerate(rows[0]) if isinstance(code, str)}
    fields = [name for name in fields_of(measure) if name in at and name in COUNTS]
    places = [at[name] for name in fields]
    columns = ("settlement_id", "item_id", *fields)
    constants = {"year": SCRATCH_YEAR, "change_set_id": change_set}
    bulk.upsert(
        InventoryEntry,
        columns,
        _plain_rows(rows, places),
        ("year", "settlement_id", "item_id"),
        tuple(fields),
        constants=constants,
    )


def _plain_rows(rows: list[list[Any]], places: list[int]) -> Iterator[tuple[Any, ...]]:
    for cells in rows[3:]:
        if cells[0]:
            settlement, item, _version = str(cells[0]).split("/")
            yield (settlement, item, *(_plain(cells[place]) for place in places))


def _plain(value: Any) -> Any:
    return int(value) if isinstance(value, float) else value if value != "" else None


def _forget_scratch() -> None:
    InventoryEntry.objects.filter(year=SCRATCH_YEAR).delete()
