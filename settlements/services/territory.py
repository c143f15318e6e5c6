"""A person's word on the register: recodings confirmed or rejected, a unit's own data changed."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from rss_portal.access import require
from rss_portal.changelog.services import log_change, open_change_set
from settlements.choices import ChangeKind
from settlements.models import Territory, TerritoryChange

OBJECT_TYPE = "settlements.territory"
_FOLLOWED = ("successor_id", "closed_as")
_CARRIED = ("monitored", "latitude", "longitude")


class ChangeSettled(Exception):
    """The proposed recoding was confirmed or rejected before."""


def _proposal(change_id: int) -> TerritoryChange:
    change = (
        TerritoryChange.objects.select_for_update(of=("self",))
        .select_related("territory", "successor")
        .filter(pk=change_id, proposed=True)
        .first()
    )
    if change is None:
        raise ChangeSettled(change_id)
    return change


@transaction.atomic
def confirm_recoding(change_id: int, *, actor: Any, reason: str = "") -> TerritoryChange:
    """The closed unit and its proposed successor are the same place: people's grants follow the new code, its
    coordinates and monitoring are carried over, the years before stay where they were entered."""
    change = _proposal(change_id)
    if actor is not None:
        require(actor, "settlements.manage_register", change.territory)
    before, after = change.territory, change.successor
    if after is None:
        raise ChangeSettled(change_id)
    change_set = open_change_set(
        "register.confirm_recoding", actor=actor, territory_code=before.kato, reason=reason, detail=after.kato
    )
    old = _values(before, _FOLLOWED)
    before.successor, before.closed_as = after, ChangeKind.RECODED
    before.save(update_fields=["successor", "closed_as"])
    log_change(change_set, OBJECT_TYPE, before.kato, old, _values(before, _FOLLOWED))
    _carry_over(before, after, change_set)
    change.proposed = False
    change.save(update_fields=["proposed"])
    return change


def _carry_over(before: Territory, after: Territory, change_set: Any) -> None:
    """What people entered of the unit goes on under its new code, unless that has values of its own."""
    old = _values(after, _CARRIED)
    after.monitored = after.monitored or before.monitored
    if after.latitude is None:
        after.latitude, after.longitude = before.latitude, before.longitude
    after.save(update_fields=list(_CARRIED))
    log_change(change_set, OBJECT_TYPE, after.kato, old, _values(after, _CARRIED))


@transaction.atomic
def reject_recoding(change_id: int, *, actor: Any, reason: str = "") -> TerritoryChange:
    """The two units are different places: the old one was abolished."""
    change = _proposal(change_id)
    if actor is not None:
        require(actor, "settlements.manage_register", change.territory)
    change_set = open_change_set(
        "register.reject_recoding", actor=actor, territory_code=change.territory_id, reason=reason
    )
    log_change(
        change_set,
        "settlements.territory_change",
        change.pk,
        {"kind": change.kind, "successor": change.successor_id},
        {"kind": ChangeKind.ABOLISHED, "successor": None},
    )
    change.kind, change.successor, change.proposed = ChangeKind.ABOLISHED, None, False
    change.save(update_fields=["kind", "successor", "proposed"])
    return change


def confirm_all_recodings(*, actor: Any = None, reason: str = "") -> int:
    """Confirm every recoding that waits; how many there were. For the command, after its report was read."""
    waiting = list(TerritoryChange.objects.filter(proposed=True).order_by("pk").values_list("pk", flat=True))
    for change_id in waiting:
        confirm_recoding(change_id, actor=actor, reason=reason)
    return len(waiting)


@transaction.atomic
def set_coordinates(
    territory: Territory,
    latitude: Decimal | None,
    longitude: Decimal | None,
    *,
    actor: Any,
    change_set: Any = None,
) -> bool:
    """Store the place of TERRITORY (degrees, WGS 84); whether anything differed. Raises `Refused`."""
    if actor is not None:
        require(actor, "settlements.edit_place", territory)
    names = ("latitude", "longitude")
    held = Territory.objects.select_for_update().get(pk=territory.pk)
    old = _values(held, names)
    held.latitude, held.longitude = latitude, longitude
    if old == _values(held, names):
        return False
    held.save(update_fields=list(names))
    change_set = change_set or open_change_set("register.coordinates", actor=actor, territory_code=held.kato)
    log_change(change_set, OBJECT_TYPE, held.kato, old, _values(held, names))
    return True


def _values(territory: Territory, names: tuple[str, ...]) -> dict[str, Any]:
    values = {name: getattr(territory, name) for name in names}
    return {name: f"{value:.6f}" if isinstance(value, Decimal) else value for name, value in values.items()}
