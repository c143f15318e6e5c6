import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standards.rules.aggregates import Settlement, aggregate
from standards.rules.bands import band
from standards.rules.formula_text import FormulaText, decimal_text, equation, steps_of
from standards.rules.formulas import exact
from standards.rules.item_scores import FACILITY, METHODS, NETWORK, SERVICE, ItemParameters, availability_condition
from standards.rules.methods import BadParameters, read_calculation
from standards.rules.provision import ListedEntry, settlement_provision
from standards.rules.raises import improvements
from standards.rules.rounding import mean_e4, to_e4

CASE = json.loads((Path(__file__).parents[1] / "worked_examples" / "provision.json").read_text("utf-8"))
SCHOOLS = {name: Fraction(value) for name, value in CASE["items"][0]["entry"].items()}
counts = st.integers(0, 6).map(Fraction)
objects = st.fixed_dictionaries(
    dict.fromkeys(("required", "good", "current_repair", "capital_repair", "emergency"), counts)
).flatmap(
    lambda entry: st.integers(0, int(sum(entry.values()) - entry["required"])).map(
        lambda lacking: {**entry, "lacking_equipment": Fraction(lacking)}
    )
)


def service(values, na_reason="", na_approved=False, item="TRN-01"):
    return ListedEntry(item, item[:3], SERVICE, "mandatory", values, na_reason, na_approved)


YES, NO = {"available": Fraction(1)}, {"available": Fraction(0)}


@given(st.sampled_from(sorted(METHODS[FACILITY])), objects)
def test_every_score_of_objects_lies_between_0_and_1(method, entry):
    assert 0 <= exact(METHODS[FACILITY][method](ItemParameters()), entry) <= 1


@given(st.sampled_from(sorted(METHODS[FACILITY])), objects)
def test_building_or_repairing_never_lowers_a_score(method, entry):
    formula = METHODS[FACILITY][method](ItemParameters())
    before = exact(formula, entry)
    for one in improvements(FACILITY, entry, ItemParameters()):
        assert exact(formula, one.values) >= before, one


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        (Fraction(80), "medium"),
        (Fraction(80) + Fraction(1, 10**12), "high"),
        (Fraction(50), "medium"),
        (Fraction(50) - Fraction(1, 10**12), "low"),
        (Fraction(0), "low"),
        (None, ""),
    ],
)
def test_a_band_is_decided_on_the_exact_percent(percent, expected):
    assert band(percent) == expected


def test_a_percent_is_rounded_half_up_to_four_places():
    assert to_e4(Fraction(970, 12)) == 808333
    assert to_e4(Fraction(1, 20000)) == 1
    assert to_e4(Fraction(1, 20001)) == 0
    assert mean_e4(3, 2) == 2
    assert mean_e4(0, 0) is None


def test_an_item_not_applicable_and_approved_leaves_the_mean_and_one_that_waits_does_not():
    calculation = read_calculation("2023-reference", {})
    left = settlement_provision(calculation, [service(YES), service({}, "natural", True, "TRN-04")])
    waits = settlement_provision(calculation, [service(YES), service({}, "natural", False, "TRN-04")])
    assert (left.percent, left.counted, left.entered) == (100, 1, 2)
    assert (waits.percent, waits.counted, waits.entered) == (50, 2, 2)


def test_a_missing_entry_counts_zero_or_leaves_the_mean_by_the_parameter():
    entries = [service(YES), service(None, item="TRN-04")]
    assert settlement_provision(read_calculation("2023-reference", {}), entries).percent == 50
    excluding = read_calculation("2023-reference", {"missing": "exclude"})
    assert settlement_provision(excluding, entries).percent == 100


def test_a_settlement_without_entries_has_no_percent_and_one_with_only_noes_has_zero():
    calculation = read_calculation("2023-reference", {})
    assert settlement_provision(calculation, [service(None), service({}, item="TRN-04")]).percent is None
    assert settlement_provision(calculation, [service(NO), service(None, item="TRN-04")]).percent == 0


def test_weights_of_items_and_directions_enter_the_percent_and_only_item_weights_a_direction():
    calculation = read_calculation(
        "2023-reference", {"item_weights": {"TRN-04": 3}, "direction_weights": {"SRV": "0.5"}}
    )
    found = settlement_provision(calculation, [service(YES), service(NO, item="TRN-04"), service(YES, item="SRV-02")])
    assert found.percent == 100 * Fraction(3, 2) / Fraction(9, 2)
    assert found.by_direction == {"TRN": 25, "SRV": 100}


def test_every_bad_parameter_is_told_at_once():
    bad = {"facility": {"w": 2, "method": "guess"}, "targets": {"ROA-01": 0}, "missing": "skip", "colour": 1}
    with pytest.raises(BadParameters) as error:
        read_calculation("2023-reference", bad)
    assert {one.place for one in error.value.problems} == {
        "facility.w", "facility.method", "targets.ROA-01", "missing", "colour",
    }  # fmt: skip


def test_roads_reach_their_target_of_95_percent():
    formula = read_calculation("2023-reference", {}).formula("ROA-01", NETWORK)
    assert exact(formula, {"total": Fraction(100), "covered": Fraction(95)}) == 1
    other = read_calculation("2023-reference", {}).formula("ROA-02", NETWORK)
    assert exact(other, {"total": Fraction(100), "covered": Fraction(95)}) == Fraction(95, 100)


NAMES = {
    "required": "required", "existing": "existing", "good": "good", "current_repair": "current",
    "capital_repair": "capital", "emergency": "emergency", "lacking_equipment": "lacking",
    "availability": "availability", "condition": "condition", "where": "{then} if {condition}, else {otherwise}",
    "total": "total", "covered": "covered", "normative": "normative", "coverage": "coverage",
    "normative_share": "normative share", "available": "available", "share_served": "share",
}  # fmt: skip


def test_the_slides_example_is_printed_with_its_numbers():
    formula = availability_condition(ItemParameters())
    numbers = FormulaText(NAMES).numbers(formula, SCHOOLS)
    assert numbers == "0,5 × min(1; 3/4) + 0,5 × (1 × 1,0 + 2 × 0,8)/3"
    assert equation(numbers, exact(formula, SCHOOLS)).endswith("= 97/120 ≈ 0,8083")
    assert FormulaText(NAMES, mark=".").numbers(formula, SCHOOLS).startswith("0.5 × min(1, 3/4)")
    assert [step.code for step in steps_of(formula, SCHOOLS)] == ["availability", "condition"]


def test_a_floor_of_zero_is_printed_only_where_it_holds():
    formula = availability_condition(ItemParameters())
    unequipped = {"required": Fraction(1), "emergency": Fraction(1), "lacking_equipment": Fraction(1)}
    assert "max(0; " in FormulaText(NAMES).numbers(formula, unequipped)
    assert "max(0; " in FormulaText(NAMES).formula(formula)


@given(st.sampled_from(sorted(METHODS[FACILITY])), objects)
def test_the_printed_numbers_compute_to_the_score(method, entry):
    formula = METHODS[FACILITY][method](ItemParameters())
    printed = FormulaText(NAMES, mark=".").numbers(formula, entry)
    computed = eval(printed.replace("×", "*").replace("−", "-"), {"min": min, "max": max})
    assert computed == pytest.approx(float(exact(formula, entry)), abs=1e-12)


@given(
    st.sampled_from(sorted(METHODS[NETWORK])),
    st.integers(0, 50), st.integers(0, 50), st.one_of(st.none(), st.integers(0, 50)),
)  # fmt: skip
def test_the_printed_numbers_of_a_network_compute_to_the_score(method, total, covered, normative):
    entry = {"total": Fraction(total), "covered": Fraction(covered)}
    entry["normative"] = None if normative is None else Fraction(normative)
    formula = METHODS[NETWORK][method](ItemParameters(target=Fraction(95, 100)))
    printed = FormulaText(NAMES, mark=".").numbers(formula, entry)
    computed = eval(printed.replace("×", "*").replace("−", "-"), {"min": min, "max": max})
    assert computed == pytest.approx(float(exact(formula, entry)), abs=1e-12)


def test_a_number_is_printed_as_a_decimal_when_it_has_at_most_four_places():
    assert decimal_text(Fraction(97, 120)) == "97/120"
    assert decimal_text(Fraction(3, 4)) == "0,75"
    assert decimal_text(Fraction(1), least_places=1) == "1,0"
    assert decimal_text(Fraction(-5, 2), ".") == "-2.5"


def test_building_one_school_and_repairing_two_are_told_with_their_scores():
    formula = availability_condition(ItemParameters())
    scores = {
        (one.code, one.amount): exact(formula, one.values) for one in improvements(FACILITY, SCHOOLS, ItemParameters())
    }
    assert scores == {
        ("build", 1): Fraction(1, 2) + Fraction(1, 2) * Fraction(36, 40),
        ("repair_capital", 1): Fraction(1, 2) * Fraction(3, 4) + Fraction(1, 2) * Fraction(28, 30),
        ("repair_capital", 2): Fraction(7, 8),
    }


@given(st.lists(st.tuples(st.one_of(st.none(), st.integers(0, 100)), st.integers(0, 5000)), max_size=12))
def test_bands_and_the_settlements_without_a_return_add_up_to_all(listed):
    found = aggregate(Settlement(None if percent is None else Fraction(percent), people) for percent, people in listed)
    assert found.counted + found.no_return == len(listed)
    assert sum(settlements for settlements, _ in found.bands.values()) == found.counted
    if found.counted:
        assert found.least <= found.median <= found.most
        assert found.least <= found.mean <= found.most
