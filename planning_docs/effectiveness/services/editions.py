"""Loading an edition of the method with its lists of sectors; the same again changes nothing."""

import csv
import json
from pathlib import Path
from typing import Any

from django.db import transaction

from planning_docs.effectiveness.choices import BodyKind
from planning_docs.effectiveness.models import MethodEdition, Sector
from planning_docs.effectiveness.rules.method import Method, read_method
from rss_portal.changelog.services import log_change, open_change_set

DATA = Path(__file__).resolve().parent.parent / "data"
SHIPPED = ("2012",)
HEAD = ("title_kk", "title_ru", "title_en", "act_number", "act_date", "in_force_to", "note_kk", "note_ru", "note_en")


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _sector_rows(folder: Path) -> list[dict[str, Any]]:
    local = [{**row, "body_kind": BodyKind.LOCAL} for row in _table(folder / "sectors_local.csv")]
    central = [{**row, "body_kind": BodyKind.CENTRAL} for row in _table(folder / "sectors_central.csv")]
    return [{**row, "position": place} for place, row in enumerate([*local, *central])]


def method_of(edition: MethodEdition) -> Method:
    """The method that EDITION describes."""
    return read_method({**edition.parameters, "code": edition.pk})


def completeness_of(edition: MethodEdition) -> list[dict[str, str]]:
    """The elements that a report must have by EDITION (kk, ru)."""
    return list(edition.parameters.get("completeness", []))


@transaction.atomic
def load_edition(folder: Path) -> tuple[MethodEdition, bool]:
    """The edition of FOLDER and whether anything changed. `UnknownFormula` when its parameters cannot be used."""
    head = json.loads((folder / "edition.json").read_text("utf-8"))
    read_method({**head["parameters"], "code": head["code"]})
    values = {name: head.get(name) for name in HEAD}
    values["parameters"] = {**head["parameters"], "completeness": head["completeness"]}
    rows = _sector_rows(folder)
    held = MethodEdition.objects.filter(pk=head["code"]).first()
    if held and _content(held) == _wanted(values, rows):
        return held, False
    revision = held.revision + 1 if held else 1
    edition, _ = MethodEdition.objects.update_or_create(pk=head["code"], defaults={**values, "revision": revision})
    edition.sectors.all().delete()
    Sector.objects.bulk_create(Sector(edition=edition, **row) for row in rows)
    log_change(open_change_set("effectiveness.load_edition"), "effectiveness.method", edition.pk, {}, values)
    return edition, True


def _content(edition: MethodEdition) -> dict[str, Any]:
    values = {name: getattr(edition, name) for name in (*HEAD, "parameters")}
    rows = edition.sectors.values("body_kind", "body_code", "number", "name_kk", "name_ru")
    return _wanted(values, [dict(row) for row in rows])


def _wanted(values: dict[str, Any], rows: list[dict[str, Any]]) -> dict[str, Any]:
    plain = json.loads(json.dumps(values, default=str))
    named = sorted(
        [str(row["body_kind"]), row.get("body_code", ""), row["number"], row["name_kk"], row["name_ru"]] for row in rows
    )
    return {**plain, "sectors": named}
