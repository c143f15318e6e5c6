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


def votes_complete(voters: int, votes_for: int, votes_against: int, abstained: int) -> bool:
    """Whether every member who attends and is not recused is counted once."""
    return min(votes_for, votes_against, abstained) >= 0 and votes_for + votes_against + abstained == voters


def can_be_reached(attending: int, recused: int) -> bool:
    """Whether those who may vote are enough for an approval at all (recused members attend and do not vote)."""
    return attending - recused >= two_thirds_of(attending)
