"""Which settlements are computed together: a part of the country that owns its rollup rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from settlements.models import SettlementYear


@dataclass(frozen=True)
class Chunk:
    """The whole country, a region, or some districts, by a condition on region_id, district_id.

    `condition` has one %s for each of `values`; {} stands for the prefix of the columns.
    """

    condition: str
    values: tuple[str, ...] = ()

    def where(self, prefix: str = "") -> str:
        return self.condition.replace("{}", prefix)


WHOLE = Chunk("1 = 1")


def region_chunk(region: str) -> Chunk:
    """A region by its code; "" takes the settlements without a region."""
    return Chunk("{}region_id = %s", (region,)) if region else Chunk("{}region_id IS NULL")


def district_chunk(places: Iterable[tuple[str | None, str | None]]) -> Chunk:
    """Districts given as (region, district); a None district is what stands directly in the region."""
    parts, values = [], []
    for region, district in sorted(set(places), key=str):
        if district:
            parts.append("{}district_id = %s")
            values.append(district)
        elif region:
            parts.append("({}district_id IS NULL AND {}region_id = %s)")
            values.append(region)
        else:
            parts.append("({}district_id IS NULL AND {}region_id IS NULL)")
    return Chunk(f"({' OR '.join(parts)})", tuple(values))


def regions_of_year(year: int) -> list[str]:
    """Codes of the regions that have monitored settlements in YEAR, "" for settlements without one."""
    found = SettlementYear.objects.filter(year=year, monitored=True).values_list("region_id", flat=True).distinct()
    return sorted(code or "" for code in found)


def places_of(year: int, settlements: Iterable[str]) -> list[tuple[str | None, str | None]]:
    """(region, district) of SETTLEMENTS (КАТО) in YEAR, each once."""
    found = SettlementYear.objects.filter(year=year, settlement__in=list(settlements))
    return list(found.values_list("region_id", "district_id").distinct())
