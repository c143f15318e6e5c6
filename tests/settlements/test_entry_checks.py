"""The checks of spec 10.5 as plain functions."""

from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from settlements.choices import NotApplicable
from settlements.models.inventory import EntryValues
from settlements.phrases import FIELD_LABELS, PROBLEM_TEXTS, problem_in_cell, problem_in_file, problem_text
from settlements.rules.entry_checks import (
    CONDITIONS,
    NA_REASONS,
    Problem,
    check_values,
    complete,
    errors,
    existing,
    warnings,
)
from settlements.rules.entry_reading import read_value, read_values
from settlements.rules.measure_fields import COUNTS, STORED_FIELDS

SCHOOL = {"required": 4, "good": 1, "current_repair": 0, "capital_repair": 2, "emergency": 0}
counts = st.integers(min_value=0, max_value=10_000)


def codes(measure: str, values: dict[str, Any], **more: Any) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in check_values(measure, values, **more)]


def test_a_good_row_has_no_problem() -> None:
    assert check_values("facility", SCHOOL, previous=SCHOOL, population=900) == []


@pytest.mark.parametrize(
    ("measure", "values", "expected"),
    [
        ("facility", {**SCHOOL, "good": -1}, ("good", "negative")),
        ("facility", {**SCHOOL, "good": 2**31}, ("good", "too_large")),
        ("facility", {**SCHOOL, "good": 1.5}, ("good", "not_integer")),
        ("facility", {**SCHOOL, "good": True}, ("good", "not_integer")),
        ("facility", {**SCHOOL, "lacking_equipment": 4}, ("lacking_equipment", "lacking_above_existing")),
        (
            "facility",
            {"required": 1, "lacking_equipment": 1},
            ("lacking_equipment", "lacking_above_existing"),
        ),
        ("facility", {**SCHOOL, "required": 0}, ("required", "required_below_one")),
        ("facility", {**SCHOOL, "existing": 4}, ("existing", "existing_is_not_sum")),
        ("facility", {**SCHOOL, "served_by": "12345"}, ("served_by", "not_kato")),
        ("facility", {**SCHOOL, "distance_km": Decimal("-0.1")}, ("distance_km", "negative")),
        (
            "facility",
            {**SCHOOL, "cost_thousand_tenge": Decimal(10) ** 14},
            ("cost_thousand_tenge", "too_large"),
        ),
        ("network", {"total": 10, "covered": 11}, ("covered", "covered_above_total")),
        ("network", {"total": 0, "covered": 1}, ("covered", "covered_above_total")),
        ("network", {"total": 10, "covered": 5, "normative": 6}, ("normative", "normative_above_covered")),
        ("service", {"available": "maybe"}, ("available", "not_yes_or_no")),
        (
            "service",
            {"available": True, "share_served": Decimal("100.01")},
            ("share_served", "percent_out_of_range"),
        ),
        (
            "service",
            {"available": True, "share_served": Decimal("-1")},
            ("share_served", "percent_out_of_range"),
        ),
        (
            "service",
            {"available": False, "share_served": Decimal("5")},
            ("share_served", "share_without_service"),
        ),
        ("service", {"available": True, "schedule": "x" * 201}, ("schedule", "too_long")),
        ("service", {"na_reason": "because"}, ("na_reason", "unknown_reason")),
        ("service", {"na_reason": "other", "note": "  "}, ("note", "reason_needs_note")),
    ],
)
def test_each_error_is_found_at_its_field(measure: str, values: dict[str, Any], expected: tuple[str, str]) -> None:
    assert codes(measure, values) == [expected]
    assert errors(check_values(measure, values))


def test_several_errors_of_a_row_are_all_found() -> None:
    found = codes("facility", {"required": -1, "good": 1.5, "served_by": "x", "distance_km": "far"})
    assert [field for field, _ in found] == ["required", "good", "distance_km", "served_by"]


@pytest.mark.parametrize(
    ("measure", "values", "previous", "expected"),
    [
        ("facility", {**SCHOOL, "capital_repair": 4}, SCHOOL, [("existing", "changed_by_half")]),
        ("facility", {**SCHOOL, "good": 0, "capital_repair": 0}, SCHOOL, [("existing", "fell_to_zero")]),
        ("facility", {**SCHOOL, "required": 7}, SCHOOL, [("required", "changed_by_half")]),
        ("facility", {**SCHOOL, "required": 6}, SCHOOL, []),  # exactly 50 % is not more than 50 %
        ("facility", SCHOOL, {"required": 4, "good": 0}, []),  # nothing to compare with zero
        ("facility", SCHOOL, {}, []),
        (
            "network",
            {"total": 400, "covered": 0},
            {"total": 400, "covered": 300},
            [("covered", "fell_to_zero")],
        ),
        (
            "network",
            {"total": 601, "covered": 300},
            {"total": 400, "covered": 300},
            [("total", "changed_by_half")],
        ),
        (
            "network",
            {"total": 400, "covered": 149},
            {"total": 400, "covered": 300},
            [("covered", "changed_by_half")],
        ),
        ("service", {"available": False}, {"available": True}, [("available", "fell_to_zero")]),
        (
            "service",
            {"available": True, "share_served": Decimal(20)},
            {"available": True, "share_served": Decimal(80)},
            [("share_served", "changed_by_half")],
        ),
    ],
)
def test_a_large_change_against_last_year_is_a_warning(
    measure: str, values: dict[str, Any], previous: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    found = check_values(measure, values, previous=previous)
    assert [(problem.field, problem.code) for problem in warnings(found)] == expected
    assert errors(found) == []


def test_no_population_and_no_need_are_warnings() -> None:
    assert codes("facility", SCHOOL, population=0) == [("", "population_zero")]
    assert codes("facility", {}, population=0) == []
    assert codes("facility", {"na_reason": "no_need"}) == [("na_reason", "mandatory_without_need")]
    assert codes("facility", {"na_reason": "no_need"}, level="recommended") == []


def test_a_recommended_item_may_be_needed_zero_times() -> None:
    assert codes("facility", {"required": 0, "good": 0}, level="recommended") == []
    assert codes("facility", {"required": 0, "na_reason": "natural"}) == []


@given(st.fixed_dictionaries(dict.fromkeys(CONDITIONS, counts)), counts, counts)
def test_lacking_equipment_is_refused_exactly_above_the_existing(
    conditions: dict[str, int], lacking: int, required: int
) -> None:
    values = {**conditions, "lacking_equipment": lacking, "required": required + 1}
    total = sum(conditions.values())
    assert existing(values) == total
    assert bool(check_values("facility", values)) == (lacking > total)


@given(counts, counts, counts)
def test_a_network_passes_exactly_when_normative_covered_total_grow(total: int, covered: int, normative: int) -> None:
    found = check_values("network", {"total": total, "covered": covered, "normative": normative})
    assert (not found) == (normative <= covered <= total)


@given(counts.filter(bool), counts.filter(bool))
def test_a_change_is_warned_of_exactly_above_half(before: int, now: int) -> None:
    found = codes("network", {"total": now}, previous={"total": before})
    assert (("total", "changed_by_half") in found) == (abs(now - before) * 2 > before)


@pytest.mark.parametrize(
    ("field", "raw", "expected"),
    [
        ("good", " 1\u00a0200 ", 1200),
        ("good", 12.0, 12),
        ("good", "12,0", 12),
        ("good", "", None),
        ("good", "\u00a0", None),
        ("share_served", "12,5", Decimal("12.50")),
        ("share_served", 33.335, Decimal("33.34")),
        ("cost_thousand_tenge", "1 234,567", Decimal("1234.57")),
        ("available", "Иә", True),
        ("available", "нет", False),
        ("available", 1.0, True),
        ("served_by", 116030100.0, "116030100"),
        ("note", "  text ", "text"),
        ("note", None, ""),
    ],
)
def test_what_people_type_is_read(field: str, raw: Any, expected: Any) -> None:
    assert read_value(field, raw) == (expected, None)


@pytest.mark.parametrize(
    ("field", "raw", "code"),
    [
        ("good", "12,5", "not_integer"),
        ("good", 12.5, "not_integer"),
        ("good", "five", "not_integer"),
        ("good", True, "not_integer"),
        ("good", "1e999999", "not_integer"),
        ("good", "NaN", "not_integer"),
        ("share_served", "half", "not_number"),
        ("available", "perhaps", "not_yes_or_no"),
    ],
)
def test_what_cannot_be_read_is_a_problem_with_what_was_found(field: str, raw: Any, code: str) -> None:
    assert read_value(field, raw)[1] == Problem(code, field, raw)


@given(st.text())
def test_no_text_breaks_the_reading_of_numbers(text: str) -> None:
    for field in ("good", "share_served", "available"):
        value, problem = read_value(field, text)
        assert problem is None or problem.found == text
        assert value is None or problem is None


def test_a_field_of_another_measure_is_refused() -> None:
    values, problems = read_values("network", {"total": "5", "good": "1"})
    assert values == {"total": 5}
    assert problems == [Problem("not_of_measure", "good", "1")]


def test_no_data_is_not_zero_and_not_complete() -> None:
    assert existing({}) is None
    assert existing({"good": 0}) == 0
    assert not complete("facility", {"required": 1})
    assert complete("facility", {"required": 1, "good": 0})
    assert complete("network", {"total": 0, "covered": 0})
    assert not complete("service", {"available": None})
    assert complete("service", {"na_reason": "natural"})


def test_the_problem_names_its_place_in_the_sheet() -> None:
    assert problem_in_cell(Problem("not_integer", "good", "12,5"), 3, "C") == (
        "3-жол, C бағаны: 12,5 табылды, бүтін сан керек"
    )


def test_every_problem_of_the_rules_has_a_text_and_every_field_a_label() -> None:
    for code in PROBLEM_TEXTS:
        assert problem_text(Problem(code, "good", 1, 2)).strip()
    assert set(FIELD_LABELS) >= set(STORED_FIELDS)


def test_the_rules_know_the_fields_and_reasons_of_the_model() -> None:
    assert set(NotApplicable.values) == NA_REASONS
    stored = {field.name for field in EntryValues._meta.get_fields()}
    assert set(STORED_FIELDS) | {"na_approved", "confirmed_same"} == stored
    assert stored >= COUNTS


def test_words_that_were_found_stand_in_quotation_marks_and_numbers_do_not():
    with override("kk"):
        assert problem_text(Problem("not_yes_or_no", "available", "мүмкін", None)).startswith("«мүмкін» табылды")
        assert problem_text(Problem("not_integer", "good", "12,5", None)).startswith("12,5 табылды")


def test_a_workbook_asks_for_a_note_where_a_note_settles_the_problem():
    with override("ru"):
        assert problem_in_file(Problem("changed_by_half", "good", 9, 2)).endswith("укажите причину в примечании")
        assert "примечании" not in problem_in_file(Problem("not_integer", "good", "12,5", None))
