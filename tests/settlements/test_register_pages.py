"""Pages of the register, the campaigns and one's own work: open to whom they should be, cheap, and they do it."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from rss_portal.accounts.choices import Role
from rss_portal.changelog.models import ChangeSet
from settlements import item_lists
from settlements.choices import ChangeKind, Kind, Level, ReturnState, Status
from settlements.item_lists import ListedItem
from settlements.models import (
    Campaign,
    InventoryEntry,
    InventoryReturn,
    Item,
    SettlementYear,
    Territory,
    TerritoryChange,
)
from settlements.rules.names import search_text
from settlements.services.catalogue import load_catalogue
from settlements.services.entries import save_entry
from tests.factories import make_campaign, make_country, make_profiles, make_territory, make_user

pytestmark = pytest.mark.django_db
REGISTER = "/settlements/register/"


@pytest.fixture
def country(db):
    units = make_country()
    for unit in Territory.objects.all():
        unit.search = search_text(unit.kato, unit.name_kk, unit.name_ru)
        unit.save()
    make_profiles(units, 2024)
    make_campaign(2024, published_at="2025-05-01T00:00:00Z")
    return units


@pytest.fixture
def lists(monkeypatch):
    listed = [ListedItem("EDU-01", "mandatory", 1), ListedItem("HLT-01", "mandatory", 2)]
    monkeypatch.setattr(item_lists, "_provider", [lambda edition: dict.fromkeys(Status.values, listed)])
    monkeypatch.setattr(item_lists, "_edition_provider", [lambda: [("2023", "2023 редакциясы")]])
    load_catalogue()


def client_of(*grant):
    client = Client()
    if grant:
        client.force_login(make_user(*grant), backend="django.contrib.auth.backends.ModelBackend")
    return client


def analyst():
    return client_of("analyst", Role.MINISTRY_ANALYST)


def text(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def test_everybody_browses_the_register_from_the_country_down(country):
    client = client_of()
    top = text(client.get(REGISTER))
    assert "Ақмола облысы" in top
    assert "Зеренді ауданы" not in top
    below = text(client.get(REGISTER, {"within": "110000000"}))
    assert "Зеренді ауданы" in below
    assert "Қазығұрт" not in below


@pytest.mark.parametrize("query", ["ескенежал", "ЕСКЕНЕЖАЛ", "116030300"])
def test_a_settlement_is_found_by_name_in_any_case_and_by_code(country, query):
    page = text(client_of().get(REGISTER, {"q": query}))
    assert "116030300" in page
    assert "116030100" not in page


def test_kazakh_letters_need_not_be_typed(country):
    assert "614030100" in text(client_of().get(REGISTER, {"q": "казыгурт"}))


def test_the_register_is_narrowed_by_level_kind_status_and_monitoring(country):
    client = client_of()
    towns = text(client.get(REGISTER, {"kind": Kind.CITY}))
    assert "111010000" in towns and "116030100" not in towns
    centres = text(client.get(REGISTER, {"status": Status.DISTRICT_CENTRE}))
    assert "116030100" in centres and "116030300" not in centres
    monitored = text(client.get(REGISTER, {"monitored": "on", "within": "116000000"}))
    assert "116030300" in monitored and "113230100" not in monitored


def test_the_register_is_shown_as_of_a_day(country):
    Territory.objects.filter(kato="116030300").update(valid_to=date(2025, 6, 30), closed_as=ChangeKind.ABOLISHED)
    client = client_of()
    assert "116030300" not in text(client.get(REGISTER, {"within": "116030000"}))
    assert "116030300" in text(client.get(REGISTER, {"within": "116030000", "on": "2025-06-30"}))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_filtered_is_exported(country, kind):
    response = client_of().get(REGISTER, {"within": "116000000", "monitored": "on", "export": kind})
    assert f".{kind}" in response["Content-Disposition"]
    if kind == "csv":
        lines = response.content.decode("utf-8-sig").splitlines()
        assert [line.split(",")[0] for line in lines[1:]] == ["116030100", "116030300"]


def test_the_list_costs_the_same_with_one_row_and_with_many(country):
    client = client_of()
    with CaptureQueriesContext(connection) as one:
        client.get(REGISTER, {"q": "116030300"})
    for number in range(4, 9):
        make_territory(f"1160304{number}0", Level.SETTLEMENT, Kind.VILLAGE, "Көп а.", country["okrug"], monitored=True)
    with CaptureQueriesContext(connection) as many:
        client.get(REGISTER, {"monitored": "on"})
    assert len(many) == len(one)


def test_an_unknown_unit_is_not_found(country):
    client = client_of()
    assert client.get(f"{REGISTER}999999999/").status_code == 404
    assert client.get(REGISTER, {"within": "999999999"}).status_code == 404


def test_a_units_page_shows_its_years_and_history(country):
    TerritoryChange.objects.create(
        edition_date=date(2026, 7, 17), kind=ChangeKind.RENAMED, territory=country["village_a"],
        old={"name_ru": "с.Старое"}, new={"name_ru": "с.Зеренда"},
    )  # fmt: skip
    page = text(client_of().get(f"{REGISTER}116030100/"))
    assert "2024" in page and "с.Старое" in page


def test_the_profile_of_an_unpublished_year_is_shown_to_those_who_work_there(country):
    make_profiles(country, 2025)
    SettlementYear.objects.filter(settlement="116030100", year=2025).update(population=77123)
    assert "77\u202f123" not in text(client_of().get(f"{REGISTER}116030100/"))
    neighbour = client_of("neighbour", Role.AKIMAT_EDITOR, "113200000")
    assert "77\u202f123" not in text(neighbour.get(f"{REGISTER}116030100/"))
    own = client_of("own", Role.AKIMAT_EDITOR, "116000000")
    assert "77\u202f123" in text(own.get(f"{REGISTER}116030100/"))


def test_names_of_people_in_the_change_log_are_for_those_who_sign_in(country):
    make_profiles(country, 2025)
    worker = analyst()
    worker.post(f"{REGISTER}116030100/2025/", profile_values())
    assert "analyst" in text(worker.get(f"{REGISTER}116030100/"))
    assert "analyst" not in text(client_of().get(f"{REGISTER}116030100/"))


def profile_values(**more):
    return {"population": "5000", "is_anchor": "on", "monitored": "on", "reason": "Бұйрық № 3", **more}


def test_the_ministry_changes_a_profile_on_its_page(country):
    make_profiles(country, 2025)
    response = analyst().post(f"{REGISTER}116030300/2025/", profile_values())
    assert response.status_code == 302
    profile = SettlementYear.objects.get(settlement="116030300", year=2025)
    assert (profile.status, profile.population) == (Status.ANCHOR_VILLAGE, 5000)


@pytest.mark.parametrize(
    "wrong", [{"population": "-1"}, {"reason": ""}, {"satellite_of_id": "999999999"}, {"satellite_of_id": "116030300"}]
)
def test_a_wrong_profile_is_told_and_not_saved(country, wrong):
    make_profiles(country, 2025)
    response = analyst().post(f"{REGISTER}116030300/2025/", profile_values(is_anchor="", **wrong))
    assert "error-summary" in text(response, 422)
    assert SettlementYear.objects.get(settlement="116030300", year=2025).population == 1000


@pytest.mark.parametrize(
    ("grant", "status"),
    [
        ((), 403),
        (("editor", Role.AKIMAT_EDITOR, "116000000"), 403),
        (("other", Role.AKIMAT_HEAD, "113200000"), 403),
        (("head", Role.AKIMAT_HEAD, "116000000"), 200),
    ],
)
def test_the_form_of_a_profile_is_for_the_head_of_its_akimat(country, grant, status):
    make_profiles(country, 2025)
    assert client_of(*grant).get(f"{REGISTER}116030300/2025/").status_code == status


def test_a_published_profile_is_frozen(country):
    assert analyst().get(f"{REGISTER}116030300/2024/").status_code == 403


def test_coordinates_are_saved_both_or_neither(country):
    client = client_of("head", Role.AKIMAT_HEAD, "116000000")
    address = f"{REGISTER}116030300/place/"
    assert client.post(address, {"latitude": "52.5"}).status_code == 422
    assert client.post(address, {"latitude": "52.5", "longitude": "69.1"}).status_code == 302
    assert Territory.objects.get(kato="116030300").latitude == 52.5
    assert client_of().post(address, {"latitude": "52.5", "longitude": "70"}).status_code == 403


@pytest.fixture
def proposal(country):
    new = make_territory("116030700", Level.SETTLEMENT, Kind.VILLAGE, "Ескенежал а.", country["okrug"])
    Territory.objects.filter(kato="116030300").update(valid_to=date(2026, 7, 16), closed_as=ChangeKind.ABOLISHED)
    return TerritoryChange.objects.create(
        edition_date=date(2026, 7, 17), kind=ChangeKind.RECODED, territory_id="116030300", successor=new, proposed=True
    )


def test_recodings_are_confirmed_on_the_page_of_changes(proposal):
    client = analyst()
    assert f'value="{proposal.pk}"' in text(client.get(f"{REGISTER}changes/", {"proposed": "on"}))
    response = client.post(f"{REGISTER}changes/settle/", {"action": "confirm", "change": [proposal.pk, "x"]})
    assert response.status_code == 302
    assert Territory.objects.get(kato="116030300").successor_id == "116030700"


def test_recodings_are_rejected_on_the_page_of_changes(proposal):
    analyst().post(f"{REGISTER}changes/settle/", {"action": "reject", "change": [proposal.pk]})
    proposal.refresh_from_db()
    assert (proposal.kind, proposal.proposed) == (ChangeKind.ABOLISHED, False)


def test_others_see_changes_but_do_not_settle_them(proposal):
    client = client_of("head", Role.AKIMAT_HEAD, "110000000")
    assert "checkbox" not in text(client.get(f"{REGISTER}changes/")).split("<table")[1]
    assert client.post(f"{REGISTER}changes/settle/", {"action": "confirm", "change": [proposal.pk]}).status_code == 403


def campaign_values(**more):
    today = timezone.localdate()
    names = ("opens_on", "akimat_closes_on", "district_closes_on", "region_closes_on", "ministry_closes_on")
    dates = {name: today + timedelta(days=10 * place) for place, name in enumerate(names)}
    return {"year": "2025", "edition_code": "2023", "reason": "Бұйрық", **dates, **more}


def test_the_ministry_makes_changes_and_publishes_a_campaign(country, lists):
    client = analyst()
    assert client.post("/settlements/campaigns/new/", campaign_values()).status_code == 302
    assert SettlementYear.objects.filter(year=2025).count() == 5
    later = campaign_values(ministry_closes_on=date(2030, 1, 1))
    assert client.post("/settlements/campaigns/2025/change/", later).status_code == 302
    assert Campaign.objects.get(year=2025).ministry_closes_on == date(2030, 1, 1)
    client.post("/settlements/campaigns/2025/publish/", {})
    assert not Campaign.objects.get(year=2025).published
    client.post("/settlements/campaigns/2025/publish/", {"confirm": "yes"})
    assert Campaign.objects.get(year=2025).published


def test_a_campaign_whose_levels_close_in_the_wrong_order_is_told(country, lists):
    response = analyst().post("/settlements/campaigns/new/", campaign_values(region_closes_on=date(2020, 1, 1)))
    assert "error-summary" in text(response, 422)
    assert not Campaign.objects.filter(year=2025).exists()


@pytest.mark.parametrize("address", ["new/", "2024/change/", "2024/publish/", "2024/close/", "2024/correct/"])
def test_only_the_ministry_reaches_the_steps_of_a_campaign(country, lists, address):
    for grant in ((), ("head", Role.AKIMAT_HEAD, "110000000")):
        client = client_of(*grant)
        assert client.post(f"/settlements/campaigns/{address}", campaign_values()).status_code == 403


def test_an_unknown_step_is_not_found(country, lists):
    assert analyst().post("/settlements/campaigns/2024/explode/").status_code == 404


def test_a_correction_shows_the_published_and_the_corrected_values(country, lists):
    client = analyst()
    village = country["village_a"]
    user = make_user("second", Role.MINISTRY_ANALYST)
    Campaign.objects.filter(year=2024).update(published_at=None)
    schools = Item.objects.get(code="EDU-01")
    save_entry(user, village, 2024, schools, {"required": 4, "good": 1}, seen_version=None)
    Campaign.objects.filter(year=2024).update(published_at=timezone.now())
    client.post("/settlements/campaigns/2024/correct/", {"territory": "116000000", "reason": "Мектеп қосылды"})
    entry = InventoryEntry.objects.get()
    save_entry(
        user,
        village,
        2024,
        schools,
        {"required": 4, "good": 3},
        seen_version=entry.version,
        reason="Акт",
        note_on_warning="тексерілді",
    )
    page = text(client.get("/settlements/campaigns/2024/corrections/1/"))
    cells = page.split("<tbody>")[1]
    assert "<td>1</td><td>3</td>" in cells
    assert client.post("/settlements/campaigns/2024/end-correction/").status_code == 302
    assert ChangeSet.objects.filter(action="campaigns.close_correction").exists()


def test_campaign_pages_cost_the_same_for_one_and_two_regions(country, lists):
    make_campaign(2025)
    make_profiles(country, 2025)
    client = analyst()
    south = SettlementYear.objects.filter(year=2025, region="610000000")
    south.update(monitored=False)
    with CaptureQueriesContext(connection) as one:
        client.get("/settlements/campaigns/2025/")
    south.update(monitored=True)
    with CaptureQueriesContext(connection) as two:
        client.get("/settlements/campaigns/2025/")
    assert len(one) == len(two)


def test_my_work_asks_to_sign_in(country, lists):
    assert client_of().get("/settlements/work/").status_code == 302


def test_an_editor_sees_what_is_to_be_entered_with_those_sent_back_first(country, lists):
    make_profiles(country, 2025)
    make_campaign(2025)
    Campaign.objects.filter(year=2025).update(opens_on=timezone.localdate())
    InventoryReturn.objects.create(campaign_id=2025, settlement=country["village_a"], state=ReturnState.RETURNED)
    page = text(client_of("editor", Role.AKIMAT_EDITOR, "116000000").get("/settlements/work/"))
    assert page.index("/entry/116030100/2025/") < page.index("/entry/116030300/2025/")
    assert "113230100" not in page


@pytest.mark.parametrize(
    ("grant", "state", "waits"),
    [
        ((Role.AKIMAT_HEAD, "116000000"), ReturnState.SUBMITTED, True),
        ((Role.AKIMAT_HEAD, "116000000"), ReturnState.ACCEPTED_DISTRICT, False),
        ((Role.AKIMAT_HEAD, "110000000"), ReturnState.ACCEPTED_DISTRICT, True),
        ((Role.MINISTRY_ANALYST, "KZ"), ReturnState.ACCEPTED_REGION, True),
    ],
)
def test_heads_and_the_ministry_see_what_waits_for_their_level(country, lists, grant, state, waits):
    make_profiles(country, 2025)
    make_campaign(2025)
    Campaign.objects.filter(year=2025).update(opens_on=timezone.localdate())
    InventoryReturn.objects.create(campaign_id=2025, settlement=country["village_a"], state=state)
    page = text(client_of("person", *grant).get("/settlements/work/"))
    assert ("/returns/2025/116030100/" in page) == waits


def test_somebody_without_tasks_is_told_so(country, lists):
    assert 'class="empty"' in text(client_of("member", Role.COUNCIL_MEMBER).get("/settlements/work/"))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(
    "address",
    [
        REGISTER,
        f"{REGISTER}116030100/",
        f"{REGISTER}changes/",
        "/settlements/campaigns/",
        "/settlements/campaigns/2024/",
    ],
)
def test_open_pages_are_there_in_every_language(country, lists, address, language):
    client = client_of()
    client.cookies["django_language"] = language
    assert f'lang="{language}"' in text(client.get(address))
