"""Checks and warnings at entry (spec 10.5). Values in, problems out; no text, no database.

`check_values` runs over every row of a country's file, so a good row builds nothing but an empty list.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .measure_fields import CONDITIONS, DECIMALS, FACILITY, MAX_COUNT, MEASURE_FIELDS, NETWORK, SERVICE, TEXTS

ERROR, WARNING = "error", "warning"
MANDATORY = "mandatory"
NO_NEED, OTHER_REASON = "no_need", "other"
NA_REASONS = frozenset({"own_school", "served_nearby", NO_NEED, "natural", OTHER_REASON})

# What is compared with the year before: where these are alike, last year's values warn of nothing.
COMPARED_FIELDS = {
    FACILITY: (*CONDITIONS, "required"),
    NETWORK: ("total", "covered", "normative"),
    SERVICE: ("available", "share_served"),
}

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field: the value found and, where it is a number, the one expected.

    An "error" refuses the entry; a "warning" has to be confirmed with a note. FIELD "existing" is the sum of
    the conditions.
    """

    code: str
    field: str
    found: Any = None
    expected: Any = None
    severity: str = ERROR


def errors(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == ERROR]


def warnings(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity == WARNING]


def check_values(
    measure: str,
    values: Values,
    *,
    level: str = MANDATORY,
    previous: Values | None = None,
    population: int | None = None,
) -> list[Problem]:
    """Every problem of an entry's VALUES: an empty list for a good row.

    VALUES hold the fields of the measure (absent or None: no data), typed: int counts, Decimal shares,
    kilometres and thousand tenge, bool. LEVEL is the item's in the list of the settlement's status, PREVIOUS
    the values of the year before, COMPARED_FIELDS at least (None: no entry, or alike there), POPULATION of the
    settlement (None: unknown).
    """
    problems = _BY_MEASURE[measure](values, level)
    if values.get("na_reason"):
        _check_not_applicable(values, level, problems)
    if values.get("cost_thousand_tenge") is not None:
        _check_decimal("cost_thousand_tenge", values["cost_thousand_tenge"], problems)
    if problems and any(problem.severity == ERROR for problem in problems):
        return problems
    if previous is not None:
        _COMPARISONS[measure](values, previous, problems)
    if population == 0 and has_data(measure, values):
        problems.append(Problem("population_zero", "", 0, None, WARNING))
    return problems


def existing(values: Values) -> int | None:
    """How many facilities exist: the sum of the conditions; None when none of the four is given."""
    get = values.get
    good, current = get("good"), get("current_repair")
    capital, emergency = get("capital_repair"), get("emergency")
    if good is None and current is None and capital is None and emergency is None:
        return None
    return (good or 0) + (current or 0) + (capital or 0) + (emergency or 0)


def has_data(measure: str, values: Values) -> bool:
    """Whether any field of the measure is given."""
    return any(values.get(field) not in (None, "") for field in MEASURE_FIELDS[measure])


def complete(measure: str, values: Values) -> bool:
    """Whether the entry says all that the calculation needs, or why the item is not applicable.

    A facility: the need and the existing; a network: total and covered; a service: available or not.
    """
    if values.get("na_reason"):
        return True
    if measure == FACILITY:
        return values.get("required") is not None and existing(values) is not None
    if measure == NETWORK:
        return values.get("total") is not None and values.get("covered") is not None
    return values.get("available") is not None


def _bad_count(field: str, value: Any) -> Problem:
    """The problem of a VALUE that is no count."""
    if isinstance(value, bool) or not isinstance(value, int):
        return Problem("not_integer", field, value)
    if value < 0:
        return Problem("negative", field, value, 0)
    return Problem("too_large", field, value, MAX_COUNT)


def _check_counts(values: Values, fields: tuple[str, ...], problems: list[Problem]) -> None:
    get = values.get
    for field in fields:
        value = get(field)
        if value is not None and (type(value) is not int or not 0 <= value <= MAX_COUNT):
            problems.append(_bad_count(field, value))


def _check_decimal(field: str, value: Any, problems: list[Problem]) -> None:
    if type(value) is not int and not isinstance(value, Decimal):
        problems.append(Problem("not_number", field, value))
    elif isinstance(value, Decimal) and not value.is_finite():
        problems.append(Problem("not_number", field, str(value)))
    elif value < 0:
        problems.append(Problem("negative", field, value, 0))
    elif value >= 10 ** DECIMALS[field][0]:
        problems.append(Problem("too_large", field, value, 10 ** DECIMALS[field][0] - 1))


def _check_facility(values: Values, level: str) -> list[Problem]:
    problems: list[Problem] = []
    _check_counts(values, _FACILITY_COUNTS, problems)
    get = values.get
    if get("distance_km") is not None:
        _check_decimal("distance_km", values["distance_km"], problems)
    if get("served_by"):
        _check_kato(values["served_by"], problems)
    if problems:
        return problems
    total = existing(values)
    lacking = get("lacking_equipment")
    if lacking and lacking > (total or 0):
        problems.append(Problem("lacking_above_existing", "lacking_equipment", lacking, total or 0))
    if get("required") == 0 and level == MANDATORY and not get("na_reason"):
        problems.append(Problem("required_below_one", "required", 0, 1))
    if get("existing") is not None and get("existing") != (total or 0):
        problems.append(Problem("existing_is_not_sum", "existing", values["existing"], total or 0))
    return problems


def _check_network(values: Values, level: str) -> list[Problem]:
    problems: list[Problem] = []
    _check_counts(values, _NETWORK_COUNTS, problems)
    if problems:
        return problems
    get = values.get
    total, covered, normative = get("total"), get("covered"), get("normative")
    if covered and total is not None and covered > total:
        problems.append(Problem("covered_above_total", "covered", covered, total))
    if normative and covered is not None and normative > covered:
        problems.append(Problem("normative_above_covered", "normative", normative, covered))
    return problems


def _check_service(values: Values, level: str) -> list[Problem]:
    problems: list[Problem] = []
    available, share, schedule = values.get("available"), values.get("share_served"), values.get("schedule")
    if available is not None and type(available) is not bool:
        problems.append(Problem("not_yes_or_no", "available", available))
    if share is not None:
        _check_share(share, available, problems)
    if schedule and len(schedule) > 200:
        problems.append(Problem("too_long", "schedule", len(schedule), TEXTS["schedule"]))
    return problems


def _check_share(share: Any, available: Any, problems: list[Problem]) -> None:
    before = len(problems)
    _check_decimal("share_served", share, problems)
    if len(problems) > before and problems[-1].code == "not_number":
        return
    if not 0 <= share <= 100:
        del problems[before:]
        problems.append(Problem("percent_out_of_range", "share_served", share, 100))
    elif available is False and share > 0:
        problems.append(Problem("share_without_service", "share_served", share, 0))


def _check_kato(value: Any, problems: list[Problem]) -> None:
    text = str(value)
    if len(text) != 9 or not (text.isascii() and text.isdigit()):
        problems.append(Problem("not_kato", "served_by", value))


def _check_not_applicable(values: Values, level: str, problems: list[Problem]) -> None:
    reason = values["na_reason"]
    if reason not in NA_REASONS:
        problems.append(Problem("unknown_reason", "na_reason", reason))
    elif reason == OTHER_REASON and not (values.get("note") or "").strip():
        problems.append(Problem("reason_needs_note", "note"))
    elif reason == NO_NEED and level == MANDATORY:
        problems.append(Problem("mandatory_without_need", "na_reason", None, None, WARNING))


def _changed_by_half(field: str, now: Any, before: Any, problems: list[Problem]) -> None:
    """Warn when NOW differs from BEFORE by more than 50 % of it (nothing to compare with zero)."""
    if now is not None and before and 2 * abs(now - before) > before:
        problems.append(Problem("changed_by_half", field, now, before, WARNING))


def _fell_or_changed(field: str, now: Any, before: Any, problems: list[Problem]) -> None:
    if now == 0 and before:
        problems.append(Problem("fell_to_zero", field, 0, before, WARNING))
    elif now != before:
        _changed_by_half(field, now, before, problems)


def _compare_facility(values: Values, previous: Values, problems: list[Problem]) -> None:
    _fell_or_changed("existing", existing(values), existing(previous), problems)
    now, before = values.get("required"), previous.get("required")
    if now != before:
        _changed_by_half("required", now, before, problems)


def _compare_network(values: Values, previous: Values, problems: list[Problem]) -> None:
    _fell_or_changed("covered", values.get("covered"), previous.get("covered"), problems)
    for field in ("total", "normative"):
        now, before = values.get(field), previous.get(field)
        if now != before:
            _changed_by_half(field, now, before, problems)


def _compare_service(values: Values, previous: Values, problems: list[Problem]) -> None:
    if values.get("available") is False and previous.get("available"):
        problems.append(Problem("fell_to_zero", "available", False, True, WARNING))
        return
    now, before = values.get("share_served"), previous.get("share_served")
    if now != before:
        _changed_by_half("share_served", now, before, problems)


_FACILITY_COUNTS = ("required", *CONDITIONS, "lacking_equipment", "capacity", "existing")
_NETWORK_COUNTS = ("total", "covered", "normative")
_BY_MEASURE: dict[str, Callable[[Values, str], list[Problem]]] = {
    FACILITY: _check_facility,
    NETWORK: _check_network,
    SERVICE: _check_service,
}
_COMPARISONS: dict[str, Callable[[Values, Values, list[Problem]], None]] = {
    FACILITY: _compare_facility,
    NETWORK: _compare_network,
    SERVICE: _compare_service,
}
