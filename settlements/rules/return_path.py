"""The way of a return through the levels (spec 10.5): whose turn it is, who may change values, until when."""

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from settlements.choices import ReturnState


class Rank(IntEnum):
    """Levels that a return passes, lowest first."""

    AKIMAT = 0
    DISTRICT = 1
    REGION = 2
    MINISTRY = 3


_TURN = {
    ReturnState.DRAFT: Rank.AKIMAT,
    ReturnState.RETURNED: Rank.AKIMAT,
    ReturnState.SUBMITTED: Rank.DISTRICT,
    ReturnState.ACCEPTED_DISTRICT: Rank.REGION,
    ReturnState.ACCEPTED_REGION: Rank.MINISTRY,
    ReturnState.ACCEPTED_MINISTRY: Rank.MINISTRY,
}
_ACCEPTED_BY = {
    Rank.DISTRICT: ReturnState.ACCEPTED_DISTRICT,
    Rank.REGION: ReturnState.ACCEPTED_REGION,
    Rank.MINISTRY: ReturnState.ACCEPTED_MINISTRY,
}


@dataclass(frozen=True)
class Deadlines:
    """Dates of a campaign, and the extension of one return (None where there is none)."""

    opens_on: date
    akimat: date
    district: date
    region: date
    ministry: date
    extended_to: date | None = None

    def of(self, rank: Rank) -> date:
        """Last day on which RANK acts; an extension moves every level that would close before it."""
        day = (self.akimat, self.district, self.region, self.ministry)[rank]
        return max(day, self.extended_to) if self.extended_to else day


def turn(state: str, *, has_district: bool = True) -> Rank:
    """The level whose turn it is in STATE. A settlement outside any district (a city of republican
    significance) goes from the akimat straight to the region's level."""
    rank = _TURN[ReturnState(state)]
    return Rank.REGION if rank == Rank.DISTRICT and not has_district else rank


def next_acceptance(state: str, *, has_district: bool = True) -> ReturnState | None:
    """The state that acceptance now leads to; None while the akimat works on it or when all have accepted."""
    if state in (ReturnState.DRAFT, ReturnState.RETURNED, ReturnState.ACCEPTED_MINISTRY):
        return None
    return _ACCEPTED_BY[turn(state, has_district=has_district)]


def locked_for(rank: Rank, state: str, *, has_district: bool = True) -> bool:
    """Whether STATE locks the values for RANK: what a level has passed on, it no longer changes."""
    return rank < turn(state, has_district=has_district)


def in_time(rank: Rank, deadlines: Deadlines, today: date) -> bool:
    """Whether RANK may act on TODAY; the ministry administers the campaign and is bound by no date."""
    return rank == Rank.MINISTRY or deadlines.opens_on <= today <= deadlines.of(rank)
