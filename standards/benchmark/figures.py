"""T2 and T6: one save, and everything anew."""

import itertools
from typing import Any

from django.db import connection

from rss_portal.accounts.models import User
from settlements.models import InventoryEntry, Item
from settlements.queries import chain, get_territory
from settlements.services.entries import save_entry
from standards import queries
from standards.models import Edition
from standards.services.demonstration.tree import ZERENDI_VILLAGE
from standards.services.recompute import recompute_now

from .measuring import Measured, in_child, p95, seconds_of

SAVES = 60


def measure_save(user: User, edition: Edition, year: int, years: int) -> Measured:
    """One cell changed, then the figures of its settlement, district, region and country read again."""

    def work() -> float:
        settlement, item = get_territory(ZERENDI_VILLAGE), Item.objects.get(pk="EDU-01")
        places = chain(settlement)
        values = itertools.cycle(({"good": 2, "capital_repair": 1}, {"good": 1, "capital_repair": 2}))
        seen: list[Any] = []

        def save_and_look() -> None:
            save_entry(user, settlement, year, item, next(values), seen_version=None, note_on_warning="өлшеу")
            seen.append([queries.territory_figures(queries.Selection(one, year, edition)).mean_e4 for one in places])

        taken = p95(save_and_look, SAVES)
        if seen[0] == seen[1] or seen[0] != seen[2]:
            raise RuntimeError("the figures do not follow what was saved")
        return taken

    taken, peak = in_child(work)
    return Measured("T2", f"one cell to country figures, p95, {years} years", taken, target=0.3, peak_megabytes=peak)


def measure_recompute(edition: Edition, years: tuple[int, ...]) -> Measured:
    """Every year computed anew, against one pass of the database over the same entries."""

    def work() -> float:
        return seconds_of(lambda: [recompute_now(edition, year, force=True) for year in years])

    floor, _ = in_child(lambda: seconds_of(one_pass))
    taken, peak = in_child(work)
    return Measured(
        "T6",
        f"everything recomputed, {len(years)} years",
        taken,
        target=2.0,
        rows=InventoryEntry.objects.count(),
        floor=floor,
        floor_ratio=2.0,
        peak_megabytes=peak,
    )


def one_pass() -> None:
    """Sums over every entry by settlement and year: what any computation must at least do."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT year, settlement_id, count(*), sum(good), sum(required), sum(covered), sum(total), "
            f"sum(normative), sum(CASE WHEN available THEN 1 ELSE 0 END) "
            f"FROM {InventoryEntry._meta.db_table} GROUP BY year, settlement_id"
        )
        cursor.fetchall()
