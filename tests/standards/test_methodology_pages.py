"""What the methodology pages print is what the rules give."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
from django.conf import settings

from standards.rules.formulas import exact
from standards.rules.item_scores import FACILITY, METHODS, NETWORK, SERVICE, ItemParameters
from standards.rules.methods import PARAMETERS_OF_MEASURE, TOP
from standards.rules.rounding import text_of_e4, to_e4

PAGES = settings.BASE_DIR / "docs" / "methodology"
INPUTS = {
    "required": "required", "good": "good", "current": "current_repair", "capital": "capital_repair",
    "emergency": "emergency", "lack": "lacking_equipment", "total": "total", "covered": "covered",
    "normative": "normative", "available": "available", "served": "share_served",
}  # fmt: skip
MEASURES = {"required": FACILITY, "total": NETWORK, "available": SERVICE}


def tables(path: Path) -> list[list[dict[str, str]]]:
    """Tables of a page, each as rows by heading."""
    found: list[list[list[str]]] = [[]]
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("|"):
            found[-1].append([cell.strip() for cell in line.strip("|").split("|")])
        elif found[-1]:
            found.append([])
    return [[dict(zip(table[0], row, strict=True)) for row in table[2:]] for table in found if table]


ROWS = [row for table in tables(PAGES / "item-scores.md") for row in table if "percent" in row]


def number(text: str) -> Fraction | None:
    return {"": None, "yes": Fraction(1), "no": Fraction(0)}.get(text) if text in ("", "yes", "no") else Fraction(text)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(row.values()))
def test_a_row_of_the_page_of_scores_is_right(row):
    measure = next(MEASURES[name] for name in row if name in MEASURES)
    entry = {INPUTS[name]: number(text) for name, text in row.items() if name in INPUTS}
    formula = METHODS[measure][row["method"]](ItemParameters(target=Fraction(row.get("target", "1"))))
    assert text_of_e4(to_e4(100 * exact(formula, entry))) == row["percent"]


def test_every_method_has_a_row():
    assert {(row["method"]) for row in ROWS} == {name for methods in METHODS.values() for name in methods}


def test_every_parameter_is_documented_and_no_other():
    page = (PAGES / "editions.md").read_text("utf-8")
    documented = set(
        re.findall(
            r"`([a-z_.]+)`", " ".join(line.split("|")[1] for line in page.splitlines() if line.startswith("| `"))
        )
    )
    parameters = {f"{measure}.{name}" for measure, names in PARAMETERS_OF_MEASURE.items() for name in names}
    parameters |= set(TOP) - set(PARAMETERS_OF_MEASURE)
    assert parameters == {one for one in documented if not one[0].isdigit()} - {"presence"}


def test_the_village_of_the_page_of_provision_adds_up():
    scores = [row["score"] for table in tables(PAGES / "provision.md") for row in table if "entered" in row]
    counted = [Fraction(score) for score in scores if score != "—"]
    assert text_of_e4(to_e4(100 * sum(counted) / len(counted))) == "73.1994"


def test_every_module_of_rules_is_named_by_a_page():
    text = (PAGES / "README.md").read_text("utf-8")
    modules = {path.stem for path in (settings.BASE_DIR / "standards" / "rules").glob("*.py")} - {"__init__"}
    assert {name for name in modules if f"`{name}`" not in text} == set()
