"""The life of a campaign: made, changed, closed, published, corrected."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from rss_portal.access import Refused, decide
from rss_portal.accounts.choices import Role
from rss_portal.changelog.models import ChangeSet
from settlements.models import Campaign, SettlementYear
from settlements.queries import campaign_years, current_campaign, latest_published_year
from settlements.services import campaigns as services
from settlements.services.campaigns import CampaignRefused
from tests.factories import make_campaign, make_country, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def country(db):
    return make_country()


@pytest.fixture
def analyst(country):
    return make_user("analyst", Role.MINISTRY_ANALYST)


def values(**more):
    today = timezone.localdate()
    dates = {name: today + timedelta(days=30 * place) for place, name in enumerate(services.DATES)}
    return {"edition_code": "2023", **dates, **more}


def test_a_made_campaign_has_profiles_for_every_monitored_settlement(analyst):
    made = services.make_campaign(analyst, 2025, values(), reason="Бұйрық")
    assert made.opened.monitored == SettlementYear.objects.filter(year=2025).count() == 5
    assert current_campaign() == made.campaign
    assert ChangeSet.objects.get(action="campaigns.make").reason == "Бұйрық"


@pytest.mark.parametrize("name", services.DATES[1:])
def test_a_level_does_not_close_before_the_level_below(analyst, name):
    with pytest.raises(CampaignRefused) as caught:
        services.make_campaign(analyst, 2025, values(**{name: date(2020, 1, 1)}))
    assert caught.value.field == name
    assert not Campaign.objects.exists()


def test_a_year_has_one_campaign(analyst):
    services.make_campaign(analyst, 2025, values())
    with pytest.raises(CampaignRefused):
        services.make_campaign(analyst, 2025, values())


@pytest.mark.parametrize("role", [Role.AKIMAT_HEAD, Role.SECTOR_ANALYST, Role.ADMINISTRATOR])
def test_only_the_ministry_makes_changes_publishes_and_corrects(country, role):
    user = make_user("person", role)
    make_campaign(2025)
    calls = [
        lambda: services.make_campaign(user, 2026, values()),
        lambda: services.change_campaign(user, 2025, values(), reason="x"),
        lambda: services.refresh_campaign(user, 2025),
        lambda: services.close_campaign(user, 2025, reason="x"),
        lambda: services.publish_campaign(user, 2025),
        lambda: services.open_correction(user, 2025, country["north"], reason="x"),
        lambda: services.close_correction(user, 2025),
    ]
    for call in calls:
        with pytest.raises(Refused):
            call()
    assert not ChangeSet.objects.exists()


def test_changed_dates_are_logged_with_their_reason(analyst):
    services.make_campaign(analyst, 2025, values())
    later = timezone.localdate() + timedelta(days=400)
    services.change_campaign(analyst, 2025, {"ministry_closes_on": later}, reason="Су тасқыны")
    change_set = ChangeSet.objects.get(action="campaigns.change")
    assert change_set.reason == "Су тасқыны"
    assert change_set.changes.get().new == {"ministry_closes_on": later.isoformat()}


def test_a_closed_campaign_takes_no_more_entries_below_the_ministry(analyst, country):
    services.make_campaign(analyst, 2025, values(opens_on=timezone.localdate() - timedelta(days=3)))
    editor = make_user("editor", Role.AKIMAT_EDITOR, "116000000")
    subject = (country["village_a"], 2025)
    assert decide(editor, "settlements.edit_entry", subject)
    services.close_campaign(analyst, 2025, reason="Мерзімі бітті")
    assert not decide(editor, "settlements.edit_entry", subject)
    assert decide(analyst, "settlements.edit_entry", subject)


def test_publication_opens_the_year_to_everybody_and_freezes_it(analyst, country):
    services.make_campaign(analyst, 2025, values())
    services.publish_campaign(analyst, 2025)
    assert latest_published_year() == 2025
    assert current_campaign() is None
    assert campaign_years() == [2025]
    for call in (
        lambda: services.publish_campaign(analyst, 2025),
        lambda: services.change_campaign(analyst, 2025, values(), reason="x"),
        lambda: services.refresh_campaign(analyst, 2025),
    ):
        with pytest.raises(CampaignRefused):
            call()
    assert not decide(analyst, "settlements.edit_entry", (country["village_a"], 2025))
    assert not decide(analyst, "settlements.edit_profile", (country["village_a"], 2025))


def test_a_correction_needs_a_reason_a_published_year_and_is_one_at_a_time(analyst, country):
    services.make_campaign(analyst, 2025, values())
    with pytest.raises(CampaignRefused):
        services.open_correction(analyst, 2025, country["north"], reason="Қате")
    services.publish_campaign(analyst, 2025)
    with pytest.raises(CampaignRefused):
        services.open_correction(analyst, 2025, country["north"], reason=" ")
    services.open_correction(analyst, 2025, country["north"], reason="Қате")
    with pytest.raises(CampaignRefused):
        services.open_correction(analyst, 2025, country["south"], reason="Тағы")


def test_a_closed_correction_freezes_the_year_again(analyst, country):
    services.make_campaign(analyst, 2025, values())
    services.publish_campaign(analyst, 2025)
    services.open_correction(analyst, 2025, country["north"], reason="Қате")
    assert decide(analyst, "settlements.edit_profile", (country["village_a"], 2025))
    assert services.close_correction(analyst, 2025).number == 1
    assert not decide(analyst, "settlements.edit_profile", (country["village_a"], 2025))
    with pytest.raises(CampaignRefused):
        services.close_correction(analyst, 2025)
    assert services.open_correction(analyst, 2025, country["south"], reason="Тағы").number == 2


def test_a_campaign_brought_to_the_register_takes_in_a_new_settlement(analyst, country):
    services.make_campaign(analyst, 2025, values())
    country["okrug"].children.filter(kato="116030300").update(monitored=False)
    assert services.refresh_campaign(analyst, 2025).left == 1
