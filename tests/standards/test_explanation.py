import json
from fractions import Fraction
from pathlib import Path

import pytest
from django.utils import translation

from rss_portal.changelog.services import open_change_set
from settlements.models import InventoryEntry, Item
from standards.queries import explain, settlement_figures
from standards.rules.rounding import text_of_e4, to_e4
from standards.services.recompute import recompute_now
from tests.factories import make_user

from .conftest import SCHOOLS, YEAR

VILLAGE = json.loads((Path(__file__).parents[1] / "worked_examples" / "provision.json").read_text("utf-8"))["village"]


@pytest.fixture
def village(country, enter):
    """The village of the worked examples."""
    for code, values in VILLAGE["entries"].items():
        if isinstance(values, str):
            values = {"na_reason": "own_school", "na_approved": True}
        enter(country["village_b"], code, **values)
    return country["village_b"]


def test_the_worked_village_is_explained_with_its_numbers(village, edition):
    recompute_now(edition, YEAR)
    found = explain(village, YEAR, edition)
    assert text_of_e4(found.figures.percent_e4) == VILLAGE["expected_percent"]
    assert {one.state.item.pk: one.state.score_e4 for one in found.items if one.state.level == "mandatory"} == {
        code: None if score is None else to_e4(Fraction(score)) for code, score in VILLAGE["scores"].items()
    }
    assert found.numbers.startswith("100 × (1 + ")
    assert found.numbers.endswith(")/19 = 73,1994")
    assert found.run.state == "current"
    school = next(one for one in found.items if one.state.item.pk == "EDU-03")
    assert school.numbers == "0,5 × min(1; 1/1) + 0,5 × 1 × 0,8/1 = 0,9"
    assert (school.method, school.score_text, school.requirement_provenance) == (
        "availability_condition", "9/10", "printed",
    )  # fmt: skip


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_an_explanation_is_in_the_readers_language(village, edition, language):
    with translation.override(language):
        found = explain(village, YEAR, edition, Item.objects.get(pk="ROA-01"))
    assert len(found.items) == 1
    mark = "." if language == "en" else ","
    assert found.items[0].numbers.startswith(f"min(1{';' if mark == ',' else ','} 9/12/0{mark}95)")
    words = {"kk": "қамтылған/барлығы", "ru": "охвачено/всего", "en": "covered/total"}
    assert words[language] in found.items[0].formula


def test_what_raises_most_comes_first_and_is_exact(village, edition):
    found = explain(village, YEAR, edition)
    gains = [one.gain_e4 for one in found.raises]
    assert gains == sorted(gains, reverse=True)
    assert gains[0] > 0
    for one in found.raises[:5]:
        assert one.settlement_percent_e4 - found.figures.percent_e4 == one.gain_e4
    club = next(one for one in found.raises if one.item.pk == "CUL-01")
    assert (club.code, club.amount, club.item_score_e4) == ("build", 1, 1_000_000)
    entry = InventoryEntry.objects.get(settlement=village, item="CUL-01")
    entry.good = 1
    entry.save()
    assert settlement_figures(village, YEAR, edition).percent_e4 == club.settlement_percent_e4


def test_the_slides_village_tells_what_repair_and_building_would_give(country, edition, enter):
    enter(country["village_a"], "EDU-01", **SCHOOLS)
    found = explain(country["village_a"], YEAR, edition, Item.objects.get(pk="EDU-01"))
    scores = {(one.code, one.amount): one.item_score_e4 for one in found.items[0].raises}
    assert scores == {("build", 1): 950_000, ("repair_capital", 2): 875_000, ("repair_capital", 1): 841_667}


def test_who_entered_an_item_when_and_from_where(country, edition, enter):
    entry = enter(country["village_a"], "EDU-01", **SCHOOLS)
    clerk = make_user("clerk")
    entry.change_set = open_change_set("tests", actor=clerk, origin="xlsx", detail="мектептер.xlsx")
    entry.save()
    item = explain(country["village_a"], YEAR, edition, Item.objects.get(pk="EDU-01")).items[0]
    assert (item.entered_by, item.source_detail) == ("clerk", "мектептер.xlsx")
    assert item.entered_at == entry.change_set.at


def test_a_settlement_without_a_return_has_nothing_to_explain_and_no_zero(country, edition):
    found = explain(country["village_c"], YEAR, edition)
    assert found.figures.percent_e4 is None
    assert (found.numbers, found.raises) == ("—", [])
    assert explain(country["country"], YEAR, edition) is None


def test_weights_are_shown_where_they_are_used(village, edition):
    edition.parameters = {"item_weights": {"EDU-01": 2}}
    edition.save()
    numbers = explain(village, YEAR, edition).numbers
    assert numbers.startswith("100 × (2 × 1 + ")
    assert ")/20 = " in numbers


def test_explaining_costs_the_same_few_statements_however_many_entries(village, edition, django_assert_max_num_queries):
    recompute_now(edition, YEAR)
    with django_assert_max_num_queries(8):
        explain(village, YEAR, edition)
