"""What the pages of campaigns read."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from settlements.choices import CampaignPhase, ReturnState
from settlements.models import (
    Campaign,
    CampaignCorrection,
    EntryRevision,
    InventoryReturn,
    Item,
    SettlementYear,
    Territory,
)
from settlements.phrases import FIELD_LABELS
from settlements.rules.measure_fields import STORED_FIELDS

DONE = ReturnState.ACCEPTED_MINISTRY
_UNTOLD = frozenset({"confirmed_same"})


@dataclass(frozen=True)
class CampaignLine:
    """A campaign in the list: how many settlements it covers and how many returns the ministry has accepted."""

    campaign: Campaign
    settlements: int
    accepted: int

    @property
    def phase(self) -> CampaignPhase:
        return phase_of(self.campaign)


def phase_of(campaign: Campaign) -> CampaignPhase:
    """Where CAMPAIGN stands today."""
    today = timezone.localdate()
    if campaign.published:
        return CampaignPhase.PUBLISHED
    if today < campaign.opens_on:
        return CampaignPhase.COMING
    if today <= campaign.akimat_closes_on:
        return CampaignPhase.ENTERING
    return CampaignPhase.ACCEPTING if today <= campaign.ministry_closes_on else CampaignPhase.CLOSED


def campaign_lines(campaigns: Iterable[Campaign]) -> list[CampaignLine]:
    """Lines of CAMPAIGNS, in two queries."""
    settlements = dict(
        SettlementYear.objects.filter(monitored=True).values_list("year").annotate(n=Count("pk")).order_by()
    )
    accepted = dict(
        InventoryReturn.objects.filter(state=DONE).values_list("campaign_id").annotate(n=Count("pk")).order_by()
    )
    return [CampaignLine(c, settlements.get(c.year, 0), accepted.get(c.year, 0)) for c in campaigns]


@dataclass
class RegionLine:
    """A region in a campaign: settlements and returns by state (a return not stored yet is a draft)."""

    region: Territory
    settlements: int
    states: dict[str, int] = field(default_factory=dict)

    @property
    def accepted(self) -> int:
        return self.states.get(DONE, 0)

    @property
    def counts(self) -> list[int]:
        """Returns by state, in the order of the way."""
        return [self.states.get(state, 0) for state in ReturnState]


def region_lines(campaign: Campaign) -> list[RegionLine]:
    """Where the returns of each region stand, in three queries."""
    profiles = SettlementYear.objects.filter(year=campaign.year, monitored=True)
    sizes = dict(profiles.values_list("region_id").annotate(n=Count("pk")).order_by())
    regions = Territory.objects.filter(kato__in=[code for code in sizes if code]).order_by("kato")
    lines = {region.kato: RegionLine(region, sizes[region.kato]) for region in regions}
    returns = InventoryReturn.objects.filter(campaign=campaign, settlement__years__in=profiles)
    counted = returns.values_list("settlement__years__region_id", "state").annotate(n=Count("pk")).order_by()
    for region, state, number in counted:
        if region in lines:
            lines[region].states[state] = number
    for line in lines.values():
        stored = sum(number for state, number in line.states.items() if state != ReturnState.DRAFT)
        line.states[ReturnState.DRAFT] = line.settlements - stored
    return list(lines.values())


def not_accepted(campaign: Campaign) -> int:
    """Monitored settlements whose return the ministry has not accepted."""
    accepted = InventoryReturn.objects.filter(campaign=campaign, state=DONE).values("settlement")
    return SettlementYear.objects.filter(year=campaign.year, monitored=True).exclude(settlement__in=accepted).count()


@dataclass(frozen=True)
class CorrectedEntry:
    """An entry that a correction changed: the published revision and the newest one inside the correction."""

    settlement: Territory
    item: Item
    before: EntryRevision | None
    after: EntryRevision

    @property
    def differences(self) -> list[tuple[Any, Any, Any]]:
        """Fields that differ: label, published value, corrected value."""
        names = [name for name in STORED_FIELDS if name not in _UNTOLD]
        values = [(n, getattr(self.before, n) if self.before else None, getattr(self.after, n)) for n in names]
        return [(FIELD_LABELS[name], old, new) for name, old, new in values if old != new]


def revisions_inside(correction: CampaignCorrection) -> QuerySet[EntryRevision]:
    """Revisions of the year's entries made while the correction was open, newest first."""
    until = correction.closed_at or timezone.now()
    return (
        EntryRevision.objects.filter(year=correction.campaign_id)
        .filter(change_set__at__gte=correction.opened_at, change_set__at__lte=until)
        .select_related("settlement", "item", "change_set")
        .order_by("-pk")
    )


def corrected_entries(correction: CampaignCorrection, limit: int = 500) -> list[CorrectedEntry]:
    """What the correction changed: both versions of each entry, in two queries."""
    after: dict[tuple[str, str], EntryRevision] = {}
    for revision in revisions_inside(correction)[:limit]:
        after.setdefault((revision.settlement_id, revision.item_id), revision)
    before = _published_revisions(correction, list(after))
    return [
        CorrectedEntry(revision.settlement, revision.item, before.get(key), revision)
        for key, revision in sorted(after.items())
    ]


def _published_revisions(
    correction: CampaignCorrection, keys: list[tuple[str, str]]
) -> dict[tuple[str, str], EntryRevision]:
    """The last revision of each entry before the correction was opened."""
    wanted = Q(settlement__in=[code for code, _item in keys], item__in=[item for _code, item in keys])
    earlier = EntryRevision.objects.filter(wanted, year=correction.campaign_id)
    earlier = earlier.filter(change_set__at__lt=correction.opened_at).order_by("version")
    return {(revision.settlement_id, revision.item_id): revision for revision in earlier}
