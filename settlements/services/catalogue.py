"""The catalogue is loaded from the reference files and changed item by item in the reference books."""

import csv
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from settlements.models import Direction, Item

DATA = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True)
class CatalogueReport:
    """How many directions and items the catalogue holds, and how many of them the load made or changed."""

    directions: int
    items: int
    changed: int


def read_reference(name: str) -> list[dict[str, str]]:
    """Rows of the reference file NAME in `settlements/data`."""
    with (DATA / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@transaction.atomic
def load_catalogue() -> CatalogueReport:
    """Make the catalogue as the reference files state it. A body that was edited in the portal is kept;
    loading twice changes nothing."""
    directions = read_reference("directions.csv")
    items = read_reference("items.csv")
    changed = sum(_store_direction(row, position) for position, row in enumerate(directions, start=1))
    details = {row["code"]: row for row in read_reference("item_details.csv")}
    changed += sum(_store_item(row, details[row["code"]], position) for position, row in enumerate(items, start=1))
    return CatalogueReport(len(directions), len(items), changed)


def _store_direction(row: dict[str, str], position: int) -> bool:
    names = {name: row[name] for name in ("name_kk", "name_ru", "name_en")}
    return _store(Direction, row["code"], {**names, "position": position}, {})


def _store_item(row: dict[str, str], detail: dict[str, str], position: int) -> bool:
    names = {name: row[name] for name in ("name_kk", "name_ru", "name_en")}
    values = {
        **names,
        "direction_id": row["direction"],
        "measure": row["measure"],
        "unit": detail["unit"],
        "position": position,
    }
    return _store(Item, row["code"], values, {"body_code": detail["body"]})


def _store(model: type[Direction] | type[Item], code: str, values: dict, first_values: dict) -> bool:
    """Make or update the row; whether anything differed."""
    row = model.objects.filter(code=code).first()
    if row is None:
        model.objects.create(code=code, **values, **first_values)
        return True
    differing = [name for name, value in values.items() if getattr(row, name) != value]
    if not differing:
        return False
    for name in differing:
        setattr(row, name, values[name])
    row.save(update_fields=differing)
    return True
