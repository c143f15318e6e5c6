"""Computed figures as the API writes them, with the JSON schema of each beside it."""

from typing import Any

from django.utils.translation import gettext as _

from rss_portal.api.lists import percent_text
from rss_portal.api.operations import PERCENT, Schema, object_schema
from standards.figures import DirectionFigure, Figures, ItemFigure, Movement
from standards.queries import Selection

INTEGER: Schema = {"type": "integer"}
TEXT: Schema = {"type": "string"}
NULLABLE_TEXT: Schema = {"type": "string", "nullable": True}
BAND: Schema = object_schema({"settlements": INTEGER, "people": INTEGER})
BANDS: Schema = object_schema({"high": BAND, "medium": BAND, "low": BAND})
BY_DIRECTION: Schema = {"type": "object", "additionalProperties": PERCENT}

FIGURES: dict[str, Schema] = {
    "settlements": INTEGER,
    "counted": INTEGER,
    "no_return": INTEGER,
    "people": INTEGER,
    "mean": PERCENT,
    "population_weighted": PERCENT,
    "median": PERCENT,
    "min": PERCENT,
    "max": PERCENT,
    "bands": BANDS,
    "completeness": PERCENT,
    "by_direction": BY_DIRECTION,
}
SELECTED: dict[str, Schema] = {"territory": TEXT, "year": INTEGER, "edition": TEXT, "scope": TEXT}


def selected(selection: Selection) -> dict[str, Any]:
    return {
        "territory": selection.territory.kato,
        "year": selection.year,
        "edition": selection.edition.code,
        "scope": selection.scope,
    }


def figures_data(figures: Figures) -> dict[str, Any]:
    """Numbers and percents of a territory, without names."""
    return {
        "settlements": figures.settlements,
        "counted": figures.counted,
        "no_return": figures.no_return,
        "people": figures.people,
        "mean": percent_text(figures.mean_e4),
        "population_weighted": percent_text(figures.population_weighted_e4),
        "median": percent_text(figures.median_e4),
        "min": percent_text(figures.min_e4),
        "max": percent_text(figures.max_e4),
        "bands": {
            code: {"settlements": band.settlements, "people": band.people} for code, band in figures.bands.items()
        },
        "completeness": percent_text(figures.completeness_e4),
        "by_direction": directions_data(figures.by_direction),
    }


def directions_data(directions: list[DirectionFigure]) -> dict[str, str | None]:
    return {one.direction_code: percent_text(one.mean_e4) for one in directions}


ITEM_FIGURE: Schema = object_schema(
    {
        "item": TEXT,
        "mean": PERCENT,
        "settlements": INTEGER,
        "missing_settlements": INTEGER,
        "missing_people": INTEGER,
    }
)


def item_data(figure: ItemFigure) -> dict[str, Any]:
    return {
        "item": figure.item.code,
        "mean": percent_text(figure.mean_e4),
        "settlements": figure.settlements,
        "missing_settlements": figure.missing_settlements,
        "missing_people": figure.missing_people,
    }


MOVER: Schema = object_schema({"settlement": TEXT, "before": PERCENT, "after": PERCENT})
MOVEMENT: Schema = object_schema(
    {
        **SELECTED,
        "from_year": INTEGER,
        "same_edition": {"type": "boolean"},
        "cells": {"type": "array", "items": object_schema({"from": TEXT, "to": TEXT, **BAND["properties"]})},
        "risers": {"type": "array", "items": MOVER},
        "fallers": {"type": "array", "items": MOVER},
    }
)


def movement_data(movement: Movement) -> dict[str, Any]:
    """Bands of one year against those of another, and who moved most."""
    cells = [
        {"from": before, "to": after, "settlements": cell.settlements, "people": cell.people}
        for (before, after), cell in sorted(movement.cells.items())
    ]
    movers = {
        name: [
            {
                "settlement": one.territory.kato,
                "before": percent_text(one.before_e4),
                "after": percent_text(one.after_e4),
            }
            for one in getattr(movement, name)
        ]
        for name in ("risers", "fallers")
    }
    return {"from_year": movement.from_year, "same_edition": movement.same_edition, "cells": cells, **movers}


def rule_of_mean() -> str:
    """The rule that is given beside every mean."""
    return _("mean over settlements, each counts once; those without a return are not counted")
