"""A small computed country for the dashboards: two published years and one that is not."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from rss_portal.accounts.models import User
from rss_portal.changelog.services import open_change_set
from settlements.choices import Measure
from settlements.item_lists import listed_items
from settlements.models import InventoryEntry, Item, Territory
from settlements.rules.names import search_text
from settlements.services.catalogue import load_catalogue
from standards.models import Edition, PublishedItem, PublishedProvision
from standards.services.editions import load_shipped
from standards.services.recompute import recompute_now
from tests.factories import make_campaign, make_country, make_profiles, make_user

OLD, PUBLISHED, OPEN = 2023, 2024, 2025
# How many of ten items of a settlement are in good order, by year.
SHARES = {"village_a": (9, 10, 10), "village_b": (4, 5, 5), "village_c": (2, 3, 4), "village_d": (7, 6, 6)}


@dataclass
class World:
    """The country by the keys of `make_country`, the two editions and the person who entered everything."""

    country: dict[str, Territory]
    edition: Edition
    presence: Edition
    clerk: User


def make_world() -> World:
    """Settlements with entries of three years, figures by both editions; the city has no return in 2025."""
    load_catalogue()
    load_shipped()
    country = make_country()
    for territory in country.values():
        territory.search = search_text(territory.kato, territory.name_kk)
        territory.save(update_fields=["search"])
    clerk = make_user("clerk", "akimat_editor", "116000000", first_name="Айгүл", last_name="Серікова")
    for year in (OLD, PUBLISHED, OPEN):
        make_campaign(year, published_at=None if year == OPEN else timezone.now())
        profiles = make_profiles(country, year)
        for key, profile in profiles.items():
            if key != "city" or year != OPEN:
                share = SHARES.get(key, (8, 8, 8))[year - OLD]
                _enter(country[key], year, profile.status, share, clerk)
    world = World(country, Edition.objects.get(code="2023"), Edition.objects.get(code="2019-presence"), clerk)
    for year in (OLD, PUBLISHED, OPEN):
        recompute_now(world.edition, year)
        recompute_now(world.presence, year)
    _publish()
    return world


def _enter(settlement: Territory, year: int, status: str, share: int, clerk: User) -> None:
    change_set = open_change_set("tests.enter", actor=clerk, origin="xlsx", detail="zerendi.xlsx")
    items = Item.objects.in_bulk()
    InventoryEntry.objects.bulk_create(
        InventoryEntry(
            settlement=settlement,
            year=year,
            item_id=listed.item_code,
            change_set=change_set,
            **_values(items[listed.item_code], good=position % 10 < share),
        )
        for position, listed in enumerate(listed_items("2023", status))
    )


def _values(item: Item, *, good: bool) -> dict[str, Any]:
    if item.measure == Measure.FACILITY:
        counts = {"good": 1} if good else {"good": 0, "cost_thousand_tenge": 1500}
        return {
            "required": 1,
            "current_repair": 0,
            "capital_repair": 0,
            "emergency": 0,
            "lacking_equipment": 0,
            **counts,
        }
    if item.measure == Measure.NETWORK:
        return {"total": 100, "covered": 100 if good else 40, "normative": 40}
    return {"available": good}


def _publish() -> None:
    for scope, percent in (("all", "59.5"), ("rural", "86.8"), ("urban", "73.5")):
        PublishedProvision.objects.create(
            year=PUBLISHED,
            territory_code="110000000",
            scope=scope,
            percent=percent,
            edition_label="2023",
            source="слайд 7",
        )
        PublishedProvision.objects.create(
            year=PUBLISHED,
            territory_code="KZ",
            scope=scope,
            percent="66.1",
            edition_label="2023",
            source="слайд 7",
        )
    PublishedItem.objects.create(year=2022, item_id="EDU-01", percent="83.1", source="слайд 9")
