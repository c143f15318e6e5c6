"""A region plan as a draft and the national plan above it: what the addresses of planning name."""

from typing import Any

from tests.planning_docs.pages_world import make_planning_world


def planning_page_objects(country: dict[str, Any]) -> dict[str, Any]:
    """The draft of a document with which none of the people of the matrix has to do."""
    world = make_planning_world(country)
    return {
        "planning_document": world.plan.pk,
        "planning_indicator": world.indicator.key,
        "planning_measure": world.measure.key,
        "planning_world": world,
    }
