"""The one door: bodies, documents with contents, facts of two years, reports. A second call changes nothing."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from planning_docs.models import Body, BudgetProgramme, PlanningDocument
from rss_portal.accounts.demonstration import make_demo_users
from rss_portal.changelog.choices import Origin
from rss_portal.changelog.services import open_change_set
from settlements.models import Territory
from standards.services.demonstration.plan import AQMOLA, all_regions
from standards.services.demonstration.tree import ZERENDI_DISTRICT, ZERENDI_NEIGHBOUR, region_units
from standards.services.demonstration.writing import write_register

from .amending import write_additions
from .contents import Contents
from .monitoring import write_monitoring

DATA = Path(__file__).resolve().parents[1] / "data" / "demonstration.json"
ACTION = "planning.demonstrate"
SECOND_REGION = "39"
FOUNDED = date(2019, 1, 1)


@dataclass(frozen=True)
class Made:
    """How many documents there are; `made` is False when they were there already."""

    documents: int
    made: bool


def build_planning() -> Made:
    """The demonstration documents. Refuses outside a demonstration (`ValueError`)."""
    if not settings.DEMONSTRATION:
        raise ValueError("demonstration documents are never made in production")
    if Body.objects.filter(pk="MNE-D").exists():
        return Made(PlanningDocument.objects.filter(developer__pk__endswith="-D").count(), made=False)
    with transaction.atomic():
        return _build(json.loads(DATA.read_text(encoding="utf-8")))


def _build(data: dict[str, Any]) -> Made:
    make_demo_users(ZERENDI_DISTRICT, ZERENDI_NEIGHBOUR, f"{AQMOLA}0000000")
    places = _places()
    open_change_set(ACTION, origin=Origin.COMMAND, territory_code="KZ", detail="planning")
    _write_bodies(data["bodies"], places)
    BudgetProgramme.objects.bulk_create(
        BudgetProgramme(code=code, name_kk=kk, name_ru=ru, administrator_id=body)
        for code, kk, ru, body in data["programmes"]
    )
    done: dict[str, Contents] = {}
    for described in data["documents"]:
        contents = Contents(described, places, done)
        contents.write()
        done[described["code"]] = contents
        write_monitoring(contents)
        write_additions(contents)
    return Made(len(done), made=True)


def _places() -> dict[str, Territory]:
    """The country and the two regions with their districts; the second region gets a few where it has none."""
    second = f"{SECOND_REGION}0000000"
    if not Territory.objects.filter(pk=second).exists():
        plan = next(region for region in all_regions() if region.kato2 == SECOND_REGION)
        units = region_units(plan)
        write_register([units[0], *[unit for unit in units if unit.level == "district"][:4]])
    found = Territory.objects.in_bulk(["KZ", f"{AQMOLA}0000000", second])
    return {"KZ": found["KZ"], "region_a": found[f"{AQMOLA}0000000"], "region_b": found[second]}


def _write_bodies(rows: list[list[Any]], places: dict[str, Territory]) -> None:
    for code, kind, kk, ru, place, parent in rows:
        Body.objects.create(
            code=code, kind=kind, name_kk=kk, name_ru=ru, territory=places[place], parent_id=parent, valid_from=FOUNDED
        )
