"""Saves and a full computation at the same time, each in its own connection."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from settlements.events import entries_changed
from standards.models import Run, Series, SettlementProvision
from standards.services import runs
from standards.services.recompute import recompute_now
from standards.services.runs import compute_region, new_run, regions_left, switch_over

from .conftest import YEAR
from .test_computation import snapshot

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql]


def closing(function, *arguments):
    """Run in a thread of its own and give its connection back."""
    try:
        return function(*arguments)
    finally:
        connection.close()


def test_saves_of_many_people_during_a_full_computation_are_in_the_new_run(country, edition, enter, monkeypatch):
    places = [country[name] for name in ("village_a", "village_b", "village_c", "village_d", "city")]
    recompute_now(edition, YEAR)
    started = threading.Event()
    original = runs.compute_chunk

    def slow_chunk(*arguments):
        started.set()
        found = original(*arguments)
        threading.Event().wait(0.2)  # the series is held: saves queue up behind the region
        return found

    monkeypatch.setattr(runs, "compute_chunk", slow_chunk)

    def compute():
        from standards.compute.plan import load_plan

        with transaction.atomic():
            run = new_run(Series.objects.get(edition=edition, year=YEAR))
        for region in regions_left(run):
            with transaction.atomic():
                compute_region(run, load_plan(edition), region, None)
        with transaction.atomic():
            assert switch_over(run)
        return run.pk

    def save(place, item):
        started.wait(10)
        with transaction.atomic():
            enter(place, item, required=2, good=1)
            entries_changed.send(sender=None, year=YEAR, settlements=[place.pk], territory=place.pk)

    items = ("EDU-01", "EDU-03", "HLT-01")
    with ThreadPoolExecutor(6) as pool:
        computing = pool.submit(closing, compute)
        saves = [pool.submit(closing, save, place, item) for item in items for place in places]
        for one in (computing, *saves):
            one.result(timeout=60)

    visible = Series.objects.get(edition=edition, year=YEAR).current_run
    assert visible.pk == computing.result()
    assert SettlementProvision.objects.filter(run=visible, percent_e4__gt=0).count() == len(places)
    fresh = recompute_now(edition, YEAR, force=True)
    assert snapshot(visible.pk) == snapshot(fresh.pk)
    assert Run.objects.filter(state="building").count() == 0
