"""Recomputation: at once for what was saved, in the background for a territory (spec 20, section 5)."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from rss_portal.access import require
from rss_portal.jobs.models import Job
from settlements.models import Campaign, Territory
from standards.choices import RunState
from standards.compute.chunks import WHOLE, Chunk, district_chunk, places_of, regions_of_year
from standards.compute.engine import compute_chunk
from standards.compute.plan import Plan, load_plan
from standards.models import Edition, Run, Series

from .runs import (
    compute_region,
    locked_series,
    new_run,
    note_unchanged,
    regions_left,
    restart,
    switch_over,
    touch,
)

JOB_KIND = "standards.recompute"
# From this many districts on the whole country is computed by one pass.
MANY_DISTRICTS = 60


def start(user: Any, edition: Edition, year: int, territory: Territory) -> Job:
    """Queue the recomputation of TERRITORY; `Refused` when USER may not."""
    from rss_portal.jobs.services import enqueue

    require(user, JOB_KIND, territory)
    arguments = {"edition_code": edition.pk, "year": year, "territory_code": territory.pk}
    with transaction.atomic():
        return enqueue(JOB_KIND, arguments, owner=user, territory_code=territory.pk)


def wanted_regions(territory_code: str) -> list[str] | None:
    """Regions to compute anew for a territory: None for all of the country."""
    if territory_code == "KZ":
        return None
    territory = Territory.objects.get(pk=territory_code)
    return [territory.region_id or ""]


def recompute_now(
    edition: Edition, year: int, territory: Territory | None = None, *, force: bool = False, user: Any = None
) -> Run:
    """Compute TERRITORY (the country by default) here, in one transaction, and switch over.

    A run in state "unchanged" comes back when inputs and edition are those of the current run, unless FORCE.
    """
    code = territory.pk if territory else "KZ"
    plan = load_plan(edition)
    with transaction.atomic():
        series = locked_series(edition, year)
        values = {"territory_code": code, "started_by": user}
        unchanged = None if force else note_unchanged(series, **values)
        if unchanged:
            return unchanged
        run = new_run(series, **values)
        wanted = wanted_regions(code)
        if wanted is None or series.current_run_id is None:
            compute_chunk(run.pk, plan, year, WHOLE)
            run.regions_done = regions_of_year(year)
            run.save(update_fields=["regions_done"])
        else:
            for region in regions_left(run):
                compute_region(run, plan, region, wanted)
        switch_over(run)
    return Run.objects.get(pk=run.pk)


@transaction.atomic
def recompute_settlements(edition: Edition, year: int, katos: Iterable[str]) -> None:
    """Bring the figures of the settlements KATOS, and of their districts, up to date in the caller's
    transaction: in the run that everybody sees and in any that is being built.

    Costs one district, whatever the size of the country: figures of regions and of the country are sums over
    the districts' rows. The first save of a year computes the country once.
    """
    series = locked_series(edition, year)
    plan = load_plan(edition)
    if series.current_run_id is None:
        recompute_now(edition, year, force=True)
        return
    places = places_of(year, katos)
    if not places:
        return
    chunk = district_chunk(places) if len(places) <= MANY_DISTRICTS else WHOLE
    compute_chunk(series.current_run_id, plan, year, chunk)
    _follow_in_building_runs(series, plan, places, chunk)
    touch(series)


def _follow_in_building_runs(
    series: Series, plan: Plan, places: list[tuple[str | None, str | None]], chunk: Chunk
) -> None:
    """Repeat the change in the regions that a run being built has behind it; the others will read it anyway."""
    for run in Run.objects.select_for_update().filter(series=series, state=RunState.BUILDING):
        done = [place for place in places if (place[0] or "") in run.regions_done]
        if chunk is WHOLE:
            restart(run)
        elif done:
            compute_chunk(run.pk, plan, series.year, district_chunk(done))


@transaction.atomic
def recompute_whole(edition: Edition, year: int) -> None:
    """Compute the country anew in the caller's transaction, into the run that everybody sees."""
    series = locked_series(edition, year)
    if series.current_run_id is None:
        recompute_now(edition, year, force=True)
        return
    compute_chunk(series.current_run_id, load_plan(edition), year, WHOLE)
    for run in Run.objects.select_for_update().filter(series=series, state=RunState.BUILDING):
        restart(run)
    touch(series)


def editions_of_year(year: int) -> list[Edition]:
    """The editions whose figures of YEAR are kept: those that have a series, and the campaign's own."""
    codes = set(Series.objects.filter(year=year, current_run__isnull=False).values_list("edition_id", flat=True))
    campaign = Campaign.objects.filter(year=year).first()
    if campaign:
        codes.add(campaign.edition_code)
    return list(Edition.objects.filter(pk__in=codes).order_by("pk"))


__all__ = [
    "JOB_KIND",
    "editions_of_year",
    "recompute_now",
    "recompute_settlements",
    "recompute_whole",
    "start",
    "wanted_regions",
]
