"""What the methodology page prints is what the rules give."""

from fractions import Fraction

import pytest

from planning_docs.effectiveness.rules import formulas as rules
from tests.standards.test_methodology_pages import PAGES, tables

ROWS = [row for table in tables(PAGES / "effectiveness.md") for row in table if "result" in row]


def computed(row):
    if "late" in row:
        given = {name: row[name] == "yes" for name in ("late", "incomplete")}
        return rules.deductions(**given, false_facts=int(row["false facts"]))
    numbers = {name: Fraction(row[name]) for name in ("previous", "plan", "fact") if name in row}
    indicator = rules.Indicator(row["better"], **numbers)
    return rules.improvement(indicator) if "previous" in row else rules.result_share(indicator)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["case"])
def test_a_row_of_the_page_is_right(row):
    assert computed(row) == Fraction(row["result"])


def test_the_page_has_its_cases():
    assert len(ROWS) == 18
