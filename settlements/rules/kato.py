"""The classifier КАТО: what a code and a name say about a unit (spec 10.1).

A code has 9 digits: 2 region, 2 district, 2 okrug, 3 settlement. What a unit is follows from its name's type
abbreviation, for level and kind differ: a city may stand at okrug level, a city district at settlement level.
"""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from settlements.choices import Kind, Level
from settlements.rules.names import CleanName, clean

COUNTRY_CODE = "KZ"
_CODE = re.compile(r"\d{9}")
_ADMINISTRATION = re.compile(r"(?:^|\s)[гпс]\.\s?а\b")  # г.а., п.а., с.а.: administrations at okrug level
_CITY_ADMINISTRATION = re.compile(r"(?:^|\s)Г\.\s?А\b")
_CITY = re.compile(r"^г\.|\sқ\.$")
_TOWNSHIP = re.compile(r"^(?:п|пгт|кент)\.")
_CITY_PART = re.compile(r"(?:^|\s)(?:район|р\.\s?а)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class KatoRow:
    """A row of the classifier as its file has it; `number` is the line or sheet row, for messages."""

    number: int
    kato: str
    name_ru: str
    name_kk: str = ""
    type_code: str = ""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that cannot be taken: codes "code", "name", "twice"."""

    number: int
    code: str
    found: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as an edition of the classifier states it, with its place in the tree."""

    kato: str
    level: Level
    kind: Kind
    type_code: str
    name_kk: str
    name_ru: str
    parent: str
    region: str | None
    district: str | None
    okrug: str | None
    monitored: bool


@dataclass(frozen=True, slots=True)
class Repair:
    """A name that was cleaned: as it was, as it is stored, and why ("spaces", "old_font")."""

    kato: str
    raw: str
    text: str
    why: tuple[str, ...]


@dataclass(slots=True)
class Edition:
    """All units of an edition, with what was repaired and what could not be read."""

    units: list[Unit] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)


def level_of(kato: str) -> Level:
    """Level that the code alone states."""
    if kato[2:] == "0000000":
        return Level.REGION
    if kato[4:] == "00000":
        return Level.DISTRICT
    if kato[6:] == "000":
        return Level.OKRUG
    return Level.SETTLEMENT if kato[7:] == "00" else Level.SUB_PLACE


def parent_of(kato: str, known: Container[str]) -> str:
    """The nearest unit above KATO that exists in KNOWN; "KZ" when there is none.

    The code with trailing zeros may have no row: city districts of Astana, Almaty and Shymkent have no
    district above them and hang on the city.
    """
    for digits in (7, 6, 4, 2):
        candidate = kato[:digits].ljust(9, "0")
        if candidate != kato and candidate in known:
            return candidate
    return COUNTRY_CODE


def kind_of(level: Level, name_ru: str, name_kk: str = "") -> Kind:
    """What a unit is, by its LEVEL and the type abbreviation in its name."""
    if level == Level.REGION:
        city = _CITY.search(name_ru) or _CITY.search(name_kk)
        return Kind.CITY_REPUBLICAN if city else Kind.OBLAST
    if level == Level.DISTRICT:
        return Kind.CITY_ADMINISTRATION if _CITY_ADMINISTRATION.search(name_ru) else Kind.DISTRICT
    if level == Level.OKRUG:
        return _okrug_kind(name_ru)
    if level == Level.SETTLEMENT:
        return _settlement_kind(name_ru)
    return Kind.SUB_PLACE


def _okrug_kind(name_ru: str) -> Kind:
    if _ADMINISTRATION.search(name_ru):
        return Kind.TOWN_ADMINISTRATION
    if _CITY_PART.search(name_ru):
        return Kind.CITY_PART
    return Kind.CITY if _CITY.search(name_ru) else Kind.OKRUG


def _settlement_kind(name_ru: str) -> Kind:
    if _CITY_PART.search(name_ru):
        return Kind.CITY_PART
    if _CITY.search(name_ru):
        return Kind.CITY
    return Kind.TOWNSHIP if _TOWNSHIP.search(name_ru) else Kind.VILLAGE


def is_main_settlement(kind: Kind) -> bool:
    """Whether a unit of KIND is monitored: cities (the city's own row, not its administration or its
    districts), townships and villages; never a sub-place, whose code does not end in 00."""
    return kind in (Kind.CITY_REPUBLICAN, Kind.CITY, Kind.TOWNSHIP, Kind.VILLAGE)


def read_edition(rows: Iterable[KatoRow]) -> Edition:
    """Units of all ROWS in the order of their codes, so that a unit comes after the one it hangs on."""
    edition = Edition()
    taken: dict[str, KatoRow] = {}
    for row in rows:
        problem = _problem_of(row, taken)
        if problem:
            edition.problems.append(problem)
        else:
            taken[row.kato] = row
    chains: dict[str, tuple[str | None, str | None, str | None]] = {COUNTRY_CODE: (None, None, None)}
    for kato in sorted(taken):
        edition.units.append(_unit(taken[kato], taken, chains, edition.repairs))
    return edition


def _problem_of(row: KatoRow, taken: dict[str, KatoRow]) -> RowProblem | None:
    if not _CODE.fullmatch(row.kato) or row.kato[:2] == "00":
        return RowProblem(row.number, "code", row.kato)
    if row.kato in taken:
        return RowProblem(row.number, "twice", row.kato)
    if not row.name_ru.strip() and not row.name_kk.strip():
        return RowProblem(row.number, "name", row.kato)
    return None


def _unit(
    row: KatoRow,
    known: Container[str],
    chains: dict[str, tuple[str | None, str | None, str | None]],
    repairs: list[Repair],
) -> Unit:
    name_ru, name_kk = clean(row.name_ru), clean(row.name_kk)
    for raw, name in ((row.name_ru, name_ru), (row.name_kk, name_kk)):
        _note_repair(row.kato, raw, name, repairs)
    level = level_of(row.kato)
    kind = kind_of(level, name_ru.text, name_kk.text)
    parent = parent_of(row.kato, known)
    region, district, okrug = chain = _chain(row.kato, level, chains[parent])
    chains[row.kato] = chain
    return Unit(
        row.kato, level, kind, row.type_code, name_kk.text, name_ru.text, parent, region, district, okrug,
        is_main_settlement(kind),
    )  # fmt: skip


def _note_repair(kato: str, raw: str, name: CleanName, repairs: list[Repair]) -> None:
    if name.repairs:
        repairs.append(Repair(kato, raw, name.text, name.repairs))


def _chain(
    kato: str, level: Level, above: tuple[str | None, str | None, str | None]
) -> tuple[str | None, str | None, str | None]:
    region, district, okrug = above
    if level == Level.REGION:
        return kato, None, None
    if level == Level.DISTRICT:
        return region, kato, None
    if level == Level.OKRUG:
        return region, district, kato
    return region, district, okrug
