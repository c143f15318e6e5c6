"""Worked examples of decisions of a regional coordination council."""

from collections.abc import Iterator, Mapping
from typing import Any

from infra_support.rules import council
from rss_portal.operations.examples import Case, same


def recognises(data: Any) -> bool:
    return isinstance(data, list) and any(isinstance(one, Mapping) and "business" in one for one in data)


def cases(data: list[Mapping[str, Any]]) -> Iterator[Case]:
    """The roster, the quorum and the decision of each meeting; nothing is decided without a quorum."""
    for number, meeting in enumerate(data, start=1):
        expected = meeting["expected"]
        valid = council.roster_valid(meeting["members"], meeting["business"])
        quorum = council.quorum(meeting["members"], meeting["attending"]) if valid else None
        approved = council.approved(meeting["attending"], meeting["for"]) if quorum else None
        for name, got in (("council_valid", valid), ("quorum", quorum), ("approved", approved)):
            if name in expected:
                yield same(f"meeting {number}, {name}", expected[name], got)
