"""Kinds of work that exist for the tests of background work only."""

from collections.abc import Callable, Iterator

import pytest

from rss_portal.jobs import registry


@pytest.fixture
def register_kind() -> Iterator[Callable]:
    """`register_kind("tests.kind", work, **options)`; forgotten after the test."""
    registered = []

    def register(kind: str, work: Callable, **options) -> str:
        registry.handler(kind, **options)(work)
        registered.append(kind)
        return kind

    yield register
    for kind in registered:
        registry.unregister(kind)
