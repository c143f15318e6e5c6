"""Majorities of a regional coordination council (rules of 30.12.2025, p.21), in whole numbers only."""

MEMBERS_LEAST = 10


def roster_valid(members: int, business: int) -> bool:
    """At least ten members, at least half of them from the business community (p.21)."""
    return members >= MEMBERS_LEAST and 2 * business >= members


def two_thirds_of(number: int) -> int:
    """The least whole number that is at least two thirds of NUMBER."""
    return (2 * number + 2) // 3


def quorum(members: int, attending: int) -> bool:
    """At least two thirds of the members attend (p.21)."""
    return 3 * attending >= 2 * members


def approved(attending: int, votes_for: int) -> bool:
    """At least two thirds of those attending vote for (p.21); a member who is recused still attends."""
    return 3 * votes_for >= 2 * attending
