"""Who may do what over the facts: role x territory x year, through the one door of access."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from rss_portal.access import Refused, actions, decide, require
from rss_portal.accounts.choices import Role
from settlements.choices import ChangeKind, ReturnState
from settlements.models import Campaign, CampaignCorrection, InventoryReturn, SettlementYear
from settlements.permissions import editable_settlements, granted_territories, visible_settlement_years
from tests.factories import make_country, make_profiles, make_territory, make_user

pytestmark = pytest.mark.django_db

OPEN, PUBLISHED = 2025, 2024


def campaign(year, **more):
    today = timezone.localdate()
    later = today + timedelta(days=30)
    values = {
        "opens_on": today - timedelta(days=5),
        "akimat_closes_on": later,
        "district_closes_on": later,
        "region_closes_on": later,
        "ministry_closes_on": later,
    }
    return Campaign.objects.create(year=year, edition_code="2023", **{**values, **more})


@pytest.fixture
def country():
    units = make_country()
    for year in (OPEN, PUBLISHED):
        make_profiles(units, year)
    campaign(OPEN)
    campaign(PUBLISHED, published_at=timezone.now())
    return units


PEOPLE = {
    "visitor": None,
    "editor_1": (Role.AKIMAT_EDITOR, "116000000"),
    "editor_2": (Role.AKIMAT_EDITOR, "113200000"),
    "head_district": (Role.AKIMAT_HEAD, "116000000"),
    "head_region": (Role.AKIMAT_HEAD, "110000000"),
    "head_other_region": (Role.AKIMAT_HEAD, "610000000"),
    "ministry": (Role.MINISTRY_ANALYST, "KZ"),
    "sector": (Role.SECTOR_ANALYST, "KZ"),
    "administrator": (Role.ADMINISTRATOR, "KZ"),
    "coordinator": (Role.COORDINATOR, "110000000"),
    "entrepreneur": (Role.ENTREPRENEUR, "116000000"),
}


def person(name):
    grant = PEOPLE[name]
    return make_user(name, *grant) if grant else AnonymousUser()


# For each person, over village_a (district 116000000): what is allowed in the open and in the published year.
SEE_OPEN = {"editor_1", "head_district", "head_region", "ministry", "sector", "administrator", "coordinator"}
EDIT_OPEN = {"editor_1", "head_district", "head_region", "ministry"}
AGGREGATES_OPEN = set(PEOPLE) - {"visitor", "entrepreneur"}
PROFILE_OPEN = {"head_district", "head_region", "ministry", "administrator"}
EVERYBODY = set(PEOPLE)
MATRIX = [
    ("settlements.see_inventory", OPEN, SEE_OPEN),
    ("settlements.see_inventory", PUBLISHED, EVERYBODY),
    ("settlements.see_settlement_figures", OPEN, SEE_OPEN),
    ("settlements.see_settlement_figures", PUBLISHED, EVERYBODY),
    ("settlements.download_workbook", OPEN, SEE_OPEN),
    ("settlements.download_workbook", PUBLISHED, EVERYBODY - {"visitor"}),
    ("settlements.edit_entry", OPEN, EDIT_OPEN),
    ("settlements.edit_entry", PUBLISHED, set()),
    ("settlements.upload_workbook", OPEN, EDIT_OPEN),
    ("settlements.upload_workbook", PUBLISHED, set()),
    ("settlements.edit_profile", OPEN, PROFILE_OPEN),
    ("settlements.edit_profile", PUBLISHED, set()),
]


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize(("action", "year", "allowed"), MATRIX)
def test_each_person_may_do_exactly_what_the_matrix_says_of_a_village(country, name, action, year, allowed):
    decision = decide(person(name), action, (country["village_a"], year))
    assert bool(decision) == (name in allowed)
    assert decision or str(decision.reason)


@pytest.mark.parametrize("name", PEOPLE)
def test_sums_of_an_unpublished_year_are_for_staff_and_of_a_published_year_for_everybody(country, name):
    user = person(name)
    assert bool(decide(user, "settlements.see_aggregates", OPEN)) == (name in AGGREGATES_OPEN)
    assert decide(user, "settlements.see_aggregates", PUBLISHED)


@pytest.mark.parametrize("name", PEOPLE)
def test_register_and_campaigns_are_managed_by_the_ministry(country, name):
    user = person(name)
    assert bool(decide(user, "settlements.edit_place", country["village_a"])) == (name in PROFILE_OPEN)
    assert bool(decide(user, "settlements.manage_campaigns")) == (name == "ministry")
    assert bool(decide(user, "settlements.manage_register")) == (name in {"ministry", "administrator"})


RETURN_PATH = [
    (ReturnState.DRAFT, EDIT_OPEN, set()),
    (ReturnState.RETURNED, EDIT_OPEN, set()),
    (ReturnState.SUBMITTED, set(), {"head_district"}),
    (ReturnState.ACCEPTED_DISTRICT, set(), {"head_region"}),
    (ReturnState.ACCEPTED_REGION, set(), {"ministry"}),
]


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize(("state", "submitters", "deciders"), RETURN_PATH)
def test_a_return_is_submitted_and_accepted_by_the_level_whose_turn_it_is(country, name, state, submitters, deciders):
    held = InventoryReturn.objects.create(campaign_id=OPEN, settlement=country["village_a"], state=state)
    user = person(name)
    assert bool(decide(user, "settlements.submit_return", held)) == (name in submitters)
    assert bool(decide(user, "settlements.accept_return", held)) == (name in deciders)
    assert bool(decide(user, "settlements.send_back_return", held)) == (name in deciders)
    assert bool(decide(user, "settlements.extend_return", held)) == (name in {"head_region", "ministry"})


def test_an_accepted_return_can_be_sent_back_by_the_ministry_but_not_accepted_twice(country):
    held = InventoryReturn.objects.create(
        campaign_id=OPEN, settlement=country["village_a"], state=ReturnState.ACCEPTED_MINISTRY
    )
    ministry = person("ministry")
    assert not decide(ministry, "settlements.accept_return", held)
    assert decide(ministry, "settlements.send_back_return", held)


EDIT_BY_STATE = [
    (ReturnState.SUBMITTED, {"head_district", "head_region", "ministry"}),
    (ReturnState.ACCEPTED_DISTRICT, {"head_region", "ministry"}),
    (ReturnState.ACCEPTED_REGION, {"ministry"}),
]


@pytest.mark.parametrize(("state", "editors"), EDIT_BY_STATE)
def test_what_a_level_has_passed_on_it_no_longer_changes(country, state, editors):
    InventoryReturn.objects.create(campaign_id=OPEN, settlement=country["village_a"], state=state)
    allowed = {n for n in PEOPLE if decide(person(n), "settlements.edit_entry", (country["village_a"], OPEN))}
    assert allowed == editors


def test_a_city_outside_any_district_goes_from_the_akimat_to_the_region(country):
    held = InventoryReturn.objects.create(campaign_id=OPEN, settlement=country["city"], state=ReturnState.SUBMITTED)
    assert decide(person("head_region"), "settlements.accept_return", held)
    assert not decide(person("head_district"), "settlements.accept_return", held)


def test_after_the_closing_date_only_an_extended_return_can_be_edited(country):
    yesterday = timezone.localdate() - timedelta(days=1)
    Campaign.objects.filter(year=OPEN).update(akimat_closes_on=yesterday)
    editor = person("editor_1")
    assert not decide(editor, "settlements.edit_entry", (country["village_a"], OPEN))
    InventoryReturn.objects.create(campaign_id=OPEN, settlement=country["village_a"], extended_to=timezone.localdate())
    assert decide(editor, "settlements.edit_entry", (country["village_a"], OPEN))
    assert not decide(editor, "settlements.edit_entry", (country["village_b"], OPEN))
    assert decide(editor, "settlements.upload_workbook", (country["north_1"], OPEN))


def test_before_the_campaign_opens_nobody_but_the_ministry_edits(country):
    Campaign.objects.filter(year=OPEN).update(opens_on=timezone.localdate() + timedelta(days=1))
    allowed = {n for n in PEOPLE if decide(person(n), "settlements.edit_entry", (country["village_a"], OPEN))}
    assert allowed == {"ministry"}


def test_a_published_year_is_changed_by_the_ministry_inside_a_correction_of_that_territory(country):
    ministry = person("ministry")
    subject = (country["village_a"], PUBLISHED)
    CampaignCorrection.objects.create(
        campaign_id=PUBLISHED, number=1, territory=country["north_1"], reason="Қате деректер", opened_by=ministry
    )
    assert decide(ministry, "settlements.edit_entry", subject)
    assert not decide(ministry, "settlements.edit_entry", (country["village_c"], PUBLISHED))
    assert not decide(person("editor_1"), "settlements.edit_entry", subject)


def test_a_settlement_that_is_not_monitored_has_no_entries(country):
    SettlementYear.objects.filter(settlement=country["village_a"], year=OPEN).update(monitored=False)
    assert not decide(person("editor_1"), "settlements.edit_entry", (country["village_a"], OPEN))


@pytest.mark.parametrize("name", PEOPLE)
def test_the_list_of_editable_settlements_agrees_with_the_single_decision(country, name):
    InventoryReturn.objects.create(campaign_id=OPEN, settlement=country["village_b"], state=ReturnState.SUBMITTED)
    user = person(name)
    places = list(SettlementYear.objects.filter(year=OPEN).select_related("settlement"))
    single = {p.settlement_id for p in places if decide(user, "settlements.edit_entry", (p.settlement, OPEN))}
    assert editable_settlements(user, OPEN, places) == single


def test_the_list_of_editable_settlements_costs_the_same_for_one_and_five(country, django_assert_max_num_queries):
    user = person("editor_1")
    places = list(SettlementYear.objects.filter(year=OPEN))
    assert len(places) == 5
    with django_assert_max_num_queries(5):
        editable_settlements(user, OPEN, places)


def test_profiles_of_an_unpublished_year_are_narrowed_to_the_granted_subtree(country):
    seen = set(visible_settlement_years(person("editor_1"), OPEN).values_list("settlement_id", flat=True))
    assert seen == {"116030100", "116030300"}
    assert visible_settlement_years(person("sector"), OPEN).count() == 5
    assert visible_settlement_years(AnonymousUser(), OPEN).count() == 0
    assert visible_settlement_years(AnonymousUser(), PUBLISHED).count() == 5


def test_a_grant_for_a_code_that_was_recoded_follows_it_and_keeps_the_old_years(country):
    new = make_territory("117700000", "district", "district", "Зеренді ауданы", country["north"])
    old = country["north_1"]
    old.successor, old.closed_as, old.valid_to = new, ChangeKind.RECODED, date(2025, 6, 1)
    old.save()
    user = person("editor_1")
    assert {unit.kato for unit in granted_territories(user)} == {"116000000", "117700000"}


def test_a_grant_for_a_unit_merged_into_a_neighbour_does_not_open_the_neighbour(country):
    old = country["north_1"]
    old.successor, old.closed_as, old.valid_to = country["north_2"], ChangeKind.MERGED, date(2025, 6, 1)
    old.save()
    assert {unit.kato for unit in granted_territories(person("editor_1"))} == {"116000000"}


def test_a_grant_that_ran_out_gives_nothing(country):
    user = person("editor_1")
    user.role_grants.update(valid_to=timezone.localdate() - timedelta(days=1))
    assert granted_territories(user) == []


def test_a_refusal_raises_with_its_reason_in_the_language_of_the_reader(country):
    with pytest.raises(Refused) as caught:
        require(AnonymousUser(), "settlements.edit_entry", (country["village_a"], OPEN))
    assert str(caught.value.reason)


def test_every_action_of_this_app_is_in_the_matrix():
    tested = {action for action, _, _ in MATRIX} | {
        "settlements.see_aggregates",
        "settlements.manage_campaigns",
        "settlements.manage_register",
        "settlements.submit_return",
        "settlements.accept_return",
        "settlements.send_back_return",
        "settlements.extend_return",
        "settlements.edit_place",
    }
    tested |= {"settlements.approve_not_applicable", "settlements.see_entry_files"}  # tested with entries
    assert {action for action in actions() if action.startswith("settlements.")} == tested
