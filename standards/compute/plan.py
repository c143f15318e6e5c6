"""What an edition asks of every status, prepared for the computation."""

from dataclasses import dataclass, field
from fractions import Fraction

from standards.models import Edition, Requirement
from standards.rules.formulas import Expression
from standards.rules.methods import Calculation, read_calculation
from standards.rules.provision import MANDATORY


@dataclass(frozen=True)
class ListedItem:
    """A requirement with what the computation needs of its item."""

    status: str
    item: str
    direction: str
    measure: str
    level: str
    position: int

    @property
    def mandatory(self) -> bool:
        return self.level == MANDATORY


@dataclass(frozen=True)
class Plan:
    """An edition's lists with its calculation. Items and directions are numbered in the order of item codes,
    the order in which entries are read."""

    edition: Edition
    calculation: Calculation
    listed: list[ListedItem]
    by_status: dict[str, list[ListedItem]] = field(default_factory=dict)
    item_numbers: dict[str, int] = field(default_factory=dict)
    direction_numbers: dict[str, int] = field(default_factory=dict)
    formulas: list[tuple[str, Expression]] = field(default_factory=list)  # (measure, formula), each once
    formula_numbers: dict[str, int] = field(default_factory=dict)  # by item

    def __post_init__(self) -> None:
        # Equal parameters give one and the same object, so that formulas need not be compared part by part.
        known: dict[int, int] = {}
        for one in sorted(self.listed, key=lambda one: one.item):
            if one.item in self.item_numbers:
                continue
            self.item_numbers[one.item] = len(self.item_numbers)
            self.direction_numbers.setdefault(one.direction, len(self.direction_numbers))
            formula = self.calculation.formula(one.item, one.measure)
            if id(formula) not in known:
                known[id(formula)] = len(self.formulas)
                self.formulas.append((one.measure, formula))
            self.formula_numbers[one.item] = known[id(formula)]
        for one in sorted(self.listed, key=lambda one: (one.status, one.position)):
            self.by_status.setdefault(one.status, []).append(one)

    def weight(self, one: ListedItem) -> Fraction:
        """Weight of a mandatory item within its direction, of a recommended one among all recommended."""
        if one.mandatory:
            return self.calculation.item_weight(one.item)
        return self.calculation.weight(one.item, one.direction)


def load_plan(edition: Edition) -> Plan:
    """The plan of EDITION, by one query; `BadParameters` when its parameters cannot be used."""
    rows = Requirement.objects.filter(edition=edition).values_list(
        "status", "item_id", "item__direction_id", "item__measure", "level", "position"
    )
    return Plan(edition, read_calculation(edition.method, edition.parameters), [ListedItem(*row) for row in rows])
