"""What the steps of a trace, notes, criteria and missing things are called."""

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import Better
from planning_docs.effectiveness.choices import Criterion, Subject
from planning_docs.effectiveness.choices import Origin as HeldOrigin
from planning_docs.effectiveness.models import Evaluation, Objection
from planning_docs.effectiveness.rules import trace
from planning_docs.effectiveness.rules.formulas import as_decimal
from rss_portal.ui import formats

Text = str | Promise

KINDS: dict[str, Text] = {
    "total": _("Score"),
    "quality": Criterion.QUALITY.label,
    "sector": _("Sector"),
    "field": _("Marks of a field of activity"),
    "risks": Criterion.RISKS.label,
    "risk": _("Risk"),
    "achievement": Criterion.GOALS.label,
    "goal": _("Goal"),
    "targets": _("Target indicators of the goal"),
    "target": _("Target indicator"),
    "results": _("Tasks of the goal"),
    "task": _("Task"),
    "result": _("Result indicator"),
    "influence": Criterion.INFLUENCE.label,
    "ratio": _("Index of the indicator"),
    "deductions": Criterion.DEDUCTIONS.label,
    "late": _("Report not presented in time"),
    "incomplete": _("Incomplete report"),
    "false_facts": _("Unreliable report"),
}
NOTES: dict[str, Text] = {
    trace.NO_PLAN: _("No plan for the year: left out (p.24)."),
    trace.NO_FACT: _("Neither an official nor an operational fact: left out (p.24)."),
    trace.NO_PREVIOUS: _("No fact of the year before: left out."),
    trace.OPERATIONAL: _("No official fact yet: the operational one counts (p.24)."),
    trace.NO_TASKS: _("The goal has no tasks: Y = 1."),
    trace.LEFT_OUT: _("Nothing in it counts: left out of the mean."),
    trace.NO_RISKS: _("The plan lists no risks: C = 0."),
    trace.MISSING: _("A value is missing: the score is incomplete."),
    trace.NO_IMPROVEMENT: _("Nothing to divide by: 1 when the fact is not worse than the plan, else 0."),
    trace.IN_RANGE: _("1 inside the planned range, else 0."),
    trace.FEW_FALSE_FACTS: _("Fewer than three false facts: nothing is taken off (p.42)."),
}
ORIGINS: dict[str, Text] = {**dict(HeldOrigin.choices), "found": _("Found by re-verification")}
WORDS: dict[str, Text] = {
    "previous": _("previous fact"),
    "plan": _("plan"),
    "fact": _("fact"),
    "low": _("from"),
    "high": _("to"),
}
MISSING: dict[str, Text] = {
    "B": _("Marks of the field of activity %(what)s"),
    "C": _("Mark of the risk %(what)s"),
    "D": _("Goals with at least one indicator that counts"),
    "E": _("Value of the coefficient of results: %(what)s"),
}
_DECIMAL_POINT = re.compile(r"(?<=\d)\.(?=\d)")
_WORD = re.compile(r"\b(previous|plan|fact|low|high)\b")


def local_numbers(text: str) -> str:
    """TEXT with the decimal sign of the running language."""
    return text if (get_language() or "kk").startswith("en") else _DECIMAL_POINT.sub(",", text)


def local_formula(text: str) -> str:
    """A formula with its words in the running language."""
    return local_numbers(_WORD.sub(lambda found: str(WORDS[found[0]]), text))


def name_in(texts: Mapping[str, Any]) -> str:
    """The name in the running language of data that have `name_kk` and `name_ru`; empty when they have none."""
    if not texts.get("name_kk") and not texts.get("name_ru"):
        return ""
    named = SimpleNamespace(name_kk=texts.get("name_kk", ""), name_ru=texts.get("name_ru", ""), name_en="")
    return formats.name(named)


def unit_in(texts: Mapping[str, Any]) -> str:
    """The unit in the running language."""
    named = {"name_kk": texts.get("unit_kk", ""), "name_ru": texts.get("unit_ru", "")}
    return name_in(named)


def missing_text(code: str, influence: Mapping[str, Mapping[str, Any]]) -> str:
    """What a score lacks, in words; INFLUENCE are the indicators of E by code."""
    letter, _colon, what = code.partition(":")
    if letter == "E" and what in influence:
        what = name_in(influence[what])
    return str(MISSING[letter]) % {"what": what} if what else str(MISSING[letter]).replace("%(what)s", "").strip(": ")


def coefficient(value: Fraction | Decimal | None, places: int = 2) -> str:
    """A coefficient or points with 2 decimals, half up, in the running language."""
    if value is None:
        return formats.NO_DATA
    return formats.decimal(value if isinstance(value, Decimal) else as_decimal(value), places)


def exact_number(text: str | None) -> str:
    """A number of the case as people read it."""
    if text is None:
        return formats.NO_DATA
    value = Fraction(text)
    return local_numbers(trace.shown(value))


def plain_number(value: Decimal) -> str:
    """A number with the decimals that it has."""
    return local_numbers(f"{value.normalize():f}")


def better_label(code: str) -> str:
    return str(Better(code).label)


def subject_of(evaluation: Evaluation, objection: Objection, row: Any) -> str:
    """What OBJECTION is about, with the name of ROW: the indicator, value of E, field of activity or risk."""
    said = str(objection.get_subject_display())
    if row is None:
        return said
    if objection.subject == Subject.E_VALUE:
        return f"{said} «{name_in(_influence_texts(evaluation).get(row.code, {}))}»"
    number = f"{row.number}. " if objection.subject == Subject.SECTOR else ""
    return f"{said} «{number}{formats.name(row)}»"


def _influence_texts(evaluation: Evaluation) -> dict[str, Mapping[str, Any]]:
    return {one["code"]: one for one in evaluation.edition.parameters["influence"]}


def stood_text(objection: Objection) -> str:
    """The value of the conclusion that is objected to; empty where there is none."""
    return _values(_("By the conclusion"), objection.stood, objection.stood_second)


def proposed_text(objection: Objection) -> str:
    """The value that the body considers right; empty where there is none."""
    return _values(_("Right value"), objection.proposed, objection.proposed_second)


def _values(label: Text, first: Decimal | None, second: Decimal | None) -> str:
    given = [plain_number(one) for one in (first, second) if one is not None]
    return f"{label}: {'; '.join(given)}" if given else ""
