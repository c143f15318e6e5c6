"""The demonstration of support: applications in every state, by the same services as real ones."""

import pytest
from django.core.management import call_command

from infra_support.choices import ApplicationState, MeetingState
from infra_support.models import (
    Application,
    Clock,
    CouncilMeeting,
    InfrastructureObject,
    PriorityActivity,
    ProjectFact,
    TradeObject,
    YearlyReport,
)
from rss_portal.accounts.demonstration import make_demo_users
from tests.factories import make_country

pytestmark = pytest.mark.django_db


def test_every_state_is_there_with_a_meeting_of_every_kind_and_a_second_call_changes_nothing():
    make_country()
    call_command("load_calendar", verbosity=0)
    call_command("load_support", verbosity=0)
    make_demo_users("116000000", "113200000", "110000000")
    call_command("demonstrate_support", verbosity=0)
    states = set(Application.objects.values_list("state", flat=True))
    assert states == set(ApplicationState.values) - {ApplicationState.DRAFT}
    assert set(CouncilMeeting.objects.values_list("state", flat=True)) == {MeetingState.NO_QUORUM, MeetingState.CLOSED}
    assert CouncilMeeting.objects.filter(state="closed", protocol_signed_at=None).exists()
    assert Clock.objects.filter(stopped_at=None).exists()
    count = Application.objects.count()
    call_command("demonstrate_support", verbosity=0)
    assert Application.objects.count() == count
    for _repeat in range(2):
        call_command("demonstrate_registers", verbosity=0)
        assert InfrastructureObject.objects.count() == TradeObject.objects.count() + 2 == 5
        assert PriorityActivity.objects.count() == 5
        assert ProjectFact.objects.exists()
        assert YearlyReport.objects.get().kind == "status"
