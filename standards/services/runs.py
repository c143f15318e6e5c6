"""Runs: the steps from an empty run to the one that everybody sees."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from standards.choices import RunState
from standards.compute.chunks import Chunk, region_chunk, regions_of_year
from standards.compute.engine import compute_chunk
from standards.compute.inputs import inputs_revision
from standards.compute.plan import Plan
from standards.compute.tables import run as execute
from standards.models import DirectionRollup, Edition, ItemRollup, Run, Series, SettlementProvision

RUNS_KEPT = 5
RESULTS = (SettlementProvision, DirectionRollup, ItemRollup)


def locked_series(edition: Edition, year: int) -> Series:
    """The series with its row locked to the end of the transaction; made when there is none."""
    Series.objects.get_or_create(edition=edition, year=year)
    return Series.objects.select_for_update().get(edition=edition, year=year)


def touch(series: Series) -> None:
    """Tell that a visible figure of the series changed."""
    Series.objects.filter(pk=series.pk).update(version=F("version") + 1, computed_at=timezone.now())


def new_run(series: Series, **values: Any) -> Run:
    edition = series.edition
    return Run.objects.create(
        series=series,
        edition_revision=edition.revision,
        inputs_revision=inputs_revision(edition, series.year),
        **values,
    )


def note_unchanged(series: Series, **values: Any) -> Run | None:
    """A finished run that says so, when the current one has the same inputs; else None."""
    current = series.current_run
    if current is None or current.inputs_revision != inputs_revision(series.edition, series.year):
        return None
    return Run.objects.create(
        series=series,
        state=RunState.UNCHANGED,
        inputs_revision=current.inputs_revision,
        edition_revision=current.edition_revision,
        settlements=current.settlements,
        finished_at=timezone.now(),
        **values,
    )


def compute_region(run: Run, plan: Plan, region: str, wanted: Iterable[str] | None) -> None:
    """Fill one region of RUN under the series' lock: computed when it is WANTED (None: all), else taken over
    from the current run. Repeating it gives the same rows."""
    series = locked_series(plan.edition, run.series.year)
    run = Run.objects.select_for_update().get(pk=run.pk)
    chunk = region_chunk(region)
    if wanted is None or region in wanted or series.current_run_id is None:
        compute_chunk(run.pk, plan, series.year, chunk)
    else:
        take_over(series.current_run_id, run.pk, chunk)
    run.regions_done = [*(one for one in run.regions_done if one != region), region]
    run.save(update_fields=["regions_done"])


def take_over(source_id: int, run_id: int, chunk: Chunk) -> None:
    """Copy the rows of CHUNK from one run into another, in place of what is there."""
    for model in RESULTS:
        table = model._meta.db_table
        columns = ", ".join(str(one.column) for one in model._meta.concrete_fields if one.name not in ("id", "run"))
        execute(f"DELETE FROM {table} WHERE run_id = %s AND {chunk.where()}", (run_id, *chunk.values))
        execute(
            f"INSERT INTO {table} (run_id, {columns}) SELECT %s, {columns} FROM {table} "
            f"WHERE run_id = %s AND {chunk.where()}",
            (run_id, source_id, *chunk.values),
        )


def regions_left(run: Run) -> list[str]:
    """Regions of the year that the run still lacks."""
    done = set(Run.objects.values_list("regions_done", flat=True).get(pk=run.pk))
    return [region for region in regions_of_year(run.series.year) if region not in done]


def switch_over(run: Run) -> bool:
    """Make the complete RUN the one that everybody sees; False when the edition changed meanwhile or a region
    is missing, so that it has to be filled again."""
    series = locked_series(run.series.edition, run.series.year)
    edition = Edition.objects.get(pk=series.edition_id)
    run = Run.objects.select_for_update().get(pk=run.pk)
    if edition.revision != run.edition_revision:
        restart(run, edition)
        return False
    if regions_left(run):
        return False
    Run.objects.filter(pk=series.current_run_id or 0).update(state=RunState.SUPERSEDED)
    run.state, run.finished_at = RunState.CURRENT, timezone.now()
    run.settlements = SettlementProvision.objects.filter(run=run).count()
    run.save()
    Series.objects.filter(pk=series.pk).update(current_run=run)
    touch(series)
    forget_old_rows(series)
    return True


def restart(run: Run, edition: Edition | None = None) -> None:
    """Empty a run that is being built: what it was built from is no longer so."""
    edition = edition or run.series.edition
    run.regions_done, run.edition_revision = [], edition.revision
    run.inputs_revision = inputs_revision(edition, run.series.year)
    run.save(update_fields=["regions_done", "edition_revision", "inputs_revision"])
    for model in RESULTS:
        model.objects.filter(run=run).delete()


def forget_old_rows(series: Series) -> None:
    """Keep the rows of the newest runs; older runs stay as a record without rows."""
    ended = Run.objects.filter(series=series, state__in=[RunState.SUPERSEDED, RunState.FAILED]).order_by("-pk")
    for run in ended[RUNS_KEPT - 1 :]:
        for model in RESULTS:
            model.objects.filter(run=run)._raw_delete(using="default")


@transaction.atomic
def abandon(run: Run) -> None:
    """Mark a run that will not be finished."""
    run = Run.objects.select_for_update().get(pk=run.pk)
    if run.state == RunState.BUILDING:
        run.state, run.finished_at = RunState.FAILED, timezone.now()
        run.save(update_fields=["state", "finished_at"])
        for model in RESULTS:
            model.objects.filter(run=run).delete()
