"""The life of a campaign: made, opened, closed, published, corrected. For analysts of the ministry only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rss_portal.access import require
from rss_portal.changelog.services import log_change, open_change_set
from settlements.models import Campaign, CampaignCorrection, Territory
from settlements.services.profiles import OpenedYear, open_year

OBJECT_TYPE = "settlements.campaign"
DATES = ("opens_on", "akimat_closes_on", "district_closes_on", "region_closes_on", "ministry_closes_on")
FIELDS = ("edition_code", *DATES)


class CampaignRefused(ValueError):
    """The campaign cannot be changed so; `field` says where, `reason` why (translated text)."""

    def __init__(self, reason: str | Promise, field: str = ""):
        super().__init__(str(reason))
        self.reason = reason
        self.field = field


@dataclass(frozen=True)
class MadeCampaign:
    campaign: Campaign
    opened: OpenedYear


def check_dates(values: Mapping[str, date]) -> None:
    """Each level closes no earlier than the level below it; raises `CampaignRefused`."""
    for before, after in zip(DATES, DATES[1:], strict=False):
        if values[after] < values[before]:
            raise CampaignRefused(_("A level must not close before the level below it."), after)


@transaction.atomic
def make_campaign(user: Any, year: int, values: Mapping[str, Any], *, reason: str = "") -> MadeCampaign:
    """A new campaign for YEAR with the profiles of every monitored settlement. VALUES holds `FIELDS`."""
    require(user, "settlements.manage_campaigns")
    check_dates(values)
    if Campaign.objects.filter(year=year).exists():
        raise CampaignRefused(_("This year already has a campaign."), "year")
    campaign = Campaign.objects.create(year=year, **{name: values[name] for name in FIELDS})
    _log("campaigns.make", user, campaign, {}, _values(campaign), reason)
    return MadeCampaign(campaign, open_year(year, actor=user))


@transaction.atomic
def change_campaign(user: Any, year: int, values: Mapping[str, Any], *, reason: str) -> Campaign:
    """Another edition or other dates, with a reason, before publication; absent VALUES stay as they are."""
    campaign = _unpublished(user, year)
    old = _values(campaign)
    for name in FIELDS:
        setattr(campaign, name, values.get(name, getattr(campaign, name)))
    check_dates({name: getattr(campaign, name) for name in DATES})
    campaign.save(update_fields=list(FIELDS))
    _log("campaigns.change", user, campaign, old, _values(campaign), reason)
    return campaign


@transaction.atomic
def refresh_campaign(user: Any, year: int) -> OpenedYear:
    """Bring the year to the register: new settlements in, moved ones to their place, closed ones out."""
    _unpublished(user, year)
    return open_year(year, actor=user)


@transaction.atomic
def close_campaign(user: Any, year: int, *, reason: str) -> Campaign:
    """End entering and acceptance below the ministry with yesterday; a return may still be extended."""
    campaign = _unpublished(user, year)
    yesterday = timezone.localdate() - timedelta(days=1)
    old = _values(campaign)
    for name in ("opens_on", "akimat_closes_on", "district_closes_on", "region_closes_on"):
        setattr(campaign, name, min(getattr(campaign, name), yesterday))
    campaign.save(update_fields=list(DATES))
    _log("campaigns.close", user, campaign, old, _values(campaign), reason)
    return campaign


@transaction.atomic
def publish_campaign(user: Any, year: int, *, reason: str = "") -> Campaign:
    """Open the year's figures to everybody and freeze its entries, population and statuses."""
    campaign = _unpublished(user, year)
    campaign.published_at = timezone.now()
    campaign.save(update_fields=["published_at"])
    new = {"published_at": campaign.published_at.isoformat()}
    _log("campaigns.publish", user, campaign, {"published_at": None}, new, reason)
    return campaign


@transaction.atomic
def open_correction(user: Any, year: int, territory: Territory, *, reason: str) -> CampaignCorrection:
    """Open a published year again for TERRITORY, for the ministry, with a REASON. The published values stay
    readable as the revisions before it."""
    campaign = _locked(user, year)
    if not campaign.published:
        raise CampaignRefused(_("The year is not published; it needs no correction."))
    if not reason.strip():
        raise CampaignRefused(_("Say why the published year is corrected."), "reason")
    if campaign.corrections.filter(closed_at=None).exists():
        raise CampaignRefused(_("A correction of this year is open already; close it first."))
    number = campaign.corrections.count() + 1
    correction = CampaignCorrection.objects.create(
        campaign=campaign, number=number, territory=territory, reason=reason.strip(), opened_by=user
    )
    _log(
        "campaigns.open_correction",
        user,
        campaign,
        {},
        {"correction": number, "territory": territory.kato},
        reason,
    )
    return correction


@transaction.atomic
def close_correction(user: Any, year: int) -> CampaignCorrection:
    """Freeze the year again."""
    campaign = _locked(user, year)
    correction = campaign.corrections.select_for_update(of=("self",)).filter(closed_at=None).first()
    if correction is None:
        raise CampaignRefused(_("No correction of this year is open."))
    correction.closed_at = timezone.now()
    correction.save(update_fields=["closed_at"])
    new = {"correction": correction.number, "closed_at": correction.closed_at.isoformat()}
    _log("campaigns.close_correction", user, campaign, {"closed_at": None}, new, correction.reason)
    return correction


def _locked(user: Any, year: int) -> Campaign:
    require(user, "settlements.manage_campaigns")
    campaign = Campaign.objects.select_for_update().filter(year=year).first()
    if campaign is None:
        raise CampaignRefused(_("This year has no campaign."), "year")
    return campaign


def _unpublished(user: Any, year: int) -> Campaign:
    campaign = _locked(user, year)
    if campaign.published:
        raise CampaignRefused(_("The year is published and frozen."))
    return campaign


def _values(campaign: Campaign) -> dict[str, Any]:
    values = {name: getattr(campaign, name) for name in FIELDS}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def _log(
    action: str, user: Any, campaign: Campaign, old: Mapping[str, Any], new: Mapping[str, Any], reason: str
) -> None:
    change_set = open_change_set(action, actor=user, territory_code="KZ", reason=reason, detail=str(campaign.year))
    log_change(change_set, OBJECT_TYPE, campaign.year, old, new)
