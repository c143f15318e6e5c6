from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.keeping import kept

from .world import make_world


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Each test computes its own figures: a page keeps them until they change, and a test's country is new."""
    cache.clear()
    yield
    cache.clear()


world = kept(make_world)
