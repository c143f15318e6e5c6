"""The same territory through the years."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from heapq import nsmallest

from settlements.choices import Level
from settlements.models import Campaign, Territory
from standards.choices import Scope
from standards.figures import Movement, MovementCell, Mover, YearPoint
from standards.models import PublishedProvision, SettlementProvision

from .rows import LevelRows
from .selection import Selection, provision_rows

MOVERS = 10


# A settlement with a percent in both years: percent after and before, code, people, band before and after.
Moved = tuple[int, int, str, int, str, str]


def movement(
    selection: Selection,
    from_year: int,
    read: LevelRows | None = None,
    editions: Mapping[int, str] | None = None,
) -> Movement:
    """How settlements moved between bands from FROM_YEAR to the selection's year, both by its edition.

    A settlement counts when it has a percent in both years. `same_edition` says whether the two campaigns were
    collected for one edition; where not, the figures are recomputed ones and the page says so. READ and EDITIONS
    (edition codes of the campaigns by year) are what the caller has read already.
    """
    read = read or LevelRows(selection)
    moved = _moved(read, from_year)
    rises = [(after - before, code, before, after) for after, before, code, *_rest in moved]
    risers = nsmallest(MOVERS, (one for one in rises if one[0] > 0), key=lambda one: (-one[0], one[1]))
    fallers = nsmallest(MOVERS, (one for one in rises if one[0] < 0))
    places = Territory.objects.in_bulk([code for _rise, code, _before, _after in [*risers, *fallers]])
    editions = dict(Campaign.objects.values_list("year", "edition_code")) if editions is None else editions
    return Movement(
        from_year=from_year,
        to_year=selection.year,
        cells=_cells(moved),
        risers=[Mover(places[code], before, after) for _rise, code, before, after in risers],
        fallers=[Mover(places[code], before, after) for _rise, code, before, after in fallers],
        same_edition=len({editions[year] for year in (from_year, selection.year) if year in editions}) <= 1,
    )


def _moved(read: LevelRows, from_year: int) -> list[Moved]:
    """The settlements with a percent in both years, wherever they lay in the earlier one."""
    earlier = SettlementProvision.objects.filter(run_id=read.runs.get(from_year, 0), percent_e4__isnull=False)
    selection = read.selection
    if selection.territory.level != Level.COUNTRY or selection.scope != Scope.ALL:
        now = provision_rows(selection, read.run_id)
        earlier = earlier.filter(settlement_id__in=now.values("settlement_id"))
    found = earlier.values_list("settlement_id", "percent_e4", "band")
    before = {code: (percent or 0, band) for code, percent, band in found}
    return [
        (percent, before[code][0], code, people or 0, before[code][1], band)
        for _unit, code, _urban, people, percent, band, _expected, _entered in read.rows
        if percent is not None and code in before
    ]


def _cells(moved: Iterable[Moved]) -> dict[tuple[str, str], MovementCell]:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for _after, _before, _code, people, band_before, band in moved:
        found[band_before, band].append(people)
    return {bands: MovementCell(len(people), sum(people)) for bands, people in found.items()}


def history(
    selection: Selection,
    read: LevelRows | None = None,
    published: Iterable[PublishedProvision] | None = None,
) -> list[YearPoint]:
    """Mean of every year that is computed by the edition or published, oldest first. READ and PUBLISHED (printed
    percents of the territory) are what the caller has read already."""
    computed = (read or LevelRows(selection)).means_by_year
    if published is None:
        published = PublishedProvision.objects.filter(territory_code=selection.territory.pk)
    printed = {row.year: row for row in published if row.scope == selection.scope}
    points = []
    for year in sorted({*computed, *printed}):
        official = printed.get(year)
        points.append(
            YearPoint(
                year,
                computed.get(year),
                official.percent if official else None,
                official.source if official else "",
            )
        )
    return points
