"""Who sees which figures, what the pages say, and what is answered to a wrong address."""

import re

import pytest
from django.urls import reverse

from tests.factories import make_profile, make_territory, make_user

from .world import OPEN, PUBLISHED, World

pytestmark = pytest.mark.django_db
ZERENDI, AKKOL, QAZYGURT = "116030100", "113230100", "614030100"


def address(view: str, *args, **query) -> str:
    pairs = "&".join(f"{name}={value}" for name, value in query.items())
    return reverse(f"standards:{view}", args=args) + (f"?{pairs}" if pairs else "")


def everything(year: int) -> list[str]:
    """Every page that shows figures of a year."""
    return [
        address("country", year=year),
        address("territory", "110000000", year=year),
        address("territory", "116000000", year=year),
        address("territory", "116030000", year=year),
        address("settlements", "116000000", year=year),
        address("passport", ZERENDI, year=year),
        address("items", year=year),
        address("item", "EDU-01", year=year),
        address("direction", "EDU", year=year),
        address("explain", "KZ", year),
        address("explain", "116000000", year, item="EDU-01"),
        address("explain", "110000000", year, direction="EDU"),
        address("explain", ZERENDI, year),
        address("explain", ZERENDI, year, item="EDU-01"),
        address("country", year=year, chart="history"),
    ]


def others() -> list[str]:
    return [
        address("method"),
        address("editions"),
        address("edition", "2023"),
        address("compare_editions"),
        address("compare_editions", first="2023", second="2019-presence"),
    ]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_page_of_a_published_year_opens_for_a_visitor_in_every_language(client, world: World, language):
    client.cookies["django_language"] = language
    for page in everything(PUBLISHED) + others():
        response = client.get(page)
        assert response.status_code == 200, page


def test_a_visitor_sees_nothing_of_a_year_that_is_not_published(client, world: World):
    for page in everything(OPEN):
        assert client.get(page).status_code == 403, page


def test_the_first_page_of_an_empty_portal_says_what_is_missing(client, db):
    response = client.get(address("country"))
    assert response.status_code == 200
    assert "standards/nothing.html" in [template.name for template in response.templates]


def test_the_first_page_shows_the_newest_published_year(client, world: World):
    page = client.get(address("country")).context["page"]
    assert page.year == PUBLISHED
    assert OPEN not in page.available.years


def test_staff_see_sums_of_the_open_year_and_settlements_of_their_own_territory_only(client, world: World):
    client.force_login(world.clerk)
    for page in (address("country", year=OPEN), address("territory", "610000000", year=OPEN)):
        assert client.get(page).status_code == 200, page
    assert client.get(address("passport", ZERENDI, year=OPEN)).status_code == 200
    assert client.get(address("explain", ZERENDI, OPEN)).status_code == 200
    for page in (
        address("passport", QAZYGURT, year=OPEN),
        address("explain", QAZYGURT, OPEN),
        address("settlements", "614000000", year=OPEN),
        address("settlements", "614000000", year=OPEN, export="csv"),
        address("passport", AKKOL, year=OPEN),
        address("live", settlement=QAZYGURT, year=OPEN),
        address("passport", QAZYGURT, year=OPEN, chart="items", format="csv"),
    ):
        assert client.get(page).status_code == 403, page


def test_a_settlement_of_another_district_is_on_no_page_of_sums_of_the_open_year(client, world: World):
    client.force_login(world.clerk)
    for page in (
        address("country", year=OPEN),
        address("territory", "614000000", year=OPEN),
        address("item", "EDU-01", year=OPEN),
        address("explain", "614000000", OPEN),
    ):
        assert "Қазығұрт а." not in client.get(page).content.decode(), page


def test_no_series_reaches_into_a_year_that_the_reader_may_not_see(client, world: World):
    place = client.get(address("country", year=PUBLISHED)).context["place"]
    assert {point.year for point in place.history} == {2023, PUBLISHED}
    passport = client.get(address("passport", ZERENDI, year=PUBLISHED)).context["passport"]
    assert {point.year for point in passport.history} == {2023, PUBLISHED}
    client.force_login(make_user("neighbour", "akimat_editor", "614000000"))
    assert OPEN in {point.year for point in client.get(address("country")).context["place"].history}
    passport = client.get(address("passport", ZERENDI, year=PUBLISHED)).context["passport"]
    assert {point.year for point in passport.history} == {2023, PUBLISHED}


def test_an_entrepreneur_sees_no_more_than_a_visitor(client, world: World):
    client.force_login(make_user("trader", "entrepreneur"))
    assert client.get(address("country", year=OPEN)).status_code == 403


def test_who_entered_a_value_is_told_to_staff_of_the_territory_and_to_nobody_else(client, world: World):
    page = address("explain", ZERENDI, PUBLISHED, item="EDU-01")
    assert "Серікова" not in client.get(page).content.decode()
    assert "zerendi.xlsx" not in client.get(page).content.decode()
    client.force_login(make_user("neighbour", "akimat_editor", "614000000"))
    assert "Серікова" not in client.get(page).content.decode()
    client.force_login(world.clerk)
    shown = client.get(page).content.decode()
    assert "Серікова" in shown
    assert "zerendi.xlsx" in shown


def test_the_entry_link_of_a_passport_is_for_those_who_may_edit(client, world: World):
    page = address("passport", ZERENDI, year=OPEN)
    link = reverse("settlements:entry", args=[ZERENDI, OPEN])
    client.force_login(world.clerk)
    assert link in client.get(page).content.decode()
    client.force_login(make_user("reader", "sector_analyst"))
    assert link not in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("query", "said"),
    [("year=1999", "1999"), ("edition=2031", "2031"), ("scope=moon", "moon"), ("year=abc", "abc")],
)
def test_a_choice_that_does_not_exist_is_answered_with_what_there_is(client, world: World, query, said):
    response = client.get(f"/?{query}")
    text = response.content.decode()
    assert response.status_code == 404
    assert said in text
    assert f"?year={PUBLISHED}&amp;edition=2023" in text


def test_an_unknown_code_is_not_found(client, world: World):
    for page in (
        address("territory", "999999999"),
        address("passport", "999999999"),
        address("item", "XXX-99"),
        address("direction", "XXX"),
        address("explain", "999999999", PUBLISHED),
        address("edition", "2031"),
        address("country", chart="unknown"),
        address("country", chart="figures"),
    ):
        assert client.get(page).status_code == 404, page


def test_an_empty_portal_says_what_happens_next(client, db):
    make_territory("KZ", "country", "country", "Қазақстан Республикасы")
    response = client.get("/")
    assert response.status_code == 200
    assert reverse("standards:method") in response.content.decode()
    client.force_login(make_user("analyst", "ministry_analyst"))
    assert reverse("standards:runs") in client.get("/").content.decode()


def test_the_choice_of_year_edition_and_scope_stays_in_every_link(client, world: World):
    shown = client.get(address("country", year=2023, edition="2019-presence", scope="rural")).content.decode()
    assert "/territories/110000000/?year=2023&amp;edition=2019-presence&amp;scope=rural" in shown
    assert re.search(r"/items/[A-Z]{3}-\d\d/\?year=2023&amp;edition=2019-presence&amp;scope=rural", shown)


def test_every_percent_of_the_first_page_leads_to_its_explanation(client, world: World):
    shown = client.get(address("country", year=PUBLISHED)).content.decode()
    assert f"/explain/KZ/{PUBLISHED}/?edition=2023" in shown
    assert f"/explain/110000000/{PUBLISHED}/?edition=2023" in shown


def test_a_settlement_without_a_return_has_no_percent_and_not_zero(client, world: World):
    client.force_login(make_user("analyst", "ministry_analyst"))
    response = client.get(address("passport", "111010000", year=OPEN))
    passport = response.context["passport"]
    assert passport.figures.percent_e4 is None
    assert passport.figures.entered == 0


def test_neighbours_who_have_what_is_missing_are_named(client, world: World):
    passport = client.get(address("passport", "116030300", year=PUBLISHED)).context["passport"]
    assert passport.missing
    assert {near.settlement.kato for row in passport.missing for near in row.nearest} == {ZERENDI}
    assert all(near.same_okrug for row in passport.missing for near in row.nearest)


def test_gaps_carry_the_cost_that_was_entered(client, world: World):
    passport = client.get(address("passport", "116030300", year=PUBLISHED)).context["passport"]
    costed = [gap for gap in passport.gaps if gap.cost is not None]
    assert costed
    assert passport.cost == sum(gap.cost for gap in costed)


def test_an_item_is_missing_where_nothing_of_it_exists_most_people_first(client, world: World):
    make_profile(
        make_territory("116030500", "settlement", "village", "Жоқ а.", world.country["okrug"], monitored=True),
        PUBLISHED,
        "other_village",
        population=9000,
    )
    missing = client.get(address("item", "TRN-01", year=PUBLISHED)).context["missing"]
    codes = [row.settlement_id for row in missing]
    assert "116030500" not in codes  # it has no return
    people = [row.population for row in missing]
    assert people == sorted(people, reverse=True)


def test_the_odd_published_figure_is_remarked_on(client, world: World):
    shown = client.get(address("territory", "110000000", year=PUBLISHED)).content.decode()
    assert "59,5" in shown
    assert "86,8" in shown
    assert client.get(address("method")).context["odd"][0].territory.kato == "110000000"


def test_unchanged_figures_are_not_sent_twice_and_changed_ones_are(client, world: World):
    from standards.services.recompute import recompute_now

    page = address("country", year=PUBLISHED)
    tag = client.get(page)["ETag"]
    assert client.get(page, HTTP_IF_NONE_MATCH=tag).status_code == 304
    assert client.get(page + "&lang=", HTTP_IF_NONE_MATCH=tag).status_code == 200
    recompute_now(world.edition, PUBLISHED, force=True)
    assert client.get(page, HTTP_IF_NONE_MATCH=tag).status_code == 200
