"""Reads of the register and the campaigns that several pages share."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils import timezone

from rss_portal.accounts.choices import COUNTRY
from rss_portal.ui.folding import fold
from settlements.choices import Level
from settlements.models import Campaign, Territory
from settlements.scope import same_places

_DEPTH = {level: position for position, level in enumerate(Level.values)}
_LEVEL_ORDER = Case(
    *(When(level=level, then=Value(position)) for level, position in _DEPTH.items()),
    output_field=IntegerField(),
)


def get_territory(kato: str) -> Territory:
    """The unit with the code KATO ("KZ" for the country); raises `Territory.DoesNotExist`."""
    return Territory.objects.select_related("parent", "region__parent", "district", "okrug").get(kato=kato.upper())


def chain(territory: Territory) -> list[Territory]:
    """The units from the country down to TERRITORY, itself included."""
    codes = {COUNTRY, territory.region_id, territory.district_id, territory.okrug_id, territory.parent_id}
    codes.add(territory.kato)
    return _from_country_down(Territory.objects.filter(kato__in=codes - {None}), territory)


def chain_read_with(territory: Territory) -> list[Territory]:
    """`chain` of a unit from `get_territory`, which has read the units above together with it."""
    region = territory.region
    above = (territory.parent, region and region.parent, region, territory.district, territory.okrug)
    found = {unit.kato: unit for unit in above if unit}
    return _from_country_down(found.values(), territory) if COUNTRY in {territory.kato, *found} else chain(territory)


def _from_country_down(units: Iterable[Territory], lowest: Territory) -> list[Territory]:
    above = [unit for unit in units if unit.kato != lowest.kato]
    return [*sorted(above, key=lambda unit: (_DEPTH[unit.level], unit.kato)), lowest]


def last_day(year: int) -> date:
    """The day whose tree a year's figures are shown on."""
    return date(year, 12, 31)


def children(territory: Territory, year: int | None = None) -> list[Territory]:
    """The units directly below TERRITORY, on the tree of YEAR or, without it, on today's."""
    day = last_day(year) if year else timezone.localdate()
    return list(Territory.objects.filter(parent=territory).valid_on(day).order_by("kato"))


def campaign_years() -> list[int]:
    """Years that have a campaign, newest first."""
    return list(Campaign.objects.order_by("-year").values_list("year", flat=True))


def latest_published_year() -> int | None:
    """The newest year whose figures are open to everybody."""
    published = Campaign.objects.filter(published_at__isnull=False).order_by("-year")
    return published.values_list("year", flat=True).first()


def current_campaign() -> Campaign | None:
    """The newest campaign that has opened and is not published yet."""
    opened = Campaign.objects.filter(published_at=None, opens_on__lte=timezone.localdate())
    return opened.order_by("-year").first()


def codes_of_same_place(kato: str) -> set[str]:
    """KATO with the earlier and later codes of the same unit (recodings)."""
    return {unit.kato for unit in same_places([kato])}


def search_territories(text: str, limit: int = 20) -> list[Territory]:
    """Units in force whose name (kk or ru, folded) or code contains TEXT: names that begin with it first,
    then higher levels, then monitored settlements before sub-places."""
    wanted = fold(text)
    if not wanted:
        return []
    found = Territory.objects.filter(valid_to=None)
    for word in wanted.split():
        found = found.filter(search__contains=word)
    begins = Case(
        When(Q(search__contains=f"|{wanted}") | Q(search__contains=f" {wanted}"), then=0),
        default=1,
        output_field=IntegerField(),
    )
    ordered = found.alias(begins=begins, depth=_LEVEL_ORDER).order_by("begins", "depth", "-monitored", "kato")
    return list(ordered.select_related("region", "district")[:limit])
