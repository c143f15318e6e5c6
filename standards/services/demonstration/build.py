"""The one door: build the demonstration and compute it."""

import io
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.db import transaction

from rss_portal.accounts.demonstration import make_demo_users
from rss_portal.accounts.models import User
from rss_portal.changelog.choices import Origin
from rss_portal.changelog.models import ChangeSet
from rss_portal.changelog.services import open_change_set
from settlements.choices import Level
from settlements.models import Territory
from settlements.services.catalogue import load_catalogue
from standards.choices import RequirementLevel
from standards.models import Edition, PublishedItem, Requirement
from standards.services.recompute import recompute_now

from . import writing
from .inventory import USUAL_EASE, ListedMeasure
from .plan import AQMOLA, Scale
from .tree import ZERENDI_DISTRICT, ZERENDI_NEIGHBOUR, all_units

DATA = Path(__file__).resolve().parents[2] / "data"
EDITIONS = ("2023", "2019-presence")
BELOW_REGIONS = (Level.DISTRICT, Level.OKRUG, Level.SETTLEMENT)
DEMO_ROLES = {"editor": "akimat", "district": "audan-akimi", "region": "oblys-akimi", "ministry": "taldaushy"}


class MixedRegister(Exception):
    """A real register is there: invented units would stand among its own."""


class AlreadyThere(Exception):
    """A demonstration of another scale is there; `found` describes it."""

    def __init__(self, found: str):
        super().__init__(found)
        self.found = found


@dataclass(frozen=True)
class Report:
    """What there is now; `made` is False when the demonstration was there already and nothing changed."""

    scale: str
    years: tuple[int, ...]
    settlements: int
    entries: int
    made: bool


def build_demonstration(scale: Scale, *, force: bool = False) -> Report:
    """Reference data, invented country, people and computed figures of SCALE. A second call changes nothing.

    Raises `AlreadyThere` when another scale was built, `MixedRegister` when a real register was imported and
    FORCE is not set.
    """
    load_catalogue()
    _load_standards()
    report = _already_built(scale) or _build(scale, force=force)
    for edition in Edition.objects.filter(code__in=EDITIONS):
        for year in scale.years:
            recompute_now(edition, year)
    return report


def _load_standards() -> None:
    """Editions and printed figures; a command that finds its data loaded already changes nothing."""
    quiet = io.StringIO()
    for edition in EDITIONS:
        call_command("load_edition", str(DATA / edition), stdout=quiet)
    call_command("load_published", stdout=quiet)


def _description(scale: Scale) -> str:
    return f"{scale.code} {scale.years[0]}-{scale.years[-1]}"


def _already_built(scale: Scale) -> Report | None:
    marker = ChangeSet.objects.filter(action=writing.ACTION, territory_code="KZ").order_by("pk").first()
    if marker is None:
        return None
    if marker.detail != _description(scale):
        raise AlreadyThere(marker.detail)
    return Report(scale.code, scale.years, 0, 0, made=False)


@transaction.atomic
def _build(scale: Scale, *, force: bool) -> Report:
    real = Territory.objects.filter(level__in=BELOW_REGIONS, demonstration=False)
    if not force and real.exists():
        raise MixedRegister
    open_change_set(writing.ACTION, origin=Origin.COMMAND, territory_code="KZ", detail=_description(scale))
    units = all_units(scale)
    writing.write_register(units)
    settlements = [unit for unit in units if unit.monitored]
    writing.write_profiles(settlements, scale.years)
    writing.write_campaigns(scale.years)
    people = _people()
    writing.write_returns(settlements, scale.years, people)
    entries = writing.write_entries(settlements, scale.years, item_lists(), people)
    return Report(scale.code, scale.years, len(settlements), entries, made=True)


def _people() -> dict[str, User]:
    make_demo_users(ZERENDI_DISTRICT, ZERENDI_NEIGHBOUR, f"{AQMOLA}0000000")
    return {part: User.objects.get(username=username) for part, username in DEMO_ROLES.items()}


def item_lists() -> dict[str, list[ListedMeasure]]:
    """What each status reports in the edition, with the printed percent of 2022 as the item's ease."""
    printed = dict(PublishedItem.objects.filter(year=2022).values_list("item_id", "percent"))
    lists: dict[str, list[ListedMeasure]] = {}
    listed = Requirement.objects.filter(edition_id=writing.EDITION).select_related("item").order_by("position")
    for row in listed:
        measure = ListedMeasure(
            row.item_id,
            row.item.measure,
            row.level == RequirementLevel.MANDATORY,
            float(printed.get(row.item_id, USUAL_EASE)),
        )
        lists.setdefault(row.status, []).append(measure)
    return lists
