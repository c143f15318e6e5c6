"""Reads of the computed figures: one function per page part, few statements each."""

from .explanation import explain
from .selection import Selection, computed_years, default_selection, territory_filter, visible_series
from .settlements import settlement_figures, settlement_rows
from .sums import direction_figures, item_figures
from .territories import children_figures, territory_figures
from .time import history, movement

__all__ = [
    "Selection",
    "children_figures",
    "computed_years",
    "default_selection",
    "direction_figures",
    "explain",
    "history",
    "item_figures",
    "movement",
    "settlement_figures",
    "settlement_rows",
    "territory_figures",
    "territory_filter",
    "visible_series",
]
