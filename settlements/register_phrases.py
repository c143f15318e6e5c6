"""How the change log of the register reads: actions, fields and values in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rss_portal.changelog.models import Change
from rss_portal.ui import formats
from settlements.models import SettlementYear, Territory

Text = str | Promise

ACTIONS: dict[str, Text] = {
    "register.import": gettext_lazy("Edition of the classifier"),
    "register.confirm_recoding": gettext_lazy("Recoding confirmed"),
    "register.reject_recoding": gettext_lazy("Recoding rejected"),
    "register.coordinates": gettext_lazy("Coordinates"),
    "register.import_coordinates": gettext_lazy("Import of coordinates"),
    "profiles.open_year": gettext_lazy("Year opened"),
    "profiles.set": gettext_lazy("Profile changed"),
    "profiles.import_population": gettext_lazy("Import of population"),
    "profiles.import_statuses": gettext_lazy("Import of statuses"),
}
_LABELS: dict[str, Text] = {
    "parent": gettext_lazy("Part of"),
    "region": gettext_lazy("Region"),
    "district": gettext_lazy("District"),
    "okrug": gettext_lazy("Rural okrug"),
    "successor": gettext_lazy("Successor"),
    "satellite_of": gettext_lazy("Satellite of"),
    "city_kind": gettext_lazy("Kind of city"),
}
_MODELS: dict[str, type[Model]] = {
    "settlements.territory": Territory,
    "settlements.settlement_year": SettlementYear,
}


@dataclass(frozen=True)
class LoggedField:
    """One field of a change: its label, the value before and after."""

    label: Text
    old: str
    new: str


@dataclass(frozen=True)
class LoggedChange:
    """A change as it is read; YEAR is empty for a change of the unit itself."""

    change: Change
    action: Text
    year: str
    fields: list[LoggedField]


def described(change: Change) -> LoggedChange:
    """CHANGE with labels and readable values."""
    model = _MODELS[change.object_type]
    fields = [
        LoggedField(_label(model, name), _value(model, name, change.old), _value(model, name, change.new))
        for name in change.new
    ]
    year = change.object_key.partition(":")[2]
    action = change.change_set.action
    return LoggedChange(change, ACTIONS.get(action, action), year, fields)


def _label(model: type[Model], name: str) -> Text:
    plain = name.removesuffix("_id")
    return _LABELS.get(plain) or model._meta.get_field(plain).verbose_name  # type: ignore[union-attr]


def _value(model: type[Model], name: str, values: Mapping[str, Any]) -> str:
    value = values.get(name)
    if value is None or value == "":
        return formats.NO_DATA
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    choices = dict(getattr(model._meta.get_field(name.removesuffix("_id")), "choices", None) or ())
    return str(choices.get(value, value))
