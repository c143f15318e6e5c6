"""Codes of the register, the catalogue and the inventory; never translated text in the database."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    COUNTRY = "country", _("Country")
    REGION = "region", _("Region")
    DISTRICT = "district", _("District")
    OKRUG = "okrug", _("Rural okrug")
    SETTLEMENT = "settlement", _("Settlement")
    SUB_PLACE = "sub_place", _("Sub-place")


class Kind(models.TextChoices):
    """What a unit is, which its level in the code does not always tell."""

    COUNTRY = "country", _("Republic")
    OBLAST = "oblast", _("Oblast")
    CITY_REPUBLICAN = "city_republican", _("City of republican significance")
    DISTRICT = "district", _("District")
    CITY_ADMINISTRATION = "city_administration", _("City administration")
    CITY_PART = "city_part", _("City district")
    OKRUG = "okrug", _("Rural okrug")
    TOWN_ADMINISTRATION = "town_administration", _("Town or village administration")
    CITY = "city", _("City or town")
    TOWNSHIP = "township", _("Township")
    VILLAGE = "village", _("Village")
    SUB_PLACE = "sub_place", _("Sub-place")


class ChangeKind(models.TextChoices):
    ADDED = "added", _("Added")
    RENAMED = "renamed", _("Renamed")
    MOVED = "moved", _("Moved to another unit")
    RECODED = "recoded", _("Recoded")
    MERGED = "merged", _("Merged")
    SPLIT = "split", _("Split")
    ABOLISHED = "abolished", _("Abolished")


class Status(models.TextChoices):
    """Status that decides the list of standards; the order is the order of precedence."""

    CITY_REPUBLICAN = "city_republican", _("City of republican significance")
    CITY_OBLAST = "city_oblast", _("City of oblast significance")
    CITY_DISTRICT = "city_district", _("City of district significance")
    DISTRICT_CENTRE = "district_centre", _("District centre")
    OKRUG_CENTRE = "okrug_centre", _("Centre of a rural okrug")
    ANCHOR_VILLAGE = "anchor_village", _("Anchor village")
    OTHER_VILLAGE = "other_village", _("Other village")


URBAN = frozenset({Status.CITY_REPUBLICAN, Status.CITY_OBLAST, Status.CITY_DISTRICT})


class Measure(models.TextChoices):
    FACILITY = "facility", _("Facility")
    NETWORK = "network", _("Network")
    SERVICE = "service", _("Service")


class Unit(models.TextChoices):
    """What a network is counted in."""

    HOUSEHOLDS = "households", _("households")
    KM = "km", _("km")
    PEOPLE = "people", _("people")
    FACILITIES = "facilities", _("facilities")


class Body(models.TextChoices):
    """Central bodies that answer for items of the catalogue."""

    MP = "MP", _("Ministry of Education")
    MCI = "MCI", _("Ministry of Culture and Information")
    MTS = "MTS", _("Ministry of Tourism and Sports")
    MH = "MH", _("Ministry of Healthcare")
    MLSP = "MLSP", _("Ministry of Labour and Social Protection")
    MIC = "MIC", _("Ministry of Industry and Construction")
    MENR = "MENR", _("Ministry of Ecology and Natural Resources")
    MT = "MT", _("Ministry of Transport")
    ME = "ME", _("Ministry of Energy")
    MIA = "MIA", _("Ministry of Internal Affairs")
    MES = "MES", _("Ministry of Emergency Situations")
    MDD = "MDD", _("Ministry of Digital Development")
    MTI = "MTI", _("Ministry of Trade and Integration")
    MNE = "MNE", _("Ministry of National Economy")
    ARDFM = "ARDFM", _("Agency for Regulation and Development of the Financial Market")
    MJ = "MJ", _("Ministry of Justice")
    MA = "MA", _("Ministry of Agriculture")


class NotApplicable(models.TextChoices):
    OWN_SCHOOL = "own_school", _("The settlement has its own school")
    SERVED_NEARBY = "served_nearby", _("Served by a neighbouring settlement")
    NO_NEED = "no_need", _("No need by the norm")
    NATURAL = "natural", _("Natural conditions do not allow it")
    OTHER = "other", _("Other reason (see the note)")


class CampaignPhase(models.TextChoices):
    """Where a campaign stands on a day."""

    COMING = "coming", _("Not open yet")
    ENTERING = "entering", _("Akimats enter data")
    ACCEPTING = "accepting", _("Returns are accepted")
    CLOSED = "closed", _("Closed, not published")
    PUBLISHED = "published", _("Published")


class ReturnState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted by the akimat")
    ACCEPTED_DISTRICT = "accepted_district", _("Accepted by the district")
    ACCEPTED_REGION = "accepted_region", _("Accepted by the region")
    ACCEPTED_MINISTRY = "accepted_ministry", _("Accepted by the ministry")
    RETURNED = "returned", _("Returned")
