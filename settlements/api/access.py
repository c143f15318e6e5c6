"""What an address of the API is about: a territory and a year that the asking person may see."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from rss_portal.access import Refused, require
from rss_portal.api.problems import not_found
from settlements.models import Campaign, Territory
from settlements.permissions import NOT_PUBLISHED
from settlements.queries import latest_published_year
from settlements.scope import granted_territories, grants_of, is_published


def territory_or_problem(kato: str) -> Territory:
    """The unit with the code KATO, else the problem 404."""
    try:
        return Territory.objects.get(kato=kato.upper())
    except Territory.DoesNotExist as error:
        sentence = _("There is no territory with the code %(kato)s.") % {"kato": kato}
        raise not_found(sentence) from error


def campaign_or_problem(year: int | None) -> Campaign:
    """The campaign of YEAR, the newest published one when none is asked for; else the problem 404."""
    wanted = year if year is not None else latest_published_year()
    if wanted is None:
        raise not_found(_("No year is published yet."))
    campaign = Campaign.objects.filter(year=wanted).first()
    if campaign is None:
        raise not_found(_("There is no campaign of the year %(year)s.") % {"year": wanted})
    return campaign


def year_or_problem(year: int | None) -> int:
    """YEAR when it has a campaign, the newest published one when none is asked for; else the problem 404."""
    return campaign_or_problem(year).year


def require_rows(user: Any, territory: Territory | None, year: int) -> bool:
    """Whether the rows of YEAR are open to all. Raises `Refused` when USER may see none of those inside
    TERRITORY; without one the rows are narrowed to the person's own territories, if there are any."""
    if is_published(year):
        return True
    if territory is not None:
        require(user, "settlements.see_inventory", (territory, year))
    elif not (grants_of(user) and granted_territories(user)):
        raise Refused("settlements.see_inventory", NOT_PUBLISHED)
    return False
