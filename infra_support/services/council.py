"""Seats of a region's council: give, change, end."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from infra_support.council_queries import roster
from infra_support.models import CouncilMember
from infra_support.rules.council import roster_valid
from infra_support.services.exceptions import StepRefused
from rss_portal.access import require
from rss_portal.changelog.services import log_change, open_change_set
from settlements.models import Territory

FIELDS = ("full_name", "position", "seat_kind", "chair", "user", "valid_from", "valid_to")
OBJECT = "infra_support.councilmember"
ENDS_BEFORE_IT_BEGINS = _("A seat cannot end before it begins.")


@transaction.atomic
def add_member(user: Any, region: Territory, values: Mapping[str, Any]) -> CouncilMember:
    """A new seat of REGION's council with the values of `FIELDS`. Raises `Refused`."""
    require(user, "support.plan_meeting", region)
    member = CouncilMember.objects.create(region=region, **values)
    _log(user, member, "support.council.add", {})
    return member


@transaction.atomic
def change_member(user: Any, member: CouncilMember, values: Mapping[str, Any]) -> CouncilMember:
    """Change a seat; its past meetings keep their counts. Raises `Refused`."""
    require(user, "support.plan_meeting", member.region)
    member = CouncilMember.objects.select_for_update(of=("self",)).select_related("region").get(pk=member.pk)
    old = _values(member)
    for name, value in values.items():
        setattr(member, name, value)
    member.save(update_fields=list(values))
    _log(user, member, "support.council.change", old)
    return member


@transaction.atomic
def end_member(user: Any, member: CouncilMember, on: date) -> CouncilMember:
    """End a seat with the day ON. Raises `Refused` and `StepRefused`."""
    if on < member.valid_from:
        raise StepRefused(ENDS_BEFORE_IT_BEGINS, "valid_to")
    return change_member(user, member, {"valid_to": on})


def roster_is_valid(region: Territory, on: date) -> bool:
    """Whether the council of REGION may meet on the day ON (p.21)."""
    members = roster(region, on)
    return roster_valid(len(members), sum(member.seat_kind == "business" for member in members))


def _values(member: CouncilMember) -> dict[str, Any]:
    return {name: str(getattr(member, name) or "") for name in FIELDS}


def _log(user: Any, member: CouncilMember, action: str, old: dict[str, Any]) -> None:
    change_set = open_change_set(action, actor=user, territory_code=member.region_id)
    log_change(change_set, OBJECT, member.pk, old, _values(member))
