"""Aggregates of a territory and of the units directly below it (spec 20, section 4)."""

from collections.abc import Sequence

from settlements.models import Territory
from standards.figures import BandCount, ChildFigures, DirectionFigure, Figures
from standards.rules.aggregates import median_of_middle
from standards.rules.bands import BANDS
from standards.rules.rounding import mean_e4

from .rows import NEXT, LevelRows, Row, columns_of
from .selection import Selection
from .sums import direction_figures, direction_figures_by_unit


def territory_figures(selection: Selection, read: LevelRows | None = None) -> Figures:
    """Figures of the selection; nothing counted where the year is not computed by the edition. READ is what the
    caller has read of the selection already."""
    read = read or LevelRows(selection)
    return figures_of(read.rows, direction_figures(selection, read.directions))


def figures_of(rows: Sequence[Row], directions: list[DirectionFigure]) -> Figures:
    """The aggregate of ROWS."""
    _units, _codes, _urban, population, percents_e4, bands, expected, entered = columns_of(rows)
    people = [count or 0 for count in population]
    counted = [(percent, count) for percent, count in zip(percents_e4, people, strict=True) if percent is not None]
    percents = sorted(percent for percent, _ in counted)
    weighted = sum(percent * count for percent, count in counted)
    return Figures(
        settlements=len(rows),
        counted=len(counted),
        no_return=len(rows) - len(counted),
        people=sum(people),
        mean_e4=mean_e4(sum(percents), len(percents)),
        population_weighted_e4=mean_e4(weighted, sum(count for _, count in counted)),
        median_e4=median_e4(percents),
        min_e4=percents[0] if percents else None,
        max_e4=percents[-1] if percents else None,
        bands=band_counts(bands, people),
        expected_entries=sum(expected),
        entered_entries=sum(entered),
        completeness_e4=mean_e4(sum(entered) * 1_000_000, sum(expected)),
        by_direction=directions,
    )


def band_counts(bands: Sequence[str], people: Sequence[int]) -> dict[str, BandCount]:
    """Settlements and people of every band, from the band ("" for none) and the people of every settlement."""
    found: dict[str, list[int]] = {band: [] for band in ("", *BANDS)}
    for band, count in zip(bands, people, strict=True):
        found[band].append(count)
    return {band: BandCount(len(found[band]), sum(found[band])) for band in BANDS}


def median_e4(ordered: Sequence[int]) -> int | None:
    """The middle one of ORDERED percents, or the mean of the two middle ones."""
    if not ordered:
        return None
    return median_of_middle(ordered[(len(ordered) - 1) // 2 : len(ordered) // 2 + 1])


def children_figures(selection: Selection, read: LevelRows | None = None) -> list[ChildFigures]:
    """The units of the next level that have rows, by mean, best first; [] below a settlement.

    The change is against the year before by the same edition, None where one of the two is missing.
    """
    if selection.territory.level not in NEXT:
        return []
    read = read or LevelRows(selection)
    directions = direction_figures_by_unit(read.directions)
    children = []
    for unit in Territory.objects.filter(pk__in=list(read.by_unit)):
        figures = figures_of(read.by_unit[unit.pk], directions.get(unit.pk, []))
        before = read.sums_through_time.get((selection.year - 1, unit.pk))
        children.append(ChildFigures(unit, figures, change(figures.mean_e4, before.mean_e4 if before else None)))
    return sorted(
        children, key=lambda one: (one.figures.mean_e4 is None, -(one.figures.mean_e4 or 0), one.territory.pk)
    )


def change(after: int | None, before: int | None) -> int | None:
    return None if after is None or before is None else after - before
