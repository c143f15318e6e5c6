"""The rules behind the fields of the form: numbers, bank details, phones, OKED, eligibility."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra_support.choices import EligibilityCode as Code
from infra_support.choices import EligibilityState as State
from infra_support.rules import bank, contacts, eligibility, identity, oked, project
from infra_support.rules.identity import NumberProblem as P


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("900101300017", P.NONE),
        ("900101300018", P.CONTROL),
        ("90010130001", P.DIGITS),
        ("9001013000173", P.DIGITS),
        ("90010130001 ", P.DIGITS),
        ("٩٠٠١٠١٣٠٠٠١٧", P.DIGITS),
        ("900231300017", P.DATE),
        ("901301300017", P.DATE),
        ("900101900017", P.CENTURY),
        ("000000000000", P.CENTURY),
        ("900101300811", P.NONE),  # the second row of weights
        ("900101300800", P.CONTROL),  # both rows give 10
    ],
)
def test_an_iin_is_judged_by_date_century_and_control_digit(number: str, problem: P) -> None:
    assert identity.iin_problem(number) == problem


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("990940003030", P.NONE),
        ("990940003031", P.CONTROL),
        ("991340003030", P.DATE),
        ("990970003030", P.KIND),
        ("990949003030", P.KIND),
        ("", P.DIGITS),
    ],
)
def test_a_bin_is_judged_by_month_kind_and_control_digit(number: str, problem: P) -> None:
    assert identity.bin_problem(number) == problem


@pytest.mark.shared
def test_the_published_vectors_are_judged_alike(shared_dir: Path) -> None:
    judges = {"IIN": identity.iin_problem, "BIN": identity.bin_problem}
    vectors = shared_dir / "data/real/ids/iin_bin_vectors.csv"
    for row in csv.DictReader(vectors.read_text(encoding="utf-8-sig").splitlines()):
        right = judges[row["kind"]](row["value"]) == P.NONE
        assert right == (row["valid_checksum_and_structure"] == "true"), row


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(0, 9999), st.booleans())
def test_every_number_made_with_its_control_digit_is_right_and_no_other_is(
    born: date, serial: int, woman: bool
) -> None:
    century = {19: 3, 20: 5}[born.year // 100] + woman
    first = f"{born:%y%m%d}{century}{serial:04d}"
    digit = identity.control_digit(first)
    right = [end for end in range(10) if identity.iin_problem(f"{first}{end}") == P.NONE]
    assert right == ([] if digit is None else [digit])
    assert identity.birth_date(f"{first}0") == born


@given(st.text(max_size=20))
def test_no_text_makes_the_rules_fail(text: str) -> None:
    identity.iin_problem(text), identity.bin_problem(text)
    bank.is_iik(text), bank.is_bic(text), bank.is_kbe(text)
    contacts.plain_phone(text), oked.plain_code(text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("KZ86125KZT5004100100", True),
        ("kz86 125K ZT50 0410 0100", True),
        ("KZ87125KZT5004100100", False),
        ("KZ86125KZT500410010", False),
        ("DE89370400440532013000", False),
        ("", False),
    ],
)
def test_an_iik_is_a_kazakh_iban_of_twenty_signs(text: str, right: bool) -> None:
    assert bank.is_iik(text) is right


def test_bic_and_kbe_have_their_form() -> None:
    assert bank.is_bic("HSBKKZKX") and bank.is_bic("HSBKKZKXXXX")
    assert not bank.is_bic("HSBKKZK") and not bank.is_bic("HSBK1ZKX") and not bank.is_bic("HSBKKZKXXX")
    assert bank.is_kbe("17") and bank.is_kbe("19")
    assert not bank.is_kbe("1") and not bank.is_kbe("177") and not bank.is_kbe("10") and not bank.is_kbe("37")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("8 (701) 000-00-01", "+77010000001"),
        ("+7 701 000 00 01", "+77010000001"),
        ("7010000001", "+77010000001"),
        ("+49 30 123456", "+4930123456"),
        ("123", ""),
        ("қоңырау", ""),
    ],
)
def test_a_phone_is_brought_to_one_form(text: str, plain: str) -> None:
    assert contacts.plain_phone(text) == plain


def test_a_priority_holds_for_everything_below_it() -> None:
    assert oked.is_priority("10510", ["C"]) and oked.is_priority("10510", ["105"]) and oked.is_priority("01", ["A"])
    assert not oked.is_priority("47110", ["C", "10"]) and not oked.is_priority("", ["C"])
    assert not oked.is_priority("10", ["105"])  # the whole division is wider than the priority group
    assert (oked.plain_code("10.51.0"), oked.plain_code("c"), oked.plain_code("X1")) == ("10510", "C", "")
    assert (oked.section_of("01"), oked.section_of("33"), oked.section_of("99"), oked.section_of("00")) == (
        "A",
        "C",
        "U",
        "",
    )


def test_the_check_list_follows_what_is_known() -> None:
    said = {Code.NO_DEBT: True, Code.SOLVENT: True, Code.NOT_AFFILIATED: False}
    lines = eligibility.check_list(eligibility.Facts(False, "10510", True, True, 2, said=said))
    assert lines == {
        Code.PRIORITY: State.MET,
        Code.NO_DEBT: State.MET,
        Code.SOLVENT: State.MET,
        Code.NOT_AFFILIATED: State.NOT_MET,
        Code.ALLOWED_ACTIVITY: State.UNKNOWN,
        Code.SHARED_BY_THREE: State.NOT_MET,
        Code.RESULTS_REACHED: State.NOT_APPLICABLE,
    }


def test_a_programme_is_a_priority_whatever_its_oked() -> None:
    facts = eligibility.Facts(True, "47110", False, False, None, supported=True, results_reached=False)
    lines = eligibility.check_list(facts)
    unknown = eligibility.check_list(eligibility.Facts(True, "47110", False, False, None, supported=True))
    assert unknown[Code.RESULTS_REACHED] == State.UNKNOWN
    assert (lines[Code.PRIORITY], lines[Code.SHARED_BY_THREE]) == (State.MET, State.NOT_APPLICABLE)
    assert lines[Code.RESULTS_REACHED] == State.NOT_MET


def test_the_questions_name_what_stands_in_the_way() -> None:
    good = {question.code: question.good for question in eligibility.QUESTIONS}
    assert eligibility.obstacles(good) == []
    assert [one.point for one in eligibility.obstacles({**good, "debt": True})] == ["9 1)"]
    assert len(eligibility.obstacles({})) == len(eligibility.QUESTIONS)


def test_programmes_go_first_and_then_the_time_decides() -> None:
    assert project.goes_first(cooperative=True, auyl_amanaty=False, one_village=False)
    assert not project.goes_first(cooperative=False, auyl_amanaty=False, one_village=False)
    assert project.is_one_village([True] * 4) and not project.is_one_village([True, True, False, True])
    assert [project.enough_users(n) for n in (None, 2, 3)] == [False, False, True]


@pytest.mark.parametrize(
    ("kato", "needed"), [("711010000", True), ("111010000", True), ("101010000", True), ("116030100", False)]
)
def test_a_project_in_an_oblast_centre_states_its_profile(kato: str, needed: bool) -> None:
    assert project.needs_profile(kato) is needed
