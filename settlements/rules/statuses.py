"""The status that decides a settlement's list of standards (spec 10.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from settlements.choices import URBAN, Kind, Level, Status

CITY_KINDS = (Status.CITY_REPUBLICAN, Status.CITY_OBLAST, Status.CITY_DISTRICT)


@dataclass(frozen=True)
class Marks:
    """What is known of a settlement in a year; it may carry several marks at once."""

    city_kind: str = ""
    is_district_centre: bool = False
    is_okrug_centre: bool = False
    is_anchor: bool = False

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Marks":
        """The marks among VALUES, which may hold more."""
        return cls(
            values.get("city_kind") or "",
            bool(values.get("is_district_centre")),
            bool(values.get("is_okrug_centre")),
            bool(values.get("is_anchor")),
        )


def effective_status(marks: Marks) -> Status:
    """The first status that applies, in the order of `Status`: a city by its kind, a district centre, the
    centre of a rural okrug, an anchor village, any other village."""
    if marks.city_kind:
        return Status(marks.city_kind)
    if marks.is_district_centre:
        return Status.DISTRICT_CENTRE
    if marks.is_okrug_centre:
        return Status.OKRUG_CENTRE
    return Status.ANCHOR_VILLAGE if marks.is_anchor else Status.OTHER_VILLAGE


def is_urban(status: str) -> bool:
    """Whether STATUS is one of the three kinds of cities; a township (кент) is rural."""
    return status in URBAN


def default_marks(kato: str, level: str, kind: str, above: str | None) -> Marks:
    """Marks of a settlement of which nothing else is known; ABOVE is the kind of the unit that it hangs on.

    A city's kind follows from its place in the classifier: at region level republican, directly under a
    city administration of oblast significance, any other of district significance. The first settlement of an
    okrug or of a town or village administration (code ending in 100) is taken for its centre: an assumption,
    to be corrected by the import of statuses or on the profile. Nothing in the classifier tells a district
    centre.
    """
    if kind == Kind.CITY_REPUBLICAN:
        return Marks(city_kind=Status.CITY_REPUBLICAN)
    if kind == Kind.CITY:
        oblast = level == Level.OKRUG or above == Kind.CITY_ADMINISTRATION
        return Marks(city_kind=Status.CITY_OBLAST if oblast else Status.CITY_DISTRICT)
    centre = kato.endswith("100") and above in (Kind.OKRUG, Kind.TOWN_ADMINISTRATION)
    return Marks(is_okrug_centre=centre)
