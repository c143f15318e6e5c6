"""Computations: who sees and starts them, and the percents that entry pages show."""

import pytest
from django.urls import reverse

from rss_portal.jobs.models import Job
from standards.models import Run
from standards.services.recompute import recompute_now
from tests.factories import make_user

from .world import OPEN, PUBLISHED, World

pytestmark = pytest.mark.django_db
RUNS = "/runs/"


def test_visitors_do_not_see_the_computations(client, world: World):
    assert client.get(RUNS).status_code in (302, 403)
    assert client.get("/runs/compare/?before=1&after=2").status_code in (302, 403)


def test_an_analyst_starts_a_computation_and_is_led_to_its_progress(client, world: World):
    client.force_login(make_user("analyst", "ministry_analyst"))
    response = client.post(RUNS, {"year": OPEN, "edition": "2023", "territory": "KZ"})
    job = Job.objects.latest("id")
    assert response.status_code == 302
    assert str(job.public_id) in response["Location"]


def test_a_wrong_territory_is_said_at_its_field(client, world: World):
    client.force_login(make_user("analyst", "ministry_analyst"))
    response = client.post(RUNS, {"year": OPEN, "edition": "2023", "territory": "12345"})
    assert response.status_code == 422
    assert response.context["form"].errors["territory"]
    assert not Job.objects.exists()


def test_an_editor_cannot_start_a_computation_of_the_country(client, world: World):
    client.force_login(world.clerk)
    response = client.post(RUNS, {"year": OPEN, "edition": "2023", "territory": "KZ"})
    assert response.status_code == 403
    assert not Job.objects.exists()


def test_two_computations_are_compared(client, world: World):
    client.force_login(make_user("analyst", "ministry_analyst"))
    before = Run.objects.get(series__year=PUBLISHED, series__edition="2019-presence")
    after = Run.objects.get(series__year=PUBLISHED, series__edition="2023")
    comparison = client.get(f"/runs/compare/?before={before.pk}&after={after.pk}").context["comparison"]
    assert comparison.rose + comparison.fell + comparison.same == 5
    assert comparison.fell > 0
    assert comparison.mean_before_e4 > comparison.mean_after_e4
    assert client.get("/runs/compare/?before=x&after=0").status_code == 404


def test_a_run_that_says_nothing_changed_is_listed(client, world: World):
    recompute_now(world.edition, PUBLISHED)
    client.force_login(make_user("analyst", "ministry_analyst"))
    states = [run.state for run in client.get(RUNS).context["rows"]]
    assert "unchanged" in states


def test_entry_pages_get_the_percent_of_the_settlement_and_of_its_district(client, world: World):
    client.force_login(world.clerk)
    response = client.get(reverse("standards:live") + f"?settlement=116030100&year={OPEN}")
    assert response.status_code == 200
    assert response.context["row"].settlement_id == "116030100"
    assert response.context["figures"].settlements == 2
    assert response.context["above"].kato == "116000000"
