"""Fixtures of the entry and the returns."""

from collections.abc import Iterator

import pytest

from settlements import item_lists
from settlements.choices import Status
from tests.settlements.entry_world import LISTED, World, make_world


@pytest.fixture
def short_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every status reports the four items of the small world."""
    monkeypatch.setattr(item_lists, "_provider", [lambda edition: dict.fromkeys(Status.values, LISTED)])


@pytest.fixture
def world(db: None, short_list: None) -> Iterator[World]:
    yield make_world()
