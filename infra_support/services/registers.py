"""Rows of the registers of a region: checked by the rules, saved once, logged.

One door for all of them: a `Register` says whose right it asks, whose place a row is, and what the rules want.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from infra_support import models as m
from infra_support.monitoring_choices import ObjectStage
from infra_support.rules import priorities, retail, shared_use
from rss_portal.access import Reason, require
from rss_portal.changelog.services import log_change, open_change_set
from settlements.choices import Level
from settlements.models import Territory
from settlements.scope import covers

SEVENTH = _("A region has at most six priority activities on one day (p.5). End one of them first.")
ENDS_BEFORE = _("The last day lies before the first.")
SIX_MONTHS = _("Space is given for at least 6 months (p.11): until %(least)s or later.")
TOO_MUCH_SPACE = _("More space would be given on one day than the trade area of the object.")
TOO_LONG = _(
    "A term longer than 36 months needs the consent of the local executive body (p.7): give its number and date."
)
NO_PLACES = _("The object has not so many free places in this time.")
FEW_USERS = _("A shared object is created when at least 3 entrepreneurs will use it (p.7).")
NO_DATE = _("An object in operation has a day of commissioning.")
ELSEWHERE = _("The settlement lies outside the region.")
NOT_SETTLEMENT = _("Name a settlement or a city, not a larger territory.")
NO_ACCOUNT = _("There is no such ledger account.")
NO_REASON = _("Say why a part of the money was not absorbed (p.31 3)).")
NO_SUCH_CODE = _("There is no such code in OKED.")
TOO_MUCH_LOAD = _("The load is from 0 to 100 %.")


class RowRefused(ValueError):
    """The rules do not allow the row; `field` is the one to put right, `reason` a sentence."""

    def __init__(self, field: str, reason: Reason):
        super().__init__(str(reason))
        self.field = field
        self.reason = reason


class RowChanged(ValueError):
    """Somebody else saved the row since the page was read."""


def no_check(row: Any) -> None:
    """The model's own validators are enough."""


@dataclass(frozen=True)
class Register:
    """A kind of rows: where they belong, who keeps them, and the rules that they meet."""

    code: str
    model: type[models.Model]
    place_of: Callable[[Any], Territory]
    check: Callable[[Any], None] = no_check
    action: str = "support.keep_register"
    region_path: str = "region"  # from a row to its region, for narrowing


def _region(row: Any) -> Territory:
    return row.region


@transaction.atomic
def save(user: Any, register: Register, row: Any, values: Mapping[str, Any], version: int | None = None) -> Any:
    """ROW with VALUES, new or changed. Raises `Refused`, `RowRefused`, `RowChanged`."""
    old: dict[str, Any] = {}
    if row.pk:
        row = register.model._default_manager.select_for_update().get(pk=row.pk)
        require(user, register.action, register.place_of(row))
        if version is not None and getattr(row, "version", version) != version:
            raise RowChanged(row.pk)
        old = _logged(row)
    for name, value in values.items():
        setattr(row, name, value)
    place = register.place_of(row)
    require(user, register.action, place)
    Territory.objects.select_for_update().get(pk=place.pk)  # sums over a region's rows are checked one by one
    register.check(row)
    if hasattr(row, "version"):
        row.version = row.version + 1 if row.pk else 1
    row.save()
    change_set = open_change_set(f"support.{register.code}", actor=user, territory_code=place.kato)
    log_change(change_set, f"infra_support.{register.model._meta.model_name}", row.pk, old, _logged(row))
    return row


def _logged(row: Any) -> dict[str, Any]:
    """Stored values as the change log keeps them."""
    return {
        field.attname: value if isinstance(value := getattr(row, field.attname), int | bool | None) else str(value)
        for field in row._meta.concrete_fields
        if field.name not in ("id", "version")
    }


def check_place(row: Any) -> None:
    if not covers(row.region, row.settlement):
        raise RowRefused("settlement", ELSEWHERE)
    if row.settlement.level in (Level.COUNTRY, Level.DISTRICT, Level.OKRUG):
        raise RowRefused("settlement", NOT_SETTLEMENT)


def check_object(row: m.InfrastructureObject) -> None:
    check_place(row)
    if row.shared and not shared_use.enough_users(row.planned_users):
        raise RowRefused("planned_users", FEW_USERS)
    if row.stage == ObjectStage.WORKING and row.commissioned_on is None:
        raise RowRefused("commissioned_on", NO_DATE)
    if row.pk and shared_use.most_taken(_uses(row)) > row.capacity:
        raise RowRefused("capacity", NO_PLACES)


def _uses(held: m.InfrastructureObject, without: Any = None) -> list[tuple[date, date, int]]:
    uses = held.uses.all() if without is None else held.uses.exclude(pk=without)
    return list(uses.values_list("starts_on", "ends_on", "places"))


def check_use(row: m.ObjectUse) -> None:
    if row.ends_on < row.starts_on:
        raise RowRefused("ends_on", ENDS_BEFORE)
    consent = bool(row.consent_number and row.consent_on)
    if not shared_use.within_term(row.starts_on, row.ends_on, consent=consent):
        raise RowRefused("ends_on", TOO_LONG)
    uses = [*_uses(row.object, row.pk), (row.starts_on, row.ends_on, row.places)]
    if shared_use.most_taken(uses) > row.object.capacity:
        raise RowRefused("places", NO_PLACES)
    if row.account_number and not m.Enterprise.objects.filter(account_number=row.account_number).exists():
        raise RowRefused("account_number", NO_ACCOUNT)


def check_placement(row: m.ShelfPlacement) -> None:
    if row.ends_on < row.starts_on:
        raise RowRefused("ends_on", ENDS_BEFORE)
    if not retail.term_allowed(row.starts_on, row.ends_on):
        least = retail.least_end(row.starts_on)
        raise RowRefused("ends_on", SIX_MONTHS % {"least": f"{least:%d.%m.%Y}"})
    others = row.trade_object.placements.exclude(pk=row.pk).values_list("starts_on", "ends_on", "area_m2")
    given: list[tuple[date, date, Decimal]] = [*others, (row.starts_on, row.ends_on, row.area_m2)]
    if retail.most_given(given) > row.trade_object.trade_area_m2:
        raise RowRefused("area_m2", TOO_MUCH_SPACE)


def check_priority(row: m.PriorityActivity) -> None:
    row.oked = row.oked.replace(".", "").upper().strip()
    if row.valid_to and row.valid_to < row.valid_from:
        raise RowRefused("valid_to", ENDS_BEFORE)
    if m.OkedCode.objects.exists() and not _known_code(row.oked):
        raise RowRefused("oked", NO_SUCH_CODE)
    others = m.PriorityActivity.objects.filter(region=row.region).exclude(pk=row.pk)
    if not priorities.allowed([*others.values_list("valid_from", "valid_to"), (row.valid_from, row.valid_to)]):
        raise RowRefused("oked", SEVENTH)


def _known_code(code: str) -> bool:
    """A section or division of the classifier, or digits below a known division: the deeper levels are loaded
    where an installation has them."""
    if m.OkedCode.objects.filter(code=code).exists():
        return True
    deep = m.OkedCode.objects.filter(level__gt=2).exists()
    return not deep and code.isdigit() and 3 <= len(code) <= 5 and m.OkedCode.objects.filter(code=code[:2]).exists()


def check_year(row: m.ProjectYear) -> None:
    if row.absorbed < row.planned and not row.reason.strip():
        raise RowRefused("reason", NO_REASON)
    if row.load_percent is not None and row.load_percent > 100:
        raise RowRefused("load_percent", TOO_MUCH_LOAD)


MONITORING = "support.keep_monitoring"
REGISTERS = {
    one.code: one
    for one in (
        Register("objects", m.InfrastructureObject, _region, check_object),
        Register("uses", m.ObjectUse, lambda row: row.object.region, check_use, region_path="object__region"),
        Register("trade", m.TradeObject, _region, check_place),
        Register(
            "shelves", m.ShelfPlacement, lambda row: row.trade_object.region, check_placement,
            region_path="trade_object__region",
        ),
        Register("priorities", m.PriorityActivity, _region, check_priority),
        Register("records", m.CoordinatorRecord, _region),
        Register(
            "facts", m.ProjectFact, lambda row: row.application.region, action=MONITORING,
            region_path="application__region",
        ),
        Register(
            "project-years", m.ProjectYear, lambda row: row.application.region, check_year, action=MONITORING,
            region_path="application__region",
        ),
    )
}  # fmt: skip
