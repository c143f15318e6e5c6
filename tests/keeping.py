"""Worlds that are made once for the tests that follow each other, since making one takes longer than most tests.

    world = kept(make_world)

is a fixture like one that calls `make_world()` for every test. The first test that asks for it has it made; the next
ones find it in the database, whatever a test has changed is undone, and each gets a copy of the objects. A test that
asks for another world, or for none, begins with an empty database as always. Tests with real transactions, whose
database is emptied, have the world made for themselves.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections, transaction
from django.utils import translation

NOTHING = object()


def kept(make: Callable[..., Any], params: tuple[Any, ...] = ()) -> Any:
    """The fixture of the world that MAKE makes; with PARAMS every test runs once for each, and MAKE is given it."""

    def world(request: pytest.FixtureRequest, db: None, _keeper: "Keeper") -> Any:
        given = (request.param,) if params else ()
        return deepcopy(_keeper.world) if _keeper.holds(make, given) else make(*given)

    world.make = make  # type: ignore[attr-defined]
    return pytest.fixture(params=params)(world) if params else pytest.fixture(world)


class Keeper:
    """The world that is in the database, in a transaction around those of its tests."""

    def __init__(self) -> None:
        self.key: Any = NOTHING
        self.world: Any = None
        self.transaction: Any = None
        self.wrapper: Any = None  # the connection that the transaction is of

    def holds(self, make: Callable[..., Any], given: tuple[Any, ...]) -> bool:
        return self.key == (make, given)

    def prepare(self, key: Any) -> None:
        """Make the database hold the world of KEY, a function and what it is given, or nothing."""
        if key == self.key:
            return
        self.clear()
        if key is not NOTHING:
            self._make(*key)

    def _make(self, make: Callable[..., Any], given: tuple[Any, ...]) -> None:
        cache.clear()
        self.wrapper = connections["default"]
        self.transaction = transaction.atomic()
        self.transaction._from_testcase = True  # what must be the outermost transaction may begin inside
        self.transaction.__enter__()
        try:
            with translation.override(settings.LANGUAGE_CODE):
                self.world = make(*given)
        except BaseException:
            self.clear()
            raise
        connection.run_on_commit.clear()  # as in a test, where nothing is committed
        self.key = (make, given)

    def clear(self) -> None:
        kept_transaction, wrapper = self.transaction, self.wrapper
        self.key, self.world, self.transaction, self.wrapper = NOTHING, None, None, None
        if kept_transaction:
            # A browser that was started since gives the thread an event loop, and with it another connection.
            current = connections["default"]
            connections["default"] = wrapper
            try:
                transaction.set_rollback(True)
                kept_transaction.__exit__(None, None, None)
            finally:
                connections["default"] = current


@pytest.fixture(scope="session")
def _keeper(django_db_setup: None, django_db_blocker: Any) -> Iterator[Keeper]:
    keeper = Keeper()
    yield keeper
    with django_db_blocker.unblock():
        keeper.clear()


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: Any, request: Any) -> Any:
    """Before a test's own transaction begins the database holds the world that the test asks for."""
    if fixturedef.argname == "_django_db_helper":
        keeper = request.getfixturevalue("_keeper")
        with request.getfixturevalue("django_db_blocker").unblock():
            keeper.prepare(_wanted(request.node))
    return (yield)


def _wanted(item: Any) -> Any:
    marker = item.get_closest_marker("django_db")
    if {"transactional_db", "live_server"} & set(item.fixturenames) or marker and marker.kwargs.get("transaction"):
        return NOTHING
    for name, definitions in item._fixtureinfo.name2fixturedefs.items():
        make = getattr(definitions[-1].func, "make", None)
        if make and name in item.fixturenames:
            given = getattr(item, "callspec", None) and item.callspec.params.get(name)
            return make, (given,) if definitions[-1].params else ()
    return NOTHING
