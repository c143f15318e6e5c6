"""A district in the middle of a campaign: three items of the three measures, last year's entries, people."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from rss_portal.accounts.models import User
from rss_portal.changelog.services import open_change_set
from settlements.item_lists import ListedItem
from settlements.models import Campaign, Direction, InventoryEntry, Item, Territory
from tests.factories import make_campaign, make_country, make_profiles, make_user

YEAR = 2025
LISTED = [
    ListedItem("EDU-01", "mandatory", 1),
    ListedItem("EDU-02", "mandatory", 2),
    ListedItem("ENG-02", "mandatory", 3),
    ListedItem("CUL-02", "recommended", 4),
]


@dataclass
class World:
    """What the tests of entry and returns stand on."""

    places: dict[str, Territory]
    campaign: Campaign
    school: Item
    bus: Item
    water: Item
    cinema: Item
    editor: User
    district_head: User
    region_head: User
    ministry: User
    neighbour: User
    entrepreneur: User

    @property
    def village(self) -> Territory:
        return self.places["village_a"]

    def entry(self, item: Item, village: Territory | None = None, year: int = YEAR) -> InventoryEntry | None:
        return InventoryEntry.objects.filter(settlement=village or self.village, year=year, item=item).first()


def make_items() -> dict[str, Item]:
    made = {}
    directions = {
        "EDU": ("Білім беру", "Образование", "Education"),
        "ENG": ("Инженерлік инфрақұрылым", "Инженерная инфраструктура", "Engineering infrastructure"),
        "CUL": ("Мәдениет және спорт", "Культура и спорт", "Culture and sport"),
    }
    for position, (code, (kk, ru, en)) in enumerate(directions.items(), start=1):
        Direction.objects.create(code=code, name_kk=kk, name_ru=ru, name_en=en, position=position)
    rows = [
        ("EDU-01", "facility", "", "Білім беру мектептері", "Школы", "Schools"),
        (
            "EDU-02",
            "service",
            "",
            "Балаларды тегін тасымалдау",
            "Бесплатный подвоз детей",
            "Free transport of children",
        ),
        (
            "ENG-02",
            "network",
            "households",
            "Сумен жабдықтау жүйесі",
            "Система водоснабжения",
            "Water supply",
        ),
        ("CUL-02", "facility", "", "Кинотеатрлар", "Кинотеатры", "Cinemas"),
    ]
    for position, (code, measure, unit, kk, ru, en) in enumerate(rows, start=1):
        made[code] = Item.objects.create(
            code=code,
            direction_id=code[:3],
            measure=measure,
            unit=unit,
            name_kk=kk,
            name_ru=ru,
            name_en=en,
            position=position,
        )
    return made


def make_entry(settlement: Territory, year: int, item: Item, **values: Any) -> InventoryEntry:
    """An entry that was there before the test, without a history."""
    change_set = open_change_set("test.given", territory_code=settlement.kato)
    return InventoryEntry.objects.create(settlement=settlement, year=year, item=item, change_set=change_set, **values)


def make_world() -> World:
    places = make_country()
    for year in (YEAR - 1, YEAR):
        make_profiles(places, year)
    today = timezone.localdate()
    campaign = make_campaign(YEAR)
    Campaign.objects.filter(pk=YEAR).update(
        opens_on=today - timedelta(days=30),
        akimat_closes_on=today + timedelta(days=10),
        district_closes_on=today + timedelta(days=20),
        region_closes_on=today + timedelta(days=30),
        ministry_closes_on=today + timedelta(days=40),
    )
    campaign.refresh_from_db()
    items = make_items()
    make_entry(
        places["village_a"],
        YEAR - 1,
        items["EDU-01"],
        required=4,
        good=1,
        current_repair=0,
        capital_repair=2,
        emergency=0,
        lacking_equipment=0,
    )
    make_entry(places["village_a"], YEAR - 1, items["ENG-02"], total=400, covered=300)
    return World(
        places,
        campaign,
        items["EDU-01"],
        items["EDU-02"],
        items["ENG-02"],
        items["CUL-02"],
        editor=make_user("editor", "akimat_editor", "116000000", first_name="Айгүл", last_name="Сәрсенова"),
        district_head=make_user("district_head", "akimat_head", "116000000"),
        region_head=make_user("region_head", "akimat_head", "110000000"),
        ministry=make_user("ministry", "ministry_analyst", "KZ"),
        neighbour=make_user("neighbour", "akimat_editor", "113200000"),
        entrepreneur=make_user("entrepreneur", "entrepreneur", "KZ"),
    )
