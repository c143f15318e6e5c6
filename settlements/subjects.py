"""What the rules are asked about: a territory in a year, with what is known of it already."""

from dataclasses import dataclass
from functools import cached_property

from settlements.models import Campaign, CampaignCorrection, InventoryReturn, SettlementYear, Territory


def open_correction(campaign: Campaign) -> CampaignCorrection | None:
    """The correction of CAMPAIGN's published year that is not closed, with its territory."""
    return CampaignCorrection.objects.filter(campaign=campaign, closed_at=None).select_related("territory").first()


@dataclass
class InYear:
    """A territory in a year. A page assigns what it has read; the rest is read when a rule first needs it,
    once for all the rules that are shown the same subject."""

    territory: Territory
    year: int

    @cached_property
    def campaign(self) -> Campaign | None:
        """The campaign of the year."""
        return Campaign.objects.filter(year=self.year).first()

    @cached_property
    def place(self) -> SettlementYear | None:
        """The territory in the tree of the year; None for what is not a settlement of that year."""
        return SettlementYear.objects.filter(settlement=self.territory, year=self.year).first()

    @cached_property
    def held(self) -> InventoryReturn | None:
        """The stored return."""
        return InventoryReturn.objects.filter(campaign=self.year, settlement=self.territory).first()

    @cached_property
    def correction(self) -> CampaignCorrection | None:
        """The correction of the published year that is open."""
        return open_correction(self.campaign) if self.campaign else None

    @property
    def published(self) -> bool:
        """Whether the figures of the year are open to everybody."""
        return self.campaign is not None and self.campaign.published


Subject = InYear | tuple[Territory, int]


def in_year(subject: Subject) -> InYear:
    """SUBJECT with its memory; a bare pair begins with an empty one."""
    return subject if isinstance(subject, InYear) else InYear(*subject)


def of_return(held: InventoryReturn) -> InYear:
    """The subject that a return is about. A list gives the place with it as `held.place`."""
    subject = InYear(held.settlement, held.campaign_id)
    subject.campaign = held.campaign
    subject.held = held
    if held.place is not None:
        subject.place = held.place
    return subject
