"""Words of formulas and explanations."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

# Inputs and steps as they stand in a printed formula: short, lower case.
FORMULA_NAMES: dict[str, Any] = {
    "required": gettext_lazy("required"),
    "good": gettext_lazy("good"),
    "current_repair": gettext_lazy("need current repair"),
    "capital_repair": gettext_lazy("need capital repair"),
    "emergency": gettext_lazy("in emergency"),
    "lacking_equipment": gettext_lazy("lack equipment"),
    "existing": gettext_lazy("existing"),
    "total": gettext_lazy("total"),
    "covered": gettext_lazy("covered"),
    "normative": gettext_lazy("in normative condition"),
    "available": gettext_lazy("available"),
    "share_served": gettext_lazy("percent served"),
    "availability": gettext_lazy("availability"),
    "condition": gettext_lazy("condition"),
    "coverage": gettext_lazy("coverage"),
    "normative_share": gettext_lazy("share in normative condition"),
    "no_current_repair": gettext_lazy("share without need of current repair"),
    "no_capital_repair": gettext_lazy("share without need of capital repair"),
    "equipped": gettext_lazy("share equipped"),
    "no_emergency": gettext_lazy("share not in emergency"),
    "where": gettext_lazy("{then} if {condition}, else {otherwise}"),
}

METHOD_NAMES: dict[str, Any] = {
    "presence": gettext_lazy("Presence"),
    "availability_condition": gettext_lazy("Availability and condition"),
    "coverage_condition": gettext_lazy("Coverage and condition"),
    "availability": gettext_lazy("Availability of the service"),
    "listed_shares": gettext_lazy("Mean of five shares"),
    "product": gettext_lazy("Availability times condition"),
}

RAISES: dict[str, Any] = {
    "build": ngettext_lazy("Build %(amount)s object", "Build %(amount)s objects", "amount"),
    "repair_current": ngettext_lazy(
        "Carry out current repair of %(amount)s object", "Carry out current repair of %(amount)s objects", "amount"
    ),
    "repair_capital": ngettext_lazy(
        "Carry out capital repair of %(amount)s object", "Carry out capital repair of %(amount)s objects", "amount"
    ),
    "replace_emergency": ngettext_lazy(
        "Restore %(amount)s object in emergency condition",
        "Restore %(amount)s objects in emergency condition",
        "amount",
    ),
    "equip": ngettext_lazy("Equip %(amount)s object", "Equip %(amount)s objects", "amount"),
    "cover": gettext_lazy("Extend the coverage by %(amount)s %(unit)s"),
    "renew": gettext_lazy("Bring %(amount)s %(unit)s to normative condition"),
    "provide": gettext_lazy("Provide the service in full"),
}


def decimal_mark() -> str:
    """The decimal mark of the current language: a comma in Kazakh and Russian."""
    return "." if (get_language() or "kk").startswith("en") else ","


def formula_names() -> dict[str, str]:
    """Names of inputs and steps in the current language."""
    return {code: str(name) for code, name in FORMULA_NAMES.items()}


def method_name(code: str) -> str:
    """Name of an item's formula; the code itself for one without a name."""
    return str(METHOD_NAMES.get(code, code))


def raise_text(code: str, amount: int, unit: str = "") -> str:
    """What an improvement consists of, in the current language."""
    return str(RAISES[code] % {"amount": amount, "unit": unit}).strip()


def settlement_formula() -> str:
    """The rule of a settlement's percent, in words."""
    return _("P = 100 × sum of the scores of mandatory applicable items / their number")


def weighted_settlement_formula() -> str:
    return _("P = 100 × sum of weight × score over mandatory applicable items / sum of their weights")
