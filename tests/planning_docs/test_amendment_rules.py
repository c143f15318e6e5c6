"""When a document may be amended and what may change (§208-213, §269), case by case; the comparison of editions."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planning_docs.rules.amendments import AmendmentIn, PlanChange, base_may_become_fact, may_amend, may_change
from planning_docs.rules.comparison import Wording, compare, marked, reasons_lacking

REGION = AmendmentIn("region_plan", 2026, 2030, date(2027, 6, 1))
BODY = replace(REGION, kind="body_plan")
CHANGE = PlanChange("i", "Индикатор", 2028, Decimal(10), Decimal(9))


@pytest.mark.parametrize(
    ("amendment", "codes"),
    [
        (REGION, []),
        (replace(REGION, on=date(2027, 12, 15)), []),
        (replace(REGION, on=date(2027, 12, 16)), ["amendment_after_december"]),
        (replace(REGION, amended_before_on=[date(2027, 2, 1)]), ["amendment_second"]),
        (replace(REGION, amended_before_on=[date(2026, 12, 1)]), []),
        (replace(REGION, on=date(2030, 3, 1)), ["amendment_last_year"]),
        (replace(REGION, on=date(2030, 3, 1), president_instruction="№ 12"), []),
        (replace(BODY, on=date(2027, 12, 20), amended_before_on=[date(2027, 2, 1)]), []),
        (replace(BODY, kind="national_plan", on=date(2030, 1, 1)), ["amendment_last_year"]),
        (replace(BODY, kind="holding_plan", on=date(2030, 1, 1)), []),
    ],
)
def test_an_amendment_is_allowed_or_refused_as_the_paragraphs_say(amendment, codes):
    assert [finding.code for finding in may_amend(amendment)] == codes


@pytest.mark.parametrize(
    ("amendment", "change", "codes"),
    [
        (REGION, CHANGE, []),
        (REGION, replace(CHANGE, year=2027), []),
        (REGION, replace(CHANGE, year=2026), ["amendment_past_value"]),
        (REGION, replace(CHANGE, year=2026, new=Decimal(10)), []),
        (replace(REGION, on=date(2026, 5, 1)), replace(CHANGE, year=2025, base_corrected=True), []),
        (replace(REGION, on=date(2026, 5, 1)), replace(CHANGE, year=2025), ["amendment_past_value"]),
        (
            replace(REGION, on=date(2027, 5, 1)),
            replace(CHANGE, year=2025, base_corrected=True),
            ["amendment_past_value"],
        ),
        (replace(BODY, on=date(2027, 9, 30)), replace(CHANGE, year=2027, under_spending=True), []),
        (
            replace(BODY, on=date(2027, 10, 1)),
            replace(CHANGE, year=2027, under_spending=True),
            ["amendment_under_spending"],
        ),
        (replace(BODY, on=date(2027, 10, 1)), replace(CHANGE, year=2027, under_spending=True, new=Decimal(11)), []),
        (
            replace(BODY, on=date(2027, 10, 1)),
            replace(CHANGE, year=2027, under_spending=True, new=Decimal(11), better="down"),
            ["amendment_under_spending"],
        ),
        (replace(REGION, on=date(2027, 10, 1)), replace(CHANGE, year=2027, under_spending=True), []),
    ],
)
def test_a_change_of_a_value_is_allowed_or_refused_as_the_paragraphs_say(amendment, change, codes):
    assert [finding.code for finding in may_change(amendment, [change])] == codes


def test_the_current_year_s_plan_becomes_its_fact_in_the_first_year_only():
    assert base_may_become_fact(2026, date(2026, 3, 1), 2025)
    assert not base_may_become_fact(2026, date(2027, 3, 1), 2025)
    assert not base_may_become_fact(2026, date(2026, 3, 1), 2026)


def texts(runs, changed):
    return [run.text.strip() for run in runs if run.changed is changed]


def test_the_words_that_changed_are_marked_and_the_others_are_not():
    before, after = marked("2026 жылы 10 мектеп салынады", "2026 жылы 12 мектеп жөнделеді")
    assert texts(before, True) == ["10", "салынады"] and texts(after, True) == ["12", "жөнделеді"]
    assert "".join(run.text for run in after) == "2026 жылы 12 мектеп жөнделеді"


def test_added_removed_and_changed_elements_stand_in_the_order_of_the_new_edition():
    before = [Wording("goal", "1", "1", "Бір"), Wording("goal", "2", "2", "Екі"), Wording("goal", "3", "3", "Үш")]
    after = [Wording("goal", "1", "1", "Бір"), Wording("goal", "3", "2", "Үш мың"), Wording("goal", "4", "3", "Төрт")]
    rows = compare(before, after)
    assert [(row.key, row.kind) for row in rows] == [("2", "removed"), ("3", "changed"), ("4", "added")]
    assert rows[0].after == () and rows[2].before == ()
    assert [row.key for row in reasons_lacking(rows, {("goal", "3"): "Себебі", ("goal", "4"): " "})] == ["2", "4"]


@given(st.text(alphabet="аб \n", max_size=40), st.text(alphabet="аб \n", max_size=40))
def test_marking_loses_no_letter_and_marks_nothing_that_is_the_same(before, after):
    left, right = marked(before, after)
    assert "".join(run.text for run in left) == before and "".join(run.text for run in right) == after
    if before == after:
        assert not any(run.changed for run in (*left, *right))
