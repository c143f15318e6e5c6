"""The steps of returns: submit, accept, send back, extend. Each is one transaction, logged, with its event."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rss_portal.access import Refused, require
from rss_portal.changelog.services import log_change, open_change_set
from settlements.entry_sheets import open_sheet
from settlements.models import InventoryReturn, Item, ReturnEvent, ReturnRemark
from settlements.permissions import place_in_year
from settlements.rules.return_workflow import ACCEPT, SEND_BACK, SUBMIT, Transition, find_step

NO_REMARKS = _("Write at least one remark: what has to be corrected.")
PAST_DATE = _("The date must not lie in the past.")
NO_REASON = _("Say why the return is extended.")


class StepRefused(ValueError):
    """The step lacks something; `reason` is a text to be read."""

    def __init__(self, reason: str | Promise):
        super().__init__(str(reason))
        self.reason = reason


class Incomplete(StepRefused):
    """Mandatory items have no data; `items` are what is missing."""

    def __init__(self, items: list[Item]):
        super().__init__(_("Mandatory items have neither data nor a reason why they are not applicable."))
        self.items = items


@dataclass
class BulkOutcome:
    """Codes of the settlements whose returns moved, and why the others did not."""

    moved: list[str] = field(default_factory=list)
    refused: dict[str, str | Promise] = field(default_factory=dict)


@transaction.atomic
def submit(user: Any, held: InventoryReturn, *, note: str = "") -> InventoryReturn:
    """Hand the return over to the level above. Every mandatory item must have data or a reason of not being
    applicable; remarks that were open are settled by it. Raises `Refused` and `Incomplete`."""
    held = _locked(held)
    require(user, "settlements.submit_return", held)
    step = _step(SUBMIT, held)
    if step.needs_completeness:
        missing = open_sheet(held.settlement, held.campaign_id).missing_items()
        if missing:
            raise Incomplete(missing)
    held.remarks.filter(resolved_at=None).update(resolved_at=timezone.now())
    return _move(user, held, step, note)


@transaction.atomic
def accept(user: Any, held: InventoryReturn, *, note: str = "") -> InventoryReturn:
    """Accept the return at the level whose turn it is; locks it for the levels below. Raises `Refused`."""
    held = _locked(held)
    require(user, "settlements.accept_return", held)
    held.remarks.filter(resolved_at=None).update(resolved_at=timezone.now())
    return _move(user, held, _step(ACCEPT, held), note)


@transaction.atomic
def send_back(
    user: Any,
    held: InventoryReturn,
    remarks: Mapping[str, str],
    *,
    due_on: date | None = None,
    note: str = "",
) -> InventoryReturn:
    """Send the return to the level below. REMARKS are texts by item code, "" for the whole return; DUE_ON is
    the day until which that level may correct it, also when its own term is over. Raises `Refused` and
    `StepRefused`."""
    held = _locked(held)
    require(user, "settlements.send_back_return", held)
    written = {code: text.strip() for code, text in remarks.items() if text.strip()}
    if not written:
        raise StepRefused(NO_REMARKS)
    if due_on and due_on < timezone.localdate():
        raise StepRefused(PAST_DATE)
    for code, text in written.items():
        ReturnRemark.objects.create(inventory_return=held, item_id=code or None, text=text, author=user, due_on=due_on)
    if due_on and (held.extended_to is None or due_on > held.extended_to):
        held.extended_to = due_on
    return _move(user, held, _step(SEND_BACK, held), note or "\n".join(written.values()))


@transaction.atomic
def extend(user: Any, held: InventoryReturn, until: date, reason: str) -> InventoryReturn:
    """Let the return be entered and accepted until the day UNTIL. Raises `Refused` and `StepRefused`."""
    held = _locked(held)
    require(user, "settlements.extend_return", held)
    if not reason.strip():
        raise StepRefused(NO_REASON)
    if until < timezone.localdate():
        raise StepRefused(PAST_DATE)
    old = {"extended_to": held.extended_to and held.extended_to.isoformat()}
    held.extended_to, held.extension_reason = until, reason.strip()
    held.save(update_fields=["extended_to", "extension_reason"])
    _log(user, held, "return.extended", reason, old, {"extended_to": until.isoformat()})
    return held


def move_many(user: Any, action: str, returns: Iterable[InventoryReturn]) -> BulkOutcome:
    """Submit or accept RETURNS one by one: what cannot move stays, with its reason."""
    service = {SUBMIT: submit, ACCEPT: accept}[action]
    outcome = BulkOutcome()
    for held in returns:
        try:
            service(user, held)
        except (Refused, StepRefused) as refusal:
            outcome.refused[held.settlement_id] = refusal.reason
        else:
            outcome.moved.append(held.settlement_id)
    return outcome


def _locked(held: InventoryReturn) -> InventoryReturn:
    """The return as it is now, locked until the end of the transaction; made when it was not stored yet."""
    if held.pk is None:
        held, _made = InventoryReturn.objects.get_or_create(
            campaign_id=held.campaign_id, settlement_id=held.settlement_id
        )
    rows = InventoryReturn.objects.select_for_update(of=("self",)).select_related("settlement", "campaign")
    return rows.get(pk=held.pk)


def _step(action: str, held: InventoryReturn) -> Transition:
    place = place_in_year(held.settlement, held.campaign_id)
    has_district = bool((place or held.settlement).district_id)
    step = find_step(action, held.state, has_district=has_district)
    if step is None:  # the permission rule answers from the same states, so this is a fault of the tables
        raise LookupError(f"no step {action} from {held.state}")
    return step


def _move(user: Any, held: InventoryReturn, step: Transition, note: str) -> InventoryReturn:
    old = held.state
    held.state, held.state_since = step.to_state, timezone.now()
    held.save(update_fields=["state", "state_since", "extended_to"])
    ReturnEvent.objects.create(inventory_return=held, actor=user, from_state=old, to_state=step.to_state, note=note)
    _log(user, held, f"return.{step.action}", note, {"state": old}, {"state": str(step.to_state)})
    return held


def _log(user: Any, held: InventoryReturn, action: str, reason: str, old: dict[str, Any], new: dict[str, Any]) -> None:
    change_set = open_change_set(action, actor=user, territory_code=held.settlement_id, reason=reason)
    log_change(change_set, "settlements.inventoryreturn", f"{held.campaign_id}/{held.settlement_id}", old, new)
