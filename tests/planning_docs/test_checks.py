"""Every rule of 40.4 broken once: its code, its severity, its paragraph, and what it points at."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from planning_docs.check_phrases import SENTENCES, sentence
from planning_docs.rules.checks import check, errors_of
from planning_docs.rules.checks.indicators import own_most, passport_due
from planning_docs.rules.checks.values import (
    AssignedIn,
    DocumentIn,
    ElementIn,
    ExpenditureIn,
    IndicatorIn,
    MeasureIn,
)

TODAY = date(2026, 6, 1)
YEARS = frozenset(range(2026, 2031))
GOAL, TASK = ElementIn("g", "goal", "Мақсат"), ElementIn("t", "task", "Міндет", parent="g")
TARGET = IndicatorIn("i", "target", "Индикатор", "g", unit="%", source="Статистика", responsible="MNE", planned=YEARS,
                     programmes=("001",), parent_key="a1")  # fmt: skip
RESULT = replace(TARGET, key="r", kind="result", element="t", parent_key="")
MEASURE = MeasureIn("m", "Іс-шара", "g", "i", "object", 2026, 2030, "001", ((2026, "local", Decimal(5)),))
REGION = DocumentIn(
    "region_plan", 2026, 2030, (GOAL, TASK), (TARGET, RESULT), (MEASURE,),
    (ExpenditureIn("e", "g", "001", Decimal(1)),),
    (AssignedIn("a1", "Картадағы көрсеткіш", "national_plan", strategic=True),),
    {"analysis": 250, "vision": 750},
)  # fmt: skip
BODY = replace(REGION, kind="body_plan", assigned=(), indicators=(replace(TARGET, parent_key=""), RESULT))
CONCEPT = replace(BODY, kind="concept", indicators=(*BODY.indicators, IndicatorIn("x", "expected_result", "Нәтиже")))


def with_target(document, **more):
    return replace(document, indicators=(replace(document.indicators[0], **more), *document.indicators[1:]))


def expected(count):
    return tuple(IndicatorIn(f"x{number}", "expected_result", "Нәтиже") for number in range(count))


def informing(count):
    return tuple(replace(MEASURE, key=f"m{number}", completion="informing", ends_in=2027) for number in range(count))


BROKEN = {
    "goal_without_indicator": (replace(REGION, indicators=(RESULT, replace(TARGET, element="t"))), "35", "g"),
    "indicator_without_values": (with_target(REGION, planned=YEARS - {2028}), "35", "i"),
    "task_without_result": (replace(REGION, indicators=(TARGET,)), "49", "t"),
    "task_without_goal": (replace(REGION, elements=(GOAL, replace(TASK, parent=""))), "46", "t"),
    "task_after_goal": (replace(REGION, elements=(replace(GOAL, ends_in=2029), TASK)), "48", "t"),
    "concept_period": (replace(CONCEPT, year_to=2029), "88", ""),
    "plan_period": (replace(REGION, year_to=2029), "127", ""),
    "expected_results": (replace(CONCEPT, indicators=(*BODY.indicators, *expected(8))), "95", ""),
    "many_expected_results": (replace(CONCEPT, indicators=(*BODY.indicators, *expected(6))), "95", ""),
    "goal_repeats": (replace(BODY, higher_goals=("мақсат.",)), "Annex 3", "g"),
    "indicator_without_unit": (with_target(REGION, unit=" "), "39", "i"),
    "indicator_without_source": (with_target(REGION, source=""), "39", "i"),
    "indicator_without_responsible": (with_target(REGION, responsible=""), "42", "i"),
    "responsible_may_not": (with_target(REGION, responsible_may=False), "42", "i"),
    "assigned_not_carried": (with_target(REGION, parent_key=""), "141", ""),
    "own_indicators": (with_target(REGION, own_additional=True), "143", ""),
    "no_passport": (replace(BODY, approved_on=date(2026, 4, 30)), "58", "i"),
    "action_plan": (replace(CONCEPT, measures=(replace(MEASURE, ends_in=2029),)), "175", ""),
    "measure_without_source": (replace(REGION, measures=(replace(MEASURE, money=((2026, "", Decimal(1)),)),)), "185", "m"),
    "measure_without_programme": (replace(REGION, measures=(replace(MEASURE, programme=""),)), "Annex 8", "m"),
    "expenditure_untied": (replace(REGION, expenditures=(ExpenditureIn("e", "g", "002", Decimal(1)),)), "145", "e"),
    "informing": (replace(REGION, measures=informing(3)), "Annex 1", ""),
    "programme_of_several_goals": (
        replace(BODY, expenditures=(ExpenditureIn("e", "other", "001", Decimal(1)),)), "Annex 3", ""
    ),
    "analysis_volume": (replace(REGION, sections={"analysis": 251, "vision": 750}), "136", "analysis"),
}  # fmt: skip
WARNINGS = {
    "many_expected_results", "goal_repeats", "no_passport", "expenditure_untied", "informing",
    "programme_of_several_goals",
}  # fmt: skip


@pytest.mark.parametrize("document", [REGION, BODY, CONCEPT], ids=["region", "body", "concept"])
def test_a_right_document_is_found_right(document):
    assert check(document, TODAY) == []


@pytest.mark.parametrize("code", BROKEN)
def test_each_rule_is_broken_once_and_names_its_paragraph(code):
    document, paragraph, key = BROKEN[code]
    finding = next(one for one in check(document, TODAY) if one.code == code)
    assert finding.paragraph.startswith(paragraph) and finding.key == key
    assert (finding.severity == "warning") == (code in WARNINGS)


@pytest.mark.parametrize("code", BROKEN)
def test_the_sentence_of_a_rule_is_said_in_both_languages_with_its_paragraph(code):
    finding = next(one for one in check(BROKEN[code][0], TODAY) if one.code == code)
    said = set()
    for language in ("kk", "ru"):
        with translation.override(language):
            said.add(sentence(finding))
    assert len(said) == 2
    assert all(
        "%(" not in text
        and ("тармақ" in text or "пункт" in text or "paragraph" in text or "осымша" in text or "рилож" in text)
        for text in said
    )


def test_every_rule_has_its_sentence_and_its_case():
    assert {code for code in SENTENCES if not code.startswith("amendment_")} == set(BROKEN)


def test_a_task_without_a_year_of_its_own_ends_with_the_period():
    assert check(replace(REGION, elements=(replace(GOAL, ends_in=2030), TASK)), TODAY) == []


def test_a_quarter_of_the_text_is_just_allowed_and_tables_count_as_text():
    assert errors_of(check(replace(REGION, sections={"analysis": 251, "vision": 750}, structured=3), TODAY)) == []


def test_exceptions_of_the_rules_on_programmes_and_expenditure_hold():
    shared = replace(BROKEN["programme_of_several_goals"][0], shared_programmes=frozenset({"001"}))
    assert check(shared, TODAY) == []
    excepted = replace(REGION, expenditures=(ExpenditureIn("e", "g", "002", Decimal(1), "civil_servants"),))
    assert check(excepted, TODAY) == []


def test_a_region_s_plan_needs_passports_of_its_own_indicators_only():
    approved = replace(REGION, approved_on=date(2026, 1, 1))
    assert check(approved, TODAY) == []
    many = tuple(AssignedIn(f"b{number}", "x", "concept") for number in range(5))
    own = replace(with_target(approved, own_additional=True), assigned=(*REGION.assigned, *many))
    assert [finding.code for finding in check(own, TODAY)] == ["no_passport"]


@pytest.mark.parametrize(
    ("approved", "due"),
    [
        ("2026-01-31", "2026-02-28"),
        ("2026-12-15", "2027-01-15"),
        ("2026-11-30", "2026-12-30"),
        ("2027-12-31", "2028-01-31"),
    ],
)
def test_a_month_after_approval_ends_on_the_same_day_or_the_last(approved, due):
    assert passport_due(date.fromisoformat(approved)) == date.fromisoformat(due)


@given(st.integers(0, 500))
def test_own_indicators_are_at_most_a_fifth_rounded_down(assigned):
    most = own_most(assigned)
    assert 5 * most <= assigned < 5 * (most + 1)


@given(st.integers(0, 10_000), st.integers(0, 40_000))
def test_the_analysis_is_refused_exactly_above_a_quarter(analysis, rest):
    document = replace(REGION, sections={"analysis": analysis, "vision": rest})
    codes = {finding.code for finding in check(document, TODAY)}
    assert ("analysis_volume" in codes) == (4 * analysis > analysis + rest)
