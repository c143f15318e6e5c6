"""The same territory through the years."""

from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum

from settlements.models import Campaign
from standards.choices import Scope
from standards.figures import Movement, MovementCell, Mover, YearPoint
from standards.models import PublishedProvision, Series, SettlementProvision
from standards.rules.rounding import mean_e4

from .memory import remembered
from .selection import Selection, current_run_id, provision_rows, scope_condition, territory_filter
from .territories import BIG_PERCENT

MOVERS = 10


@remembered
def movement(selection: Selection, from_year: int) -> Movement:
    """How settlements moved between bands from FROM_YEAR to the selection's year, both by its edition.

    A settlement counts when it has a percent in both years. `same_edition` says whether the two campaigns were
    collected for one edition; where not, the figures are recomputed ones and the page says so.
    """
    before = SettlementProvision.objects.filter(
        run_id=current_run_id(selection.edition, from_year), settlement_id=OuterRef("settlement_id")
    )
    rows = (
        provision_rows(selection, current_run_id(selection.edition, selection.year))
        .annotate(before_e4=Subquery(before.values("percent_e4")), before_band=Subquery(before.values("band")))
        .filter(percent_e4__isnull=False, before_e4__isnull=False)
    )
    cells = rows.values("before_band", "band").annotate(count=Count("pk"), people=Sum("population")).order_by()
    rise = BIG_PERCENT - F("before_e4")
    changed = rows.annotate(rise=rise).select_related("settlement")
    return Movement(
        from_year=from_year,
        to_year=selection.year,
        cells={(cell["before_band"], cell["band"]): MovementCell(cell["count"], cell["people"] or 0) for cell in cells},
        risers=_movers(changed.filter(rise__gt=0).order_by("-rise", "settlement_id")),
        fallers=_movers(changed.filter(rise__lt=0).order_by("rise", "settlement_id")),
        same_edition=_one_edition(from_year, selection.year),
    )


def _movers(rows: QuerySet[Any]) -> list[Mover]:
    return [Mover(row.settlement, row.before_e4, row.percent_e4) for row in rows[:MOVERS]]


def _one_edition(*years: int) -> bool:
    return Campaign.objects.filter(year__in=years).values("edition_code").distinct().count() <= 1


def history(selection: Selection) -> list[YearPoint]:
    """Mean of every year that is computed by the edition or published, oldest first."""
    computed = means_by_year(selection)
    published = {
        row.year: row
        for row in PublishedProvision.objects.filter(
            territory_code=selection.territory.pk, scope=selection.scope if selection.scope in Scope.values else ""
        )
    }
    points = []
    for year in sorted({*computed, *published}):
        official = published.get(year)
        points.append(
            YearPoint(
                year,
                computed.get(year),
                official.percent if official else None,
                official.source if official else "",
            )
        )
    return points


@remembered
def means_by_year(selection: Selection) -> dict[int, int | None]:
    """Means by one statement over the current runs of the edition; a mark is that of each year."""
    runs = dict(
        Series.objects.filter(edition=selection.edition, current_run__isnull=False).values_list(
            "current_run_id", "year"
        )
    )
    place = territory_filter(selection.territory)
    condition = Q(run_id__in=list(runs))
    if selection.mark is not None:
        condition = Q(pk__in=[])
        for run_id, year in runs.items():
            condition |= Q(run_id=run_id) & scope_condition(selection.at(year))
    else:
        condition &= scope_condition(selection)
    rows = SettlementProvision.objects.filter(condition, **place).values("run_id")
    sums = rows.annotate(sum_e4=Sum(BIG_PERCENT), counted=Count("percent_e4")).order_by()
    return {
        runs[row["run_id"]]: mean_e4(int(row["sum_e4"] or 0), row["counted"]) for row in sums if row["run_id"] in runs
    }
