from .boundaries import TerritoryBoundary
from .campaigns import CampaignCorrection
from .catalogue import Direction, Item
from .inventory import Campaign, EntryFile, EntryRevision, InventoryEntry, InventoryReturn, ReturnEvent, ReturnRemark
from .territory import RegisterEdition, SettlementYear, Territory, TerritoryChange

__all__ = [
    "Campaign",
    "CampaignCorrection",
    "Direction",
    "EntryFile",
    "EntryRevision",
    "InventoryEntry",
    "InventoryReturn",
    "Item",
    "RegisterEdition",
    "ReturnEvent",
    "ReturnRemark",
    "SettlementYear",
    "Territory",
    "TerritoryBoundary",
    "TerritoryChange",
]
