"""The shipped register of bodies brought into the portal; what is kept there already is left alone."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from planning_docs.models import Body
from rss_portal.changelog.choices import Origin
from rss_portal.changelog.services import log_change, open_change_set
from settlements.models import Territory

FILE = Path(__file__).parent.parent / "data" / "bodies.csv"


def shipped_rows() -> list[dict[str, str]]:
    """Rows of `data/bodies.csv`."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@transaction.atomic
def load_bodies() -> tuple[int, list[str]]:
    """Add the bodies that the register lacks, of territories that the portal knows: how many, and the codes of those
    whose territory is not in the register yet."""
    known = set(Territory.objects.values_list("kato", flat=True))
    kept = set(Body.objects.values_list("code", flat=True))
    rows = [row for row in shipped_rows() if row["code"] not in kept]
    missing = [row["code"] for row in rows if row["territory"] not in known]
    new = [row for row in rows if row["territory"] in known]
    Body.objects.bulk_create(_body(row) for row in new)
    for row in new:
        Body.objects.filter(pk=row["code"]).update(parent=row["parent"] or None, successor=row["successor"] or None)
    if new:
        change_set = open_change_set(
            "planning.load_bodies", origin=Origin.COMMAND, territory_code="KZ", detail=FILE.name
        )
        log_change(change_set, "planning.body", "shipped", {}, {"codes": [row["code"] for row in new]})
    return len(new), missing


def _body(row: dict[str, Any]) -> Body:
    return Body(
        code=row["code"],
        kind=row["kind"],
        name_kk=row["name_kk"],
        name_ru=row["name_ru"],
        name_en=row["name_en"],
        territory_id=row["territory"],
        reports_to_president=row["reports_to_president"] == "1",
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
    )
