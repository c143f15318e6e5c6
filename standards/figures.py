"""Shapes of the computed figures that pages, exports and the API share. No database, no text.

Percents are whole ten-thousandths (80.8333 % is 808333) or None where there is no return.
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class BandCount:
    settlements: int = 0
    people: int = 0


@dataclass(frozen=True)
class DirectionFigure:
    """Mean provision in one direction over the settlements that have mandatory items in it."""

    direction_code: str
    mean_e4: int | None
    settlements: int


@dataclass(frozen=True)
class Figures:
    """Aggregate of a territory in a year, edition and scope (spec 20.4)."""

    settlements: int  # monitored
    counted: int  # with a percent
    no_return: int
    people: int
    mean_e4: int | None  # mean over settlements: the rule of the published figures
    population_weighted_e4: int | None
    median_e4: int | None
    min_e4: int | None
    max_e4: int | None
    bands: dict[str, BandCount]  # "high", "medium", "low"
    expected_entries: int
    entered_entries: int
    completeness_e4: int | None
    by_direction: list[DirectionFigure] = field(default_factory=list)


@dataclass(frozen=True)
class ChildFigures:
    """A row of a ranking: a territory with its figures and the change in ten-thousandths of a point."""

    territory: Any  # settlements.models.Territory
    figures: Figures
    change_e4: int | None


@dataclass(frozen=True)
class ItemFigure:
    """One item over the settlements where it is mandatory."""

    item: Any  # settlements.models.Item
    mean_e4: int | None
    settlements: int
    missing_settlements: int
    missing_people: int


@dataclass(frozen=True)
class MovementCell:
    settlements: int
    people: int


@dataclass(frozen=True)
class Mover:
    territory: Any
    before_e4: int
    after_e4: int


@dataclass(frozen=True)
class Movement:
    """Bands of one year against bands of another (spec 20.4); cells[(from_band, to_band)]."""

    from_year: int
    to_year: int
    cells: dict[tuple[str, str], MovementCell]
    risers: list[Mover]
    fallers: list[Mover]
    same_edition: bool


@dataclass(frozen=True)
class YearPoint:
    """A year of a time series; `published` is the official printed percent as a Decimal."""

    year: int
    mean_e4: int | None
    published: Any | None = None
    published_source: str = ""


@dataclass(frozen=True)
class ItemState:
    """One item of a settlement: its entry (None: no data), score and what it needs."""

    item: Any
    level: str  # mandatory / recommended
    position: int
    entry: Any | None  # settlements.models.InventoryEntry
    score_e4: int | None  # None: leaves the mean (not applicable and approved)
    not_applicable: bool


@dataclass(frozen=True)
class SettlementFigures:
    settlement: Any
    profile: Any  # settlements.models.SettlementYear
    percent_e4: int | None
    recommended_e4: int | None
    band: str
    counted: int
    expected: int
    entered: int
    by_direction: list[DirectionFigure]
    items: list[ItemState]


@dataclass(frozen=True)
class ItemExplanation:
    """Why one item has its score: `formula` and `numbers` are the same expression, first with names, then with
    the entry's numbers; `steps` are its intermediate values."""

    state: ItemState
    method: str
    formula: str
    numbers: str
    steps: list[str]
    score_text: str  # exact fraction, e.g. "97/120"
    entered_by: str
    entered_at: Any | None
    origin: str
    source_detail: str  # file name of an import
    requirement_provenance: str
    requirement_note: str
    raises: list["Raise"] = field(default_factory=list)


@dataclass(frozen=True)
class Raise:
    """What would change the percent: a single improvement and the percents it would give."""

    code: str  # "repair_current", "repair_capital", "build", "equip", "cover", "provide" ...
    item: Any
    amount: int
    item_score_e4: int
    settlement_percent_e4: int
    gain_e4: int


@dataclass(frozen=True)
class Explanation:
    figures: SettlementFigures
    edition: Any
    year: int
    formula: str  # P = 100 x (s1 + ... + sn) / n
    numbers: str
    items: list[ItemExplanation]
    raises: list[Raise]
    run: Any | None
