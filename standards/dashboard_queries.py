"""Reads that one page each needs, beside the figures of `standards.queries`."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Abs, Cast

from settlements.choices import Level
from settlements.models import InventoryEntry, Item, SettlementYear, Territory, TerritoryBoundary
from standards.choices import RequirementLevel, Scope
from standards.figures import ItemState
from standards.models import (
    DirectionRollup,
    Edition,
    ItemRollup,
    PublishedBand,
    PublishedItem,
    PublishedProvision,
    Requirement,
    SettlementProvision,
)
from standards.queries import Selection
from standards.queries.rows import LevelRows, columns_of
from standards.rules.rounding import mean_e4

MOST_ON_MAP = 200
NEXT_LEVEL = {Level.COUNTRY: "region", Level.REGION: "district"}


@dataclass(frozen=True)
class PlaceShare:
    """One item or direction in one unit: the mean in ten-thousandths over `settlements`."""

    territory: Territory
    mean_e4: int | None
    settlements: int
    missing_settlements: int = 0
    missing_people: int = 0


@dataclass(frozen=True)
class YearPercent:
    """Percent of one settlement in a year."""

    year: int
    percent_e4: int | None
    band: str


@dataclass(frozen=True)
class Neighbour:
    """A settlement near by that has what is missing here; `same_okrug` ones come first."""

    settlement: Territory
    same_okrug: bool


def _scope_filter(scope: str) -> dict[str, bool]:
    return {} if scope == Scope.ALL else {"urban": scope == Scope.URBAN}


@dataclass(frozen=True)
class ScopeMean:
    """Mean of the urban or the rural settlements, each counting once."""

    mean_e4: int | None
    counted: int


def scope_means(read: LevelRows) -> dict[str, ScopeMean]:
    """Means of "urban" and "rural" in the territory that READ is of, whatever its own scope."""
    percents: dict[bool, list[int]] = {False: [], True: []}
    _units, _codes, urban, _people, percents_e4, *_rest = columns_of(read.whole)
    for is_urban, percent in zip(urban, percents_e4, strict=True):
        if percent is not None:
            percents[is_urban].append(percent)
    return {
        scope: ScopeMean(mean_e4(sum(percents[is_urban]), len(percents[is_urban])), len(percents[is_urban]))
        for scope, is_urban in ((Scope.RURAL, False), (Scope.URBAN, True))
    }


def item_through_places(selection: Selection, run_id: int, item: Item) -> list[PlaceShare]:
    """ITEM in every unit of the next level, highest mean first."""
    rows = ItemRollup.objects.filter(run_id=run_id, item=item)
    extra = {"missing": Sum("missing_settlements"), "people": Sum("missing_people")}
    return _through_places(selection, rows, extra)


def direction_through_places(selection: Selection, run_id: int, direction_code: str) -> list[PlaceShare]:
    """A direction in every unit of the next level, highest mean first."""
    rows = DirectionRollup.objects.filter(run_id=run_id, direction_id=direction_code)
    return _through_places(selection, rows, {})


def _through_places(selection: Selection, rows: QuerySet[Any], extra: dict[str, Any]) -> list[PlaceShare]:
    level = NEXT_LEVEL.get(Level(selection.territory.level), "district")
    inside = rows.filter(**selection.territory.subtree_filter(), **_scope_filter(selection.scope))
    sums = inside.values(f"{level}_id").annotate(total=Sum("sum_e4"), count=Sum("settlements"), **extra)
    found = {row[f"{level}_id"]: row for row in sums.order_by() if row[f"{level}_id"]}
    shares = [
        PlaceShare(
            place,
            mean_e4(found[place.kato]["total"], found[place.kato]["count"]),
            found[place.kato]["count"],
            found[place.kato].get("missing") or 0,
            found[place.kato].get("people") or 0,
        )
        for place in Territory.objects.filter(kato__in=found)
    ]
    return sorted(shares, key=lambda share: (-(share.mean_e4 or 0), share.territory.name_kk))


def _has() -> Q:
    """The condition "something of the item exists" on an entry, alike for the three measures."""
    facility = Q(good__gt=0) | Q(current_repair__gt=0) | Q(capital_repair__gt=0) | Q(emergency__gt=0)
    service = Q(share_served__gt=0) | Q(share_served__isnull=True, available=True)
    return facility | Q(covered__gt=0) | service


def settlements_without(selection: Selection, run_id: int, item: Item) -> QuerySet[SettlementProvision]:
    """Settlements with a return where the mandatory ITEM does not exist at all, most people first."""
    statuses = Requirement.objects.filter(
        edition=selection.edition, item=item, level=RequirementLevel.MANDATORY
    ).values("status")
    entries = InventoryEntry.objects.filter(settlement_id=OuterRef("settlement_id"), year=selection.year, item=item)
    settled = entries.filter(_has() | Q(na_approved=True) & ~Q(na_reason=""))
    rows = SettlementProvision.objects.filter(
        run_id=run_id,
        percent_e4__isnull=False,
        status__in=statuses,
        **selection.territory.subtree_filter(),
        **_scope_filter(selection.scope),
    )
    rows = rows.filter(~Exists(settled)).select_related("settlement", "region", "district")
    return rows.order_by(F("population").desc(nulls_last=True), "settlement_id")


def statuses_listing(edition: Edition, item: Item) -> dict[str, str]:
    """Level ("mandatory", "recommended") of ITEM by status in EDITION."""
    rows = Requirement.objects.filter(edition=edition, item=item)
    return dict(rows.values_list("status", "level"))


def published_of_item(item: Item) -> PublishedItem | None:
    """The newest printed percent of ITEM."""
    return PublishedItem.objects.filter(item=item).order_by("-year").first()


def published_of_items() -> dict[str, PublishedItem]:
    """The newest printed percent of every item by its code."""
    return {row.item_id: row for row in PublishedItem.objects.order_by("year")}


def published_provision(territory: Territory | None = None) -> list[PublishedProvision]:
    """Printed percents of TERRITORY, or of every territory, in all years and scopes."""
    rows = PublishedProvision.objects.all()
    return list(rows.filter(territory_code=territory.kato) if territory else rows)


def published_bands() -> list[PublishedBand]:
    """Printed bands of villages, by year."""
    return list(PublishedBand.objects.order_by("year", "band"))


@dataclass(frozen=True)
class OddPublished:
    """A printed total that does not lie between its urban and its rural part."""

    territory: Territory | None
    year: int
    rural: Decimal
    urban: Decimal
    total: Decimal
    source: str


def odd_published(printed: Iterable[PublishedProvision], known: Mapping[str, Territory]) -> list[OddPublished]:
    """Totals among PRINTED outside the range of their parts: a mean cannot lie there (spec 20.4). KNOWN are the
    territories that need not be read again."""
    by_place: dict[tuple[int, str], dict[str, PublishedProvision]] = defaultdict(dict)
    for row in printed:
        by_place[row.year, row.territory_code][row.scope] = row
    complete = {key: rows for key, rows in by_place.items() if len(rows) == len(Scope.values)}
    odd = {key: rows for key, rows in complete.items() if not _between(rows)}
    unknown = {code for _year, code in odd} - set(known)
    places = {**known, **(Territory.objects.in_bulk(unknown) if unknown else {})}
    return [
        OddPublished(
            places.get(code),
            year,
            rows[Scope.RURAL].percent,
            rows[Scope.URBAN].percent,
            rows[Scope.ALL].percent,
            rows[Scope.ALL].source,
        )
        for (year, code), rows in sorted(odd.items())
    ]


def _between(rows: dict[str, PublishedProvision]) -> bool:
    parts = sorted([rows[Scope.RURAL].percent, rows[Scope.URBAN].percent])
    return parts[0] <= rows[Scope.ALL].percent <= parts[1]


def settlement_history(selection: Selection) -> list[YearPercent]:
    """Percents of the selection's settlement by its edition in every computed year, oldest first."""
    years = {run_id: year for year, run_id in selection.known_runs().items()}
    rows = SettlementProvision.objects.filter(run_id__in=list(years), settlement=selection.territory)
    found = rows.values_list("run_id", "percent_e4", "band")
    return sorted((YearPercent(years[run], percent, band) for run, percent, band in found), key=lambda one: one.year)


def is_missing(state: ItemState) -> bool:
    """Whether the item counts nothing at all here."""
    return state.score_e4 == 0


def neighbours_having(profile: SettlementYear, items: list[Item]) -> dict[str, list[Neighbour]]:
    """For every one of ITEMS the other settlements of the district that have it, the same okrug first."""
    if not profile.district_id or not items:
        return {}
    around = Territory.objects.filter(years__year=profile.year, years__district_id=profile.district_id)
    entries = (
        InventoryEntry.objects.filter(_has(), year=profile.year, item__in=items, settlement__in=around)
        .exclude(settlement_id=profile.settlement_id)
        .select_related("settlement")
        .only(
            "item_id",
            "settlement__kato",
            "settlement__name_kk",
            "settlement__name_ru",
            "settlement__name_en",
            "settlement__okrug_id",
            "settlement__level",
            "settlement__monitored",
        )
    )
    found: dict[str, list[Neighbour]] = defaultdict(list)
    for entry in entries:
        same = bool(profile.okrug_id) and entry.settlement.okrug_id == profile.okrug_id
        found[entry.item_id].append(Neighbour(entry.settlement, same))
    return {code: sorted(rows, key=_nearest) for code, rows in found.items()}


def _nearest(neighbour: Neighbour) -> tuple[bool, str]:
    return (not neighbour.same_okrug, neighbour.settlement.name_kk)


def located_around(settlement: Territory) -> list[Territory]:
    """Other monitored settlements of its district (a town: of its region's part without districts) on the map."""
    place = {"district_id": settlement.district_id, "region_id": settlement.region_id}
    found = Territory.objects.filter(**place, monitored=True, valid_to=None, latitude__isnull=False)
    return list(found.exclude(pk=settlement.pk).order_by("pk")[:MOST_ON_MAP])


def boundaries_of(territories: list[Territory]) -> dict[str, TerritoryBoundary]:
    """Loaded boundaries by КАТО; empty when none were imported."""
    rows = TerritoryBoundary.objects.filter(territory__in=territories)
    return {row.territory_id: row for row in rows}


def editions_with_counts() -> list[tuple[Edition, dict[str, dict[str, int]]]]:
    """Every edition with the number of its items by status and level."""
    counts: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(int)))
    for edition, status, level in Requirement.objects.values_list("edition_id", "status", "level"):
        counts[edition][status][level] += 1
    return [(edition, counts[edition.code]) for edition in Edition.objects.order_by("-in_force_from", "code")]


def requirement_matrix(edition: Edition) -> list[tuple[Item, dict[str, Requirement]]]:
    """Items on any list of EDITION in the order of the catalogue, with their requirement by status."""
    rows: dict[str, dict[str, Requirement]] = defaultdict(dict)
    items: dict[str, Item] = {}
    for row in Requirement.objects.filter(edition=edition).select_related("item__direction"):
        items[row.item_id] = row.item
        rows[row.item_id][row.status] = row
    return [(item, rows[item.code]) for item in sorted(items.values(), key=lambda item: item.position)]


@dataclass(frozen=True)
class ListDifference:
    """An item whose level differs between two editions for a status; "" is "not on the list"."""

    item: Item
    status: str
    before: str
    after: str


def list_differences(first: Edition, second: Edition) -> list[ListDifference]:
    """How the lists of SECOND differ from those of FIRST, by status and item."""
    levels: dict[str, dict[tuple[str, str], str]] = {first.code: {}, second.code: {}}
    for row in Requirement.objects.filter(edition__in=[first, second]):
        levels[row.edition_id][row.status, row.item_id] = row.level
    before, after = levels[first.code], levels[second.code]
    differing = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    items = Item.objects.in_bulk({code for _status, code in differing})
    rows = [
        ListDifference(items[code], status, before.get((status, code), ""), after.get((status, code), ""))
        for status, code in differing
    ]
    return sorted(rows, key=lambda row: (row.status, row.item.position))


@dataclass(frozen=True)
class RunComparison:
    """Two computations side by side: how many settlements rose, fell, stayed, and those that changed most."""

    rose: int
    fell: int
    same: int
    mean_before_e4: int | None
    mean_after_e4: int | None
    changed: list[SettlementProvision]  # with `before_e4` and `change_e4`


def compare_runs(before_id: int, after_id: int, *, most: int = 20) -> RunComparison:
    """Percents of the settlements that both runs counted, the greatest differences first."""
    earlier = SettlementProvision.objects.filter(run_id=before_id, settlement_id=OuterRef("settlement_id"))
    rows = SettlementProvision.objects.filter(run_id=after_id, percent_e4__isnull=False).annotate(
        before_e4=Subquery(earlier.values("percent_e4")[:1])
    )
    rows = rows.filter(before_e4__isnull=False).annotate(
        change_e4=Cast(F("percent_e4"), BigIntegerField()) - Cast(F("before_e4"), BigIntegerField())
    )
    sums = rows.aggregate(
        rose=Count("id", filter=Q(change_e4__gt=0)),
        fell=Count("id", filter=Q(change_e4__lt=0)),
        same=Count("id", filter=Q(change_e4=0)),
        before=Sum("before_e4"),
        after=Sum("percent_e4"),
    )
    count = sums["rose"] + sums["fell"] + sums["same"]
    changed = rows.exclude(change_e4=0).select_related("settlement", "district")
    return RunComparison(
        sums["rose"],
        sums["fell"],
        sums["same"],
        mean_e4(sums["before"] or 0, count),
        mean_e4(sums["after"] or 0, count),
        list(changed.order_by(Abs("change_e4").desc(), "settlement_id")[:most]),
    )
