import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra_support.rules import council

CASES = json.loads((Path(__file__).parents[1] / "worked_examples" / "council.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES)
def test_a_council_decides_as_in_the_worked_examples(case):
    expected = case["expected"]
    assert council.roster_valid(case["members"], case["business"]) is expected["council_valid"]
    if expected["council_valid"]:
        assert council.quorum(case["members"], case["attending"]) is expected["quorum"]
    if expected["approved"] is not None:
        assert council.approved(case["attending"], case["for"]) is expected["approved"]


@given(st.integers(1, 500))
def test_the_printed_number_needed_is_the_least_that_approves(attending):
    needed = council.two_thirds_of(attending)
    assert council.approved(attending, needed)
    assert not council.approved(attending, needed - 1)


PAGE = Path(__file__).parents[2] / "docs" / "methodology" / "council.md"


def printed(heading: str) -> list[list[str]]:
    """Rows of the page's table that begins with HEADING."""
    lines = PAGE.read_text("utf-8").splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith(f"| {heading} |"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


def starts_with(cell: str, answer: bool) -> bool:
    return cell.startswith("yes" if answer else "no")


@pytest.mark.parametrize("row", printed("members"), ids=lambda row: " ".join(row[:4]))
def test_a_row_of_the_page_of_majorities_is_right(row):
    members, business, attending, votes_for = map(int, row[:4])
    assert starts_with(row[4], council.roster_valid(members, business))
    if row[4].startswith("yes"):
        assert starts_with(row[5], council.quorum(members, attending))
    if row[5].startswith("yes"):
        assert starts_with(row[6], council.approved(attending, votes_for))
    for cell, number in ((row[5], members), (row[6], attending)):
        if "needed" in cell:
            assert f"({council.two_thirds_of(number)} needed)" in cell
