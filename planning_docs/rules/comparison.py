"""The comparison of two editions, word by word (Annex 6)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
_PIECES = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Run:
    """A piece of a wording; what differs from the other edition is marked (printed bold)."""

    text: str
    changed: bool = False


@dataclass(frozen=True)
class Compared:
    """A row of the table: what happened to an element, its place in the document, and its two wordings.

    Where an element is added `before` is empty, where it is removed `after` is: the table prints «Жоқ» and
    «алып тасталсын» there.
    """

    thing: str
    key: str
    place: str
    kind: str
    before: tuple[Run, ...] = ()
    after: tuple[Run, ...] = ()


@dataclass(frozen=True)
class Wording:
    """An element of an edition as the comparison sees it: where it stands, and what it says."""

    thing: str
    key: str
    place: str
    text: str


def marked(before: str, after: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The two wordings in pieces, with the words that differ marked; blanks are never marked by themselves."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    left: list[Run] = []
    right: list[Run] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        differs = tag != "equal"
        left += _runs(old[a:b], differs)
        right += _runs(new[c:d], differs)
    return tuple(left), tuple(right)


def _runs(pieces: Sequence[str], changed: bool) -> Iterator[Run]:
    text = "".join(pieces)
    if text:
        yield Run(text, changed and not text.isspace())


def compare(before: Sequence[Wording], after: Sequence[Wording]) -> list[Compared]:
    """Rows for every element that was added, removed or says something else, in the order of AFTER; removed
    ones stand where they stood."""
    old = {(one.thing, one.key): one for one in before}
    new = {(one.thing, one.key): one for one in after}
    rows = [row for key in _merged(before, after) if (row := _row(old.get(key), new.get(key)))]
    return rows


def _merged(before: Sequence[Wording], after: Sequence[Wording]) -> list[tuple[str, str]]:
    """Keys of both editions: those of AFTER in their order, a removed one after its former neighbour."""
    order = [(one.thing, one.key) for one in after]
    known = set(order)
    previous: tuple[str, str] | None = None
    for one in before:
        key = (one.thing, one.key)
        if key not in known:
            place = order.index(previous) + 1 if previous in known else 0
            order.insert(place, key)
            known.add(key)
        previous = key
    return order


def _row(old: Wording | None, new: Wording | None) -> Compared | None:
    if old is None and new is not None:
        return Compared(new.thing, new.key, new.place, ADDED, (), (Run(new.text, True),))
    if new is None and old is not None:
        return Compared(old.thing, old.key, old.place, REMOVED, (Run(old.text, True),), ())
    assert old is not None and new is not None
    if old.text == new.text:
        return None
    left, right = marked(old.text, new.text)
    return Compared(new.thing, new.key, new.place, CHANGED, left, right)


def reasons_lacking(rows: Sequence[Compared], reasons: Mapping[tuple[str, str], str]) -> list[Compared]:
    """Rows for which nobody has written why: an amendment gives a reason per change (Annex 6, column 5)."""
    return [row for row in rows if not reasons.get((row.thing, row.key), "").strip()]
