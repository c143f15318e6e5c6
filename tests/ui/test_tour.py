"""The tour of the portal: every role finds its work and the page where it begins."""

import pytest
from django.urls import reverse

from rss_portal.accounts.choices import Role
from rss_portal.accounts.models import RoleGrant, User
from rss_portal.ui.tour import STOPS


def test_every_role_has_a_stop_of_its_own():
    assert sorted(stop.role for stop in STOPS) == sorted(Role)


@pytest.mark.parametrize("address", sorted({address for stop in STOPS for _label, address in stop.pages}))
def test_a_stop_begins_on_a_page_that_exists(address):
    assert reverse(address)


def test_a_visitor_sees_the_whole_tour_and_no_role_as_their_own(client, db):
    stops = client.get(reverse("ui:about", args=["tour"])).context["stops"]
    assert [own for _stop, own in stops] == [False] * len(STOPS)


def test_ones_own_role_comes_first(client, db):
    user = User.objects.create_user("gulnar")
    RoleGrant.objects.create(user=user, role=Role.COUNCIL_MEMBER, territory_code="110000000")
    client.force_login(user)
    stops = client.get(reverse("ui:about", args=["tour"])).context["stops"]
    assert [stop.role for stop, own in stops if own] == [Role.COUNCIL_MEMBER]
    assert stops[0][1]
