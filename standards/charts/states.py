"""What an entry says, as short chips, and what is missing or worn out in it. Texts in the current language."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from rss_portal.ui import formats
from settlements.choices import Measure, NotApplicable, Unit
from settlements.models import InventoryEntry, Item
from standards.figures import ItemState

# field of an entry -> kind of chip; the order is from the best state to the worst
CONDITIONS = (
    ("good", "high"),
    ("current_repair", "medium"),
    ("capital_repair", "medium"),
    ("emergency", "low"),
    ("lacking_equipment", "medium"),
)


@dataclass(frozen=True)
class Chip:
    """A short statement; `kind` (high, medium, low, plain, none) picks its icon and colour."""

    text: str
    kind: str = "plain"


@dataclass(frozen=True)
class Gap:
    """What one item lacks: objects to build, objects worn out (capital repair or emergency), the cost entered in
    thousand tenge (None when nobody entered it)."""

    item: Item
    level: str
    missing: int
    worn_out: int
    text: str
    cost: Decimal | None


def condition_label(field: str) -> str:
    """Short name of a condition of an object."""
    return {
        "good": _("good"),
        "current_repair": _("current repair"),
        "capital_repair": _("capital repair"),
        "emergency": _("emergency"),
        "lacking_equipment": _("lacking equipment"),
    }[field]


def existing(entry: InventoryEntry) -> int:
    """Objects that exist, in whatever condition."""
    return sum(getattr(entry, field) or 0 for field, _kind in CONDITIONS[:4])


def chips(state: ItemState) -> list[Chip]:
    """The entry of STATE in a few chips: “good 1 · capital repair 2 · needed 4”."""
    entry = state.entry
    if entry is None:
        return [Chip(_("no data"), "none")]
    if entry.na_reason:
        return [_not_applicable(entry)]
    of_measure = {Measure.FACILITY: _facility, Measure.NETWORK: _network, Measure.SERVICE: _service}
    return of_measure[Measure(state.item.measure)](state.item, entry) or [Chip(_("no data"), "none")]


def _not_applicable(entry: InventoryEntry) -> Chip:
    reason = NotApplicable(entry.na_reason).label
    if entry.na_approved:
        return Chip(_("not applicable: %(reason)s") % {"reason": reason}, "none")
    return Chip(_("not applicable (awaits approval): %(reason)s") % {"reason": reason}, "none")


def _facility(item: Item, entry: InventoryEntry) -> list[Chip]:
    counted = [(field, kind, getattr(entry, field)) for field, kind in CONDITIONS]
    found = [Chip(f"{condition_label(field)} {formats.number(value)}", kind) for field, kind, value in counted if value]
    if not existing(entry):
        found.insert(0, Chip(_("none"), "low"))
    if entry.required is not None:
        found.append(Chip(_("needed %(count)s") % {"count": formats.number(entry.required)}))
    return found


def _network(item: Item, entry: InventoryEntry) -> list[Chip]:
    if entry.total is None and entry.covered is None:
        return []
    unit = Unit(item.unit).label if item.unit else ""
    share = {
        "covered": formats.number(entry.covered or 0),
        "total": formats.number(entry.total or 0),
        "unit": unit,
    }
    kind = "high" if entry.covered and entry.covered == entry.total else "medium" if entry.covered else "low"
    found = [Chip(_("covered %(covered)s of %(total)s %(unit)s") % share, kind)]
    if entry.normative is not None:
        found.append(Chip(_("in normative condition %(count)s") % {"count": formats.number(entry.normative)}))
    return found


def _service(item: Item, entry: InventoryEntry) -> list[Chip]:
    if entry.share_served is not None:
        share = formats.decimal(entry.share_served, 1)
        kind = "high" if entry.share_served >= 100 else "medium" if entry.share_served else "low"
        return [Chip(_("serves %(share)s %% of residents") % {"share": share}, kind)]
    if entry.available is None:
        return []
    return [Chip(_("available"), "high") if entry.available else Chip(_("none"), "low")]


def gaps(states: Iterable[ItemState]) -> list[Gap]:
    """What is missing or worn out, the costliest first; items in full order are left out."""
    found = [gap for state in states if (gap := _gap(state))]
    return sorted(found, key=lambda gap: (-(gap.cost or 0), -gap.missing, -gap.worn_out, gap.item.code))


def _gap(state: ItemState) -> Gap | None:
    entry = state.entry
    if entry is None or entry.na_reason or state.score_e4 is None:
        return None
    missing, worn_out, text = _lack(state.item, entry)
    if not missing and not worn_out:
        return None
    return Gap(state.item, state.level, missing, worn_out, text, entry.cost_thousand_tenge)


def _lack(item: Item, entry: InventoryEntry) -> tuple[int, int, str]:
    """Missing, worn out, and the same in words."""
    if item.measure == Measure.FACILITY:
        missing = max(0, (entry.required or 0) - existing(entry))
        worn_out = (entry.capital_repair or 0) + (entry.emergency or 0)
        words = [_("build %(count)s") % {"count": missing}] if missing else []
        words += [_("repair or replace %(count)s") % {"count": worn_out}] if worn_out else []
        return missing, worn_out, ", ".join(words)
    if item.measure == Measure.NETWORK:
        missing = max(0, (entry.total or 0) - (entry.covered or 0))
        unit = Unit(item.unit).label if item.unit else ""
        return missing, 0, _("not covered: %(count)s %(unit)s") % {"count": formats.number(missing), "unit": unit}
    served = entry.share_served if entry.share_served is not None else (100 if entry.available else 0)
    missing = 1 if served < 100 else 0
    left = formats.decimal(Decimal(100) - Decimal(served), 0)
    return missing, 0, _("not served: %(share)s %% of residents") % {"share": left}
