"""The forms of a planning document in a real browser: the list, a form, its files, the opinion on a concept."""

from datetime import date

import pytest

from rss_portal.accounts.models import RoleGrant
from tests.conftest import MOBILE, OFFICE
from tests.factories import make_user
from tests.planning_docs.printed.world import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def world(transactional_db):
    """The concept is a draft, on which the opinion is written."""
    found = make_world()
    edition = found["concept"]["edition"]
    edition.state, edition.document.state = "draft", "agreeing"
    edition.save()
    edition.document.save()
    return found


@pytest.fixture
def authority(world):
    person = make_user("authority")
    RoleGrant.objects.create(
        user=person, role="planning_authority", territory_code="KZ", body_code="MNE", valid_from=date(2020, 1, 1)
    )
    return person


def overflows(page):
    """Whether the content is wider than the screen; the frame around it is judged by the tests of the frame."""
    return page.evaluate("document.querySelector('main').scrollWidth > document.documentElement.clientWidth")


@pytest.mark.one_database
@pytest.mark.parametrize("size", [MOBILE, OFFICE], ids=["phone", "office"])
@pytest.mark.parametrize("code", ["kk", "ru"])
def test_forms_are_accessible_and_fit_the_screen(page, live_server, world, authority, browser_sign_in, axe, size, code):
    region, concept = world["region"]["edition"].document_id, world["concept"]["edition"].document_id
    body = world["body"]["edition"].document_id
    authority.language = code
    authority.save()
    browser_sign_in(authority)
    page.set_viewport_size(size)
    for address in (
        f"{region}/forms/",
        f"{region}/forms/8/",
        f"{region}/forms/14/?year=2026",
        f"{body}/forms/3/",
        f"{concept}/opinion/",
    ):
        page.goto(f"{live_server.url}/planning/{address}")
        assert axe(page) == [], address
        assert not overflows(page), address


def test_an_authority_takes_a_russian_form_as_a_file_from_a_kazakh_page(
    page, live_server, world, authority, browser_sign_in
):
    browser_sign_in(authority)
    page.goto(f"{live_server.url}/planning/{world['region']['edition'].document_id}/forms/")
    page.locator("a[href*='forms/8/'][href*='language=ru']:not([download])").click()
    assert page.locator("article.form-sheet").get_attribute("lang") == "ru"
    with page.expect_download() as given:
        page.get_by_role("link", name="DOCX").click()
    assert given.value.suggested_filename.endswith(".docx")
    page.get_by_role("link", name="Қазақша").click()
    page.wait_for_url("**language=kk**")
    assert page.locator("article.form-sheet").get_attribute("lang") == "kk"
