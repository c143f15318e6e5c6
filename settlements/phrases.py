"""Sentences about entries that the page, the workbook and the API share: one text per code."""

from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from rss_portal.ui.formats import decimal
from settlements.choices import NotApplicable
from settlements.rules.entry_checks import Problem

Text = str | Promise

FIELD_LABELS: dict[str, Text] = {
    "required": _("required"),
    "good": _("good condition"),
    "current_repair": _("needs current repair"),
    "capital_repair": _("needs capital repair"),
    "emergency": _("in emergency condition"),
    "existing": _("existing"),
    "lacking_equipment": _("lacking equipment"),
    "capacity": _("capacity"),
    "distance_km": _("distance to the nearest, km"),
    "served_by": _("serving settlement (КАТО)"),
    "total": _("total"),
    "covered": _("covered"),
    "normative": _("in normative condition"),
    "available": _("available"),
    "share_served": _("share of residents served, percent"),
    "schedule": _("schedule"),
    "cost_thousand_tenge": _("cost, thousand tenge"),
    "na_reason": _("not applicable: reason"),
    "na_approved": _("not applicable: approved"),
    "note": _("note"),
    "confirmed_same": _("confirmed: same as last year"),
}

FIELD_HELP: dict[str, Text] = {
    "required": _("How many the settlement needs by the norm. At least 1 where the item is mandatory."),
    "good": _("Existing facilities that need no repair."),
    "current_repair": _("Existing facilities that need current repair."),
    "capital_repair": _("Existing facilities that need capital repair."),
    "emergency": _("Existing facilities in emergency condition."),
    "lacking_equipment": _("How many of the existing lack equipment; not more than the existing."),
    "capacity": _("Places or visits that the existing facilities are built for."),
    "distance_km": _("When none exists: the distance to the nearest one."),
    "served_by": _("КАТО code of the settlement whose facility serves the residents."),
    "total": _("How many there are in all, in the unit of the heading."),
    "covered": _("How many of the total are covered; not more than the total."),
    "normative": _("How many of the covered are in normative condition; may be left empty."),
    "available": _("Whether residents get the service in the settlement."),
    "share_served": _("Between 0 and 100; may be left empty."),
    "schedule": _("For example: Monday to Friday, 9:00-18:00."),
    "cost_thousand_tenge": _("What it would cost to bring it to the standard."),
    "note": _("Explains the values to those who accept the return."),
}

PROBLEM_TEXTS: dict[str, Text] = {
    "not_integer": _("%(found)s found, a whole number is needed"),
    "not_number": _("%(found)s found, a number is needed"),
    "negative": _("%(found)s found, a number not below 0 is needed"),
    "too_large": _("%(found)s found, a number not above %(expected)s is needed"),
    "too_long": _("%(found)s characters found, at most %(expected)s fit"),
    "not_yes_or_no": _("%(found)s found, yes or no is needed"),
    "percent_out_of_range": _("%(found)s found, a percent between 0 and 100 is needed"),
    "share_without_service": _("%(found)s found, but the service is marked as not available"),
    "lacking_above_existing": _("%(found)s found, but only %(expected)s exist"),
    "covered_above_total": _("%(found)s found, but the total is %(expected)s"),
    "normative_above_covered": _("%(found)s found, but only %(expected)s are covered"),
    "existing_is_not_sum": _("%(found)s found, but the conditions add up to %(expected)s"),
    "required_below_one": _("%(found)s found; the item is mandatory here: at least 1, or mark it not applicable"),
    "not_kato": _("%(found)s found, a КАТО code of nine digits is needed"),
    "unknown_settlement": _("%(found)s is not a settlement of the register"),
    "unknown_reason": _("%(found)s is not one of the reasons"),
    "reason_needs_note": _("this reason needs an explanation in the note"),
    "not_of_measure": _("%(found)s found, but this item has no such field"),
    "not_listed": _("%(found)s is not on the list of this settlement's status"),
    "files_attached": _("files are attached (%(found)s); remove them before clearing the entry"),
    "changed_by_half": _("%(found)s against %(expected)s last year: a change of more than 50 %%"),
    "fell_to_zero": _("nothing is left of last year's %(expected)s"),
    "population_zero": _("the settlement has no population in this year"),
    "mandatory_without_need": _("the item is mandatory here, but no need is stated"),
    "nothing_last_year": _("there is no entry of last year"),
}

YES, NO, NO_DATA = _("yes"), _("no"), _("no data")
# Problems that a note settles: in a workbook they stand beside errors, so the sentence says what to do.
SETTLED_BY_NOTE = ("changed_by_half", "fell_to_zero", "population_zero", "mandatory_without_need")


def field_label(field: str) -> str:
    """Name of a FIELD in the current language; "" for a problem of the whole entry."""
    return str(FIELD_LABELS[field]) if field else ""


def shown(value: Any) -> str:
    """A value as a person reads it in the current language: decimal comma, yes and no; "" for no data."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(YES if value else NO)
    if isinstance(value, int):
        return decimal(value, 0)
    if isinstance(value, float | Decimal):
        places = Decimal(str(value)).normalize().as_tuple().exponent
        return decimal(value, max(0, -places)) if isinstance(places, int) else str(value)
    return str(value)


def shown_field(field: str, value: Any) -> str:
    """VALUE of FIELD as a person reads it; codes of reasons by their names."""
    if field == "na_reason" and value in NotApplicable.values:
        return str(NotApplicable(value).label)
    return shown(value)


def problem_text(problem: Problem) -> str:
    """What was found and what is expected, without the field's name: "12,5 табылды, бүтін сан керек"."""
    numbers = {"found": _found(problem.found), "expected": shown(problem.expected)}
    return str(PROBLEM_TEXTS[problem.code]) % numbers


def _found(value: Any) -> str:
    """What was found; words in quotation marks, since they would run into the sentence."""
    if isinstance(value, str) and any(map(str.isalpha, value)):
        return now("“%(words)s”") % {"words": value}
    return shown(value) or str(NO_DATA)


def problem_in_file(problem: Problem) -> str:
    """The problem as a workbook's list of errors says it: what a note settles asks for the note."""
    text = problem_text(problem)
    return (
        now("%(problem)s; give the reason in the note") % {"problem": text} if problem.code in SETTLED_BY_NOTE else text
    )


def labelled_problem(problem: Problem) -> str:
    """The problem with its field before it, for lists of errors."""
    text = problem_text(problem)
    return f"{field_label(problem.field)}: {text}" if problem.field else text


def problem_in_cell(problem: Problem, row: int, column: str) -> str:
    """The problem with its place in a worksheet: "3-жол, C бағаны: 12,5 табылды, бүтін сан керек"."""
    place = {"row": row, "column": column, "text": problem_text(problem)}
    return now("row %(row)s, column %(column)s: %(text)s") % place


# States of a cell or row that the page announces while it saves.
STATE_TEXTS: dict[str, Text] = {
    "saving": _("Saving…"),
    "saved": _("Saved"),
    "typing": _("Not saved yet"),
    "invalid": _("Not saved: correct the value"),
    "confirm": _("Not saved: confirm with a note"),
    "conflict": _("Not saved: somebody changed it"),
    "waiting": _("Not saved: no connection, trying again"),
    "refused": _("Not saved"),
    "signed_out": _("Not saved: sign in again in another tab; the values stay here"),
    "kept": _("Values that were not saved last time are back"),
    "confirm_button": _("Save with this note"),
    "confirm_label": _("Note: why is it so?"),
    "take_theirs": _("Keep the other value"),
    "put_mine": _("Put my value"),
    "taken": _("The other value is kept"),
    "leave": _("Some values are not saved yet."),
    "existing": _("Existing"),
    "all_saved": _("Everything is saved"),
}

RULE_TEXTS: dict[str, tuple[Text, ...]] = {
    "facility": (
        _("Existing is the sum of the four conditions: each facility is counted once, in its condition."),
        _("Lacking equipment is not more than the existing."),
        _("Where the item is mandatory, at least one is needed, or it is marked as not applicable."),
    ),
    "network": (
        _("Covered is not more than the total, and in normative condition not more than the covered."),
        _("A total of 0 means that there is nothing to cover; an empty field means no data."),
    ),
    "service": (
        _("The share of residents served is a percent between 0 and 100; without it yes counts as all."),
        _("The schedule is written as residents know it."),
    ),
}


def entry_page_texts() -> dict[str, str]:
    """The texts of states for the page's scripts, in the current language."""
    return {code: str(text) for code, text in STATE_TEXTS.items()}
