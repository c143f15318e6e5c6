"""Words of formulas and explanations."""

from typing import Any

from django.utils.translation import get_language, gettext_lazy, gettext_noop, ngettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

# Inputs and steps as they stand in a printed formula: short, lower case.
FORMULA_NAMES: dict[str, Any] = {
    "required": pgettext_lazy("formula", "required"),
    "good": pgettext_lazy("formula", "good"),
    "current_repair": pgettext_lazy("formula", "need current repair"),
    "capital_repair": pgettext_lazy("formula", "need capital repair"),
    "emergency": pgettext_lazy("formula", "in emergency"),
    "lacking_equipment": pgettext_lazy("formula", "lack equipment"),
    "existing": pgettext_lazy("formula", "existing"),
    "total": pgettext_lazy("formula", "total"),
    "covered": pgettext_lazy("formula", "covered"),
    "normative": pgettext_lazy("formula", "in normative condition"),
    "available": pgettext_lazy("formula", "available"),
    "share_served": pgettext_lazy("formula", "percent served"),
    "availability": pgettext_lazy("formula", "availability"),
    "condition": pgettext_lazy("formula", "condition"),
    "coverage": pgettext_lazy("formula", "coverage"),
    "normative_share": pgettext_lazy("formula", "share in normative condition"),
    "no_current_repair": pgettext_lazy("formula", "share without need of current repair"),
    "no_capital_repair": pgettext_lazy("formula", "share without need of capital repair"),
    "equipped": pgettext_lazy("formula", "share equipped"),
    "no_emergency": pgettext_lazy("formula", "share not in emergency"),
    "where": pgettext_lazy("formula", "{then} if {condition}, else {otherwise}"),
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


# Notes of the shipped lists (standards/data/*/requirements.csv), said in the reader's language where they are shown.
REQUIREMENT_NOTES = (
    gettext_noop(
        "names printed without their level (CUL-01 and SRV-01 restored to reach 49); level follows the lower status"
    ),
    gettext_noop("the slide counts 12 recommended items and prints 13 names"),
    gettext_noop("as above"),
    gettext_noop("the six items that the slide gives to cities of district significance only; which six is inferred"),
    gettext_noop("the one item that the slide gives to district centres only; which one is inferred"),
    gettext_noop("marked ** on the slide: cities of oblast significance"),
    gettext_noop(
        "marked * on the slide: cities of republican significance; counted as mandatory so that 41 + 15 holds"
    ),
)

# What the rules of an edition's files ask for, by the words in which they ask.
EXPECTED = {
    "a code of a status": gettext_lazy("a code of a status"),
    "a code of the catalogue": gettext_lazy("a code of the catalogue"),
    "an item once per status": gettext_lazy("an item once per status"),
    "mandatory or recommended": gettext_lazy("mandatory or recommended"),
    "a whole number of at least 0": gettext_lazy("a whole number of at least 0"),
    "a table": gettext_lazy("a table of values"),
    "a number of at least 0": gettext_lazy("a number of at least 0"),
    "a number above 0": gettext_lazy("a number above 0"),
    "a number of at least 0, at most 1": gettext_lazy("a number from 0 to 1"),
    "a number above 0, at most 1": gettext_lazy("a number above 0, at most 1"),
}


def expected_text(expected: str) -> str:
    """What is asked for in the reader's language; lists of codes follow the words "one of"."""
    if expected.startswith("one of "):
        return _("one of: %(codes)s") % {"codes": expected.removeprefix("one of ")}
    if expected.startswith("columns "):
        return _("the columns: %(codes)s") % {"codes": expected.removeprefix("columns ")}
    return str(EXPECTED.get(expected, expected))
