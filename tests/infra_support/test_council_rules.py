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
