"""Two people save the same cell in the same moment: one wins, the other is told."""

import threading
from typing import Any

import pytest
from django.db import OperationalError, close_old_connections, connection

from settlements.models import EntryRevision
from settlements.services.entries import VersionConflict, save_entry
from tests.settlements.entry_world import YEAR, World, make_world


def race(world: World, seen: int, writers: list[tuple[Any, int]]) -> list[str]:
    """Outcomes of WRITERS (user, value) who start together: "saved", "conflict" or "locked"."""
    start = threading.Barrier(len(writers))
    outcomes: list[str] = []

    def write(user: Any, value: int) -> None:
        try:
            start.wait()
            save_entry(user, world.village, YEAR, world.school, {"good": value}, seen_version=seen, note_on_warning="x")
            outcomes.append("saved")
        except VersionConflict:
            outcomes.append("conflict")
        except OperationalError:  # the in-memory SQLite of tests does not wait for a lock; a person tries again
            outcomes.append("locked")
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=write, args=writer) for writer in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(outcomes)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first_entry", [True, False])
def test_two_writers_of_one_cell_never_both_succeed_silently(short_list: None, first_entry: bool) -> None:
    world = make_world()
    seen = 0
    if not first_entry:
        seen = save_entry(
            world.ministry, world.village, YEAR, world.school, {"good": 1, "capital_repair": 2}, seen_version=0
        ).version
    outcomes = race(world, seen, [(world.editor, 3), (world.district_head, 4)])
    assert outcomes.count("saved") == 1, outcomes
    assert len(outcomes) == 2
    if connection.vendor == "postgresql":
        assert outcomes == ["conflict", "saved"]
    assert world.entry(world.school).good in (3, 4)
    assert EntryRevision.objects.filter(year=YEAR).count() == seen + 1
