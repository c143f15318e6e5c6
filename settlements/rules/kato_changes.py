"""What a newer edition of the classifier changes in the register (spec 10.1).

Units are compared by code alone: names repeat even inside an okrug and wander along chains of renames. A
name is used once, to propose that a closed and an added unit are the same place under a new code; a person
confirms.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from rss_portal.ui.folding import fold
from settlements.rules.kato import Unit

COMPARED = ("level", "kind", "type_code", "name_kk", "name_ru", "parent", "region", "district", "okrug")


@dataclass(frozen=True, slots=True)
class Known:
    """A unit as the register has it."""

    unit: Unit
    closed: bool


@dataclass(frozen=True, slots=True)
class Altered:
    """A unit that stays: the fields that differ, old and new."""

    unit: Unit
    old: dict[str, str | None]
    new: dict[str, str | None]

    @property
    def renamed(self) -> bool:
        """Whether a name differs; a name filled in for the first time is no renaming."""
        return any(self.old.get(name) for name in ("name_kk", "name_ru") if name in self.new)

    @property
    def moved(self) -> bool:
        return "parent" in self.new


@dataclass(slots=True)
class Changes:
    """Difference between the register and an edition."""

    added: list[Unit] = field(default_factory=list)
    reopened: list[Altered] = field(default_factory=list)
    altered: list[Altered] = field(default_factory=list)
    closed: list[Unit] = field(default_factory=list)
    recoded: list[tuple[Unit, Unit]] = field(default_factory=list)  # proposed: (closed, added)

    @property
    def renamed(self) -> list[Altered]:
        return [change for change in self.altered if change.renamed]

    @property
    def moved(self) -> list[Altered]:
        return [change for change in self.altered if change.moved]

    @property
    def empty(self) -> bool:
        return not (self.added or self.reopened or self.altered or self.closed)


def compare(known: Mapping[str, Known], units: Iterable[Unit]) -> Changes:
    """Changes that bring the register KNOWN to the edition of UNITS."""
    changes = Changes()
    stated = set()
    for unit in units:
        stated.add(unit.kato)
        held = known.get(unit.kato)
        if held is None:
            changes.added.append(unit)
            continue
        difference = _difference(held.unit, unit)
        if held.closed:
            changes.reopened.append(difference)
        elif difference.new:
            changes.altered.append(difference)
    gone = [k.unit for k in known.values() if not k.closed and k.unit.kato not in stated]
    changes.closed = sorted(gone, key=lambda unit: unit.kato)
    names = {kato: held.unit.name_ru for kato, held in known.items()}
    names.update((unit.kato, unit.name_ru) for unit in changes.added)
    changes.recoded = propose_recodings(changes.closed, changes.added, names)
    return changes


def _difference(held: Unit, stated: Unit) -> Altered:
    old: dict[str, str | None] = {}
    new: dict[str, str | None] = {}
    for name in COMPARED:
        before, after = getattr(held, name), getattr(stated, name)
        silent = name in ("name_kk", "name_ru", "type_code") and not after  # the file does not have this column
        if before != after and not silent:
            old[name], new[name] = before, after
    return Altered(stated, old, new)


Key = tuple[str, ...]


def propose_recodings(
    closed: Iterable[Unit], added: Iterable[Unit], names: Mapping[str, str]
) -> list[tuple[Unit, Unit]]:
    """Pairs (closed, added) of the same name and kind in the same region.

    A name that occurs more than once on either side is paired only where the unit above, by its name in NAMES
    (code -> name) or by its code, tells them apart; what stays ambiguous is not proposed.
    """

    def alone(unit: Unit) -> Key:
        return (unit.kato[:2], unit.kind, fold(unit.name_ru))

    def under_same_name(unit: Unit) -> Key:
        return (*alone(unit), fold(names.get(unit.parent, "")))

    def under_same_code(unit: Unit) -> Key:
        return (*alone(unit), unit.kato[:6])

    gone, come = list(closed), list(added)
    pairs: list[tuple[Unit, Unit]] = []
    for key in (alone, under_same_name, under_same_code):
        matched = _unique_pairs(gone, come, key)
        taken = {unit.kato for pair in matched for unit in pair}
        gone = [unit for unit in gone if unit.kato not in taken]
        come = [unit for unit in come if unit.kato not in taken]
        pairs += matched
    return sorted(pairs, key=lambda pair: pair[0].kato)


def _unique_pairs(gone: list[Unit], come: list[Unit], key: Callable[[Unit], Key]) -> list[tuple[Unit, Unit]]:
    before: dict[Key, list[Unit]] = defaultdict(list)
    after: dict[Key, list[Unit]] = defaultdict(list)
    for unit in gone:
        before[key(unit)].append(unit)
    for unit in come:
        after[key(unit)].append(unit)
    return [
        (before[name][0], after[name][0]) for name in before if len(before[name]) == 1 and len(after.get(name, ())) == 1
    ]
