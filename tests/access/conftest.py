"""The world of the matrix and a client for every kind of person."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.test import Client

from rss_portal.api.throttling import RequestRate
from tests.access.world import AccessWorld, make_access_world
from tests.keeping import kept


@pytest.fixture(autouse=True)
def kept_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each request is taken back with its transaction; files are not, so none is removed."""
    monkeypatch.setattr(FileSystemStorage, "delete", lambda storage, name: None)


@pytest.fixture(autouse=True)
def unlimited(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of requests a minute is limited, which is tried elsewhere."""
    monkeypatch.setattr(RequestRate, "allow_request", lambda self, request, view: True)


world = kept(make_access_world)


@pytest.fixture
def clients(world: AccessWorld, signed_in: Callable[[Any], Client]) -> dict[str, Client]:
    found = {name: signed_in(person) if person else Client() for name, person in world.people.items()}
    for client in found.values():
        client.raise_request_exception = False  # an exception is the answer 500 that people would get
    return found
