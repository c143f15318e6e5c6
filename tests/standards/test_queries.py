from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from settlements.models import SettlementYear
from standards.models import Edition, Series, SettlementProvision
from standards.queries import (
    Selection,
    children_figures,
    computed_years,
    default_selection,
    history,
    item_figures,
    movement,
    settlement_figures,
    settlement_rows,
    territory_figures,
)
from standards.queries.rows import LevelRows
from standards.rules.aggregates import Settlement, aggregate
from standards.rules.rounding import to_e4
from standards.services.published import load_published
from standards.services.recompute import recompute_now
from tests.factories import make_campaign, make_profiles, make_user

from .conftest import SCHOOLS, YEAR
from .test_computation import inventory, villages  # noqa: F401  the random country


@pytest.fixture(params=["all", "urban", "rural", "status:other_village", "mark:anchor"])
def scope(request):
    return request.param


@pytest.fixture
def computed(inventory, country):  # noqa: F811
    for number, profile in enumerate(SettlementYear.objects.filter(year=YEAR).order_by("pk")):
        profile.is_anchor = number % 3 == 0
        profile.save()
    recompute_now(Edition.objects.get(pk="2023"), YEAR)
    return country


def rows_of(selection):
    """Rows of the selection, chosen by hand."""
    run = Series.objects.get(edition=selection.edition, year=selection.year).current_run
    marked = set(SettlementYear.objects.filter(is_anchor=True, year=YEAR).values_list("settlement_id", flat=True))
    place = selection.territory
    choose = {
        "all": lambda row: True,
        "urban": lambda row: row.urban,
        "rural": lambda row: not row.urban,
        "status:other_village": lambda row: row.status == "other_village",
        "mark:anchor": lambda row: row.settlement_id in marked,
    }[selection.scope]
    inside = [
        row
        for row in SettlementProvision.objects.filter(run=run)
        if place.pk in ("KZ", row.region_id, row.district_id, row.okrug_id, row.settlement_id)
    ]
    return [row for row in inside if choose(row)]


@pytest.mark.parametrize("place", ["country", "north", "north_1", "okrug", "village_a"])
def test_figures_of_a_territory_are_those_of_its_rows(computed, scope, place):
    selection = Selection(computed[place], YEAR, Edition.objects.get(pk="2023"), scope)
    rows, figures = rows_of(selection), territory_figures(selection)
    percents = [None if row.percent_e4 is None else Fraction(row.percent_e4, 10_000) for row in rows]
    expected = aggregate(Settlement(percent, row.population or 0) for percent, row in zip(percents, rows, strict=True))
    assert (figures.settlements, figures.counted, figures.no_return) == (
        len(rows), expected.counted, expected.no_return,
    )  # fmt: skip
    assert figures.mean_e4 == to_e4(expected.mean)
    assert figures.median_e4 == to_e4(expected.median)
    assert (figures.min_e4, figures.max_e4) == (to_e4(expected.least), to_e4(expected.most))
    assert figures.population_weighted_e4 == to_e4(expected.population_weighted)
    assert figures.people == sum(row.population or 0 for row in rows)
    bands = {code: sum(row.band == code for row in rows) for code in ("high", "medium", "low")}
    assert {code: count.settlements for code, count in figures.bands.items()} == bands
    assert figures.entered_entries == sum(row.entered for row in rows)


def test_directions_and_items_of_a_scope_are_the_same_whether_kept_or_computed(computed):
    edition = Edition.objects.get(pk="2023")
    region = Selection(computed["north"], YEAR, edition)
    districts = [Selection(computed[name], YEAR, edition) for name in ("north_1", "north_2")]
    whole = {one.item.pk: one for one in item_figures(region)}
    parts = [{one.item.pk: one for one in item_figures(part)} for part in districts]
    city = {one.item.pk: one for one in item_figures(Selection(computed["city"], YEAR, edition))}
    for code, one in whole.items():
        counts = [found[code].settlements for found in (*parts, city) if code in found]
        assert one.settlements == sum(counts), code
    SettlementYear.objects.filter(year=YEAR).update(is_anchor=True)
    Series.objects.update(version=99)
    marked = Selection(computed["north"], YEAR, edition, "mark:anchor")
    assert item_figures(marked) == item_figures(region)
    assert territory_figures(marked).by_direction == territory_figures(region).by_direction


def test_children_add_up_and_are_ranked(computed):
    selection = Selection(computed["country"], YEAR, Edition.objects.get(pk="2023"))
    children = children_figures(selection)
    whole = territory_figures(selection)
    assert {one.territory.pk for one in children} == {"110000000", "610000000"}
    assert sum(one.figures.settlements for one in children) == whole.settlements
    means = [one.figures.mean_e4 for one in children]
    assert means == sorted(means, reverse=True)
    assert all(one.figures.by_direction for one in children)
    below = children_figures(Selection(computed["north"], YEAR, selection.edition))
    assert {one.territory.pk for one in below} == {"116000000", "113200000", "111010000"}
    inside = children_figures(Selection(computed["okrug"], YEAR, selection.edition))
    assert {one.territory.pk for one in inside} == {"116030100", "116030300"}


def test_figures_follow_a_save_at_once(computed, enter):
    from settlements.events import entries_changed

    edition = Edition.objects.get(pk="2023")
    selection = Selection(computed["country"], YEAR, edition)
    before = territory_figures(selection)
    village = settlement_rows(selection).filter(percent_e4__gt=0).last().settlement
    for item in ("EDU-01", "EDU-03", "HLT-01"):
        enter(village, item, good=0, current_repair=0, capital_repair=0, emergency=0, required=5)
    entries_changed.send(sender=None, year=YEAR, settlements=[village.pk], territory=village.pk)
    assert territory_figures(selection).mean_e4 != before.mean_e4


def test_pages_parts_cost_few_statements(computed):
    edition = Edition.objects.get(pk="2023")
    limits = {territory_figures: 3, children_figures: 5, item_figures: 3}
    for place in ("country", "north", "north_1", "okrug"):
        for part, limit in limits.items():
            with CaptureQueriesContext(connection) as queries:
                part(Selection(computed[place], YEAR, edition))
            assert len(queries) <= limit + 3 * (place == "okrug"), (part.__name__, place)


def test_parts_of_a_page_share_what_was_read(computed):
    selection = Selection(computed["country"], YEAR, Edition.objects.get(pk="2023"))
    read = LevelRows(selection)
    figures = territory_figures(selection, read)
    with CaptureQueriesContext(connection) as queries:
        assert territory_figures(selection, read) == figures
    assert len(queries) == 0
    assert children_figures(selection, read) == children_figures(selection)


@pytest.fixture
def two_years(country, enter, edition):
    """The year before: village_a low; now it is high and village_b has fallen."""
    make_profiles(country, YEAR - 1)
    make_campaign(YEAR - 1, edition_code="2019-presence")
    items = [one.item_id for one in edition.requirements.filter(status="district_centre", level="mandatory")]
    measures = dict(edition.requirements.values_list("item_id", "item__measure"))
    full = {
        "facility": {"required": 1, "good": 1}, "network": {"total": 9, "covered": 9}, "service": {"available": True},
    }  # fmt: skip
    for item in items:
        enter(country["village_a"], item, **full[measures[item]])
    enter(country["village_a"], items[0], year=YEAR - 1, **full[measures[items[0]]])
    enter(country["village_b"], "EDU-01", year=YEAR - 1, required=1, good=1)
    enter(country["village_b"], "EDU-01", required=1, emergency=1)
    for year in (YEAR - 1, YEAR):
        recompute_now(edition, year)
    return country


def test_movement_shows_bands_of_both_years_and_who_rose_and_fell(two_years, edition):
    found = movement(Selection(two_years["country"], YEAR, edition), YEAR - 1)
    assert found.cells["low", "high"].settlements == 1
    assert found.cells["low", "low"].people == 1000
    assert [(one.territory.pk, one.after_e4) for one in found.risers] == [("116030100", 1_000_000)]
    assert [(one.before_e4, one.after_e4) for one in found.fallers] == [(50_000, 25_000)]
    assert not found.same_edition


def test_history_puts_the_published_figures_beside_the_computed(two_years, edition):
    load_published()
    points = {one.year: one for one in history(Selection(two_years["country"], YEAR, edition, "rural"))}
    assert (points[2022].published, points[2022].mean_e4) == (Decimal("55.3"), None)
    assert points[YEAR].published == Decimal("65.7")
    assert points[YEAR].mean_e4 == (1_000_000 + 25_000) // 2
    assert "2023" in points[2022].published_source
    region = history(Selection(two_years["north"], YEAR, edition, "rural"))
    assert [one.published for one in region if one.year == 2019] == [Decimal("56.3")]


def test_changes_of_children_are_against_the_year_before(two_years, edition):
    rows = {one.territory.pk: one for one in children_figures(Selection(two_years["okrug"], YEAR, edition))}
    assert rows["116030300"].change_e4 == -25_000
    assert rows["116030100"].change_e4 == 1_000_000 - round(1_000_000 / 30)


def test_the_first_selection_is_the_newest_published_year_by_its_edition(two_years, edition):
    from django.utils import timezone

    from settlements.models import Campaign

    recompute_now(Edition.objects.get(pk="2019-presence"), YEAR - 1)
    stranger = make_user("stranger")
    assert default_selection(stranger).year == YEAR
    Campaign.objects.filter(year=YEAR - 1).update(published_at=timezone.now())
    chosen = default_selection(stranger)
    assert (chosen.year, chosen.edition.pk, chosen.territory.pk) == (YEAR - 1, "2019-presence", "KZ")
    akimat = make_user("akimat", "akimat_editor", "116000000")
    assert default_selection(akimat).territory.pk == "116000000"
    assert computed_years(edition) == [YEAR, YEAR - 1]


def test_nothing_computed_is_no_figures_and_not_an_error(country, edition):
    selection = Selection(country["country"], YEAR, edition)
    assert territory_figures(selection).mean_e4 is None
    assert children_figures(selection) == []
    assert movement(selection, YEAR - 1).cells == {}
    assert history(selection) == []
    assert default_selection(make_user("somebody")) is None
    with pytest.raises(ValueError, match="no such scope"):
        Selection(country["country"], YEAR, edition, "mark:purple")


def test_a_settlement_shows_every_item_of_its_list(country, edition, enter):
    enter(country["village_b"], "EDU-01", **SCHOOLS)
    enter(country["village_b"], "EDU-02", na_reason="own_school", na_approved=True)
    figures = settlement_figures(country["village_b"], YEAR, edition)
    states = {one.item.pk: one for one in figures.items}
    assert (figures.expected, figures.entered, figures.counted) == (31, 2, 19)
    assert figures.percent_e4 == to_e4(100 * Fraction(97, 120) / 19)
    assert states["EDU-01"].score_e4 == 808_333
    assert states["EDU-02"].score_e4 is None and states["EDU-02"].not_applicable
    assert states["EDU-03"].score_e4 == 0 and states["EDU-03"].entry is None
    education = next(one for one in figures.by_direction if one.direction_code == "EDU")
    assert (education.mean_e4, education.settlements) == (to_e4(100 * Fraction(97, 240)), 2)
    assert settlement_figures(country["north"], YEAR, edition) is None
