"""The official printed figures, loaded from the tables that come with the portal."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from settlements.models import Item
from standards.models import PublishedBand, PublishedItem, PublishedProvision

from .editions import DATA

FOLDER = DATA / "published"
SLIDES = "Slides of the Ministry of National Economy on the Regional Standards System, 2023"


@dataclass(frozen=True)
class LoadedPublished:
    """Rows in the tables after loading."""

    provisions: int
    items: int
    bands: int


def read(name: str, folder: Path) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def territory_code(region_kato2: str) -> str:
    """КАТО of a region from its two digits; KZ for the country."""
    return region_kato2 if region_kato2 == "KZ" else region_kato2.ljust(9, "0")


def source_of(row: Mapping[str, str]) -> str:
    """Where the figure is printed: the slides, or the place that the row names."""
    provenance = row.get("provenance", "printed")
    return SLIDES + provenance.removeprefix("printed") if provenance.startswith("printed") else provenance


@transaction.atomic
def load_published(folder: Path = FOLDER) -> LoadedPublished:
    """Replace the published figures by those of FOLDER; loading again gives the same rows."""
    tables = _tables(list(_provisions(folder)), list(_items(folder)), list(_bands(folder)))
    return LoadedPublished(*[_replace(model, rows) for model, rows in tables])


def _provisions(folder: Path) -> Iterator[PublishedProvision]:
    for row in read("provision_by_region.csv", folder):
        yield PublishedProvision(
            year=int(row["year"]),
            territory_code=territory_code(row["region_kato2"]),
            scope=row["scope"],
            percent=Decimal(row["percent"]),
            edition_label=row["edition"],
            source=source_of(row),
        )


def _items(folder: Path) -> Iterator[PublishedItem]:
    known = set(Item.objects.values_list("code", flat=True))
    for row in read("provision_by_item_2022.csv", folder):
        if row["item"] in known:
            percent = Decimal(row["percent"])
            yield PublishedItem(year=int(row["year"]), item_id=row["item"], percent=percent, source=SLIDES)


def _bands(folder: Path) -> Iterator[PublishedBand]:
    for row in read("rural_bands.csv", folder):
        yield PublishedBand(
            year=int(row["year"]),
            band=row["band"],
            settlements=int(row["settlements"]),
            population_million=Decimal(row["population_million"]),
            source=SLIDES,
        )


def _tables(*rows: list[Any]) -> list[tuple[Any, list[Any]]]:
    return list(zip((PublishedProvision, PublishedItem, PublishedBand), rows, strict=True))


def _replace(model: Any, rows: list[Any]) -> int:
    model.objects.all().delete()
    return len(model.objects.bulk_create(rows))
