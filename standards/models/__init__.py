from .editions import Edition, Norm, Requirement
from .published import PublishedBand, PublishedItem, PublishedProvision
from .results import DirectionRollup, ItemRollup, Run, Series, SettlementProvision

__all__ = [
    "DirectionRollup",
    "Edition",
    "ItemRollup",
    "Norm",
    "PublishedBand",
    "PublishedItem",
    "PublishedProvision",
    "Requirement",
    "Run",
    "Series",
    "SettlementProvision",
]
