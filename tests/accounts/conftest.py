"""An administrator of the portal and an editor of one district."""

import pytest
from django.core.cache import cache

from rss_portal.accounts.choices import Role
from tests.factories import make_user


@pytest.fixture(autouse=True)
def _no_limits_of_earlier_tests():
    cache.clear()


@pytest.fixture
def administrator(country):
    return make_user("admin", Role.ADMINISTRATOR, "KZ", last_name="Әкімшиева", first_name="Мадина")


@pytest.fixture
def editor(country):
    return make_user(
        "editor",
        Role.AKIMAT_EDITOR,
        "116000000",
        last_name="Үлгібаева",
        first_name="Айгүл",
        email="a@example.kz",
    )
