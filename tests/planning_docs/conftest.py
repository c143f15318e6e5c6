"""Worlds of planning documents."""

from typing import Any

import pytest

from tests.planning_docs.monitoring_world import MonitoringWorld, make_monitoring_world


@pytest.fixture
def monitoring(country: dict[str, Any]) -> MonitoringWorld:
    return make_monitoring_world(country)
