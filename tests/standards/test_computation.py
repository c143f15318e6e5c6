"""The figures computed in the database are exactly those of the rules, on random inventories."""

import random
from decimal import Decimal

import pytest

from rss_portal.changelog.services import open_change_set
from settlements.choices import Status
from settlements.models import InventoryEntry, Item, SettlementYear
from standards.compute.exactness import exact_provisions
from standards.compute.plan import load_plan
from standards.compute.small import sums_by_rules
from standards.models import DirectionRollup, Edition, ItemRollup, SettlementProvision
from standards.queries.selection import Selection
from standards.queries.sums import computed_sums
from standards.rules.rounding import to_e4
from standards.services.recompute import recompute_now, recompute_settlements
from tests.factories import make_profile, make_territory

from .conftest import YEAR

VARIANTS = {
    "reference": {},
    "presence": {"method": "presence"},
    "missing left out": {"parameters": {"missing": "exclude"}},
    "weighted": {
        "parameters": {"item_weights": {"EDU-01": 3, "ROA-01": "0.7"}, "direction_weights": {"ENG": "0.3", "HLT": 2}}
    },
    "five shares": {"parameters": {"facility": {"method": "listed_shares"}, "targets": {"ENG-02": "0.8"}}},
    "product, weighted, missing left out": {
        "parameters": {
            "facility": {"method": "product", "p": "0.3", "c": {"emergency": "0.2"}},
            "network": {"w": "0.25"},
            "missing": "exclude",
            "item_weights": {"CUL-01": "1.5"},
        }
    },
}


@pytest.fixture
def villages(country):
    """Thirty more villages in three districts, with statuses of every kind."""
    chance = random.Random(7)
    for number in range(30):
        district = country[("north_1", "north_2", "south_1")[number % 3]]
        village = make_territory(
            f"{district.kato[:4]}9{number:02d}00", "settlement", "village", f"№ {number}", district, monitored=True
        )
        make_profile(village, YEAR, chance.choice(Status.values), chance.choice([None, 0, 40, 900, 20_000]))
    return SettlementYear.objects.filter(year=YEAR)


def random_values(chance: random.Random, measure: str) -> dict:
    if measure == "facility":
        counts = [chance.choice([0, 0, 1, 1, 2, 3]) for _ in range(4)]
        names = ("good", "current_repair", "capital_repair", "emergency")
        return {
            "required": chance.choice([None, 0, 1, 2, 5]),
            **{name: count or chance.choice([None, 0]) for name, count in zip(names, counts, strict=True)},
            "lacking_equipment": chance.randint(0, sum(counts)),
        }
    if measure == "network":
        total = chance.choice([0, 1, 40, 300, 812, None])
        covered = chance.randint(0, total or 0)
        return {"total": total, "covered": covered, "normative": chance.choice([None, chance.randint(0, covered)])}
    return {
        "available": chance.choice([None, True, False]),
        "share_served": chance.choice([None, Decimal("33.33"), Decimal(100), Decimal(0)]),
    }


@pytest.fixture(params=[1, 2])
def inventory(request, villages):
    """Entries of random items with random values; one village in eight has none at all."""
    chance = random.Random(request.param)
    change_set = open_change_set("tests.fill", origin="command")
    measures = dict(Item.objects.values_list("code", "measure"))
    rows = []
    for profile in villages:
        if chance.random() < 0.125:
            continue
        fullness = chance.choice([0.1, 0.8, 1])
        for code, measure in measures.items():
            if chance.random() > fullness:
                continue
            values = random_values(chance, measure)
            reason = chance.choice(["", "", "", "natural"])
            rows.append(
                InventoryEntry(
                    settlement_id=profile.settlement_id, year=YEAR, item_id=code, change_set=change_set,
                    na_reason=reason, na_approved=bool(reason) and chance.random() < 0.5, **values,
                )
            )  # fmt: skip
    InventoryEntry.objects.bulk_create(rows)
    return rows


def changed_edition(variant: str) -> Edition:
    edition = Edition.objects.get(pk="2023")
    for name, value in VARIANTS[variant].items():
        setattr(edition, name, value)
    edition.revision += 1
    edition.save()
    return edition


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_database_gives_exactly_what_the_rules_give(inventory, variant):
    edition = changed_edition(variant)
    run = recompute_now(edition, YEAR)
    rows = {row.settlement_id: row for row in SettlementProvision.objects.filter(run=run)}
    assert len(rows) == SettlementYear.objects.filter(year=YEAR).count()
    plan = load_plan(edition)
    for code, exact in exact_provisions(plan, YEAR, {code: row.status for code, row in rows.items()}):
        row = rows[code]
        assert (row.percent_e4, row.recommended_e4, row.band) == (
            to_e4(exact.percent), to_e4(exact.recommended), exact.band,
        ), code  # fmt: skip
        assert (row.counted, row.expected, row.entered) == (exact.counted, exact.expected, exact.entered), code


@pytest.mark.parametrize("variant", VARIANTS)
def test_kept_sums_are_those_of_the_rules(inventory, variant):
    edition = changed_edition(variant)
    run = recompute_now(edition, YEAR)
    settlements = SettlementProvision.objects.filter(run=run).values_list("settlement_id", "status", "population")
    directions, items = sums_by_rules(load_plan(edition), YEAR, settlements)
    assert sum_up(DirectionRollup, run, "direction_id", "settlements", "sum_e4") == sorted(directions)
    assert sum_up(
        ItemRollup, run, "item_id", "settlements", "sum_e4", "missing_settlements", "missing_people"
    ) == sorted(items)


def test_sums_computed_for_reading_are_the_kept_ones(inventory, country):
    edition = Edition.objects.get(pk="2023")
    run = recompute_now(edition, YEAR)
    directions, items = computed_sums(Selection(country["country"], YEAR, edition))
    assert sum_up(DirectionRollup, run, "direction_id", "settlements", "sum_e4") == sorted(directions)
    assert len(items) == ItemRollup.objects.filter(run=run).values("item").distinct().count()


def sum_up(model, run, key, *columns):
    sums: dict[str, list[int]] = {}
    for code, *values in model.objects.filter(run=run).values_list(key, *columns):
        found = sums.setdefault(code, [0] * len(values))
        sums[code] = [old + value for old, value in zip(found, values, strict=True)]
    return sorted((code, *values) for code, values in sums.items())


def snapshot(run_id: int) -> list:
    """Every row of a run, comparable with another run's."""
    found = []
    for model in (SettlementProvision, DirectionRollup, ItemRollup):
        names = [one.attname for one in model._meta.concrete_fields if one.name not in ("id", "run")]
        found.append(sorted(model.objects.filter(run_id=run_id).values_list(*names), key=str))
    return found


def test_saving_one_settlement_after_another_gives_what_a_full_computation_gives(inventory, country):
    edition = Edition.objects.get(pk="2023")
    run = recompute_now(edition, YEAR)
    chance = random.Random(99)
    for profile in SettlementYear.objects.filter(year=YEAR):
        entry = InventoryEntry.objects.filter(settlement_id=profile.settlement_id).first()
        if entry:
            for name, value in random_values(chance, entry.item.measure).items():
                setattr(entry, name, value)
            entry.change_set = open_change_set("tests.change", origin="command")
            entry.save()
            recompute_settlements(edition, YEAR, [profile.settlement_id])
    kept = snapshot(run.pk)
    fresh = recompute_now(edition, YEAR)
    assert fresh.pk != run.pk
    assert snapshot(fresh.pk) == kept
