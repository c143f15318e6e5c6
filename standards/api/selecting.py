"""Which figures an address asks for, checked against what there is and what the asking person may see."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from rss_portal.access import require
from rss_portal.api.parameters import Parameter
from rss_portal.api.problems import not_found
from settlements.api.access import campaign_or_problem, territory_or_problem
from settlements.api.territories import YEAR
from settlements.api.versions import register_versions
from settlements.choices import Level
from settlements.models import Campaign, Territory
from settlements.scope import is_published
from standards.models import Series
from standards.queries import Selection, visible_series
from standards.queries.selection import COUNTRY, SCOPES

TERRITORY = Parameter("territory", _("КАТО code of the territory, or KZ"), "kato", default=COUNTRY)
EDITION = Parameter("edition", _("Code of the edition; without it the one of the year's campaign"), max_length=40)
SCOPE = Parameter("scope", _("Which settlements are counted"), choices=SCOPES, default="all")
SELECTION = (TERRITORY, YEAR, EDITION, SCOPE)
SUMMED = (Level.COUNTRY, Level.REGION, Level.DISTRICT)


@dataclass(frozen=True)
class Asked:
    """The selection, the series its figures come from, and whether everybody may see it."""

    selection: Selection
    series: Series
    public: bool

    def versions(self) -> list[Any]:
        """Differs whenever a visible figure, a name or the edition's text does."""
        return [self.series.pk, self.series.version, self.series.edition.revision, *register_versions()]


def find_series(user: Any, campaign: Campaign, edition: str | None) -> Series:
    """The computed figures of the CAMPAIGN's year by the edition with this code, or by its own; else 404."""
    code = edition or campaign.edition_code
    found = visible_series(user).filter(year=campaign.year, edition_id=code)
    series = found.select_related("edition").first()
    if series is None:
        sentence = _("The year %(year)s is not computed by the edition “%(edition)s”.")
        raise not_found(sentence % {"year": campaign.year, "edition": code})
    return series


def asked(user: Any, given: Mapping[str, Any], *, rows: bool = False) -> Asked:
    """The figures that the parameters GIVEN ask for. ROWS: single settlements, not the sums alone."""
    territory = territory_or_problem(given.get("territory") or COUNTRY)
    campaign = campaign_or_problem(given["year"])
    public = is_published(campaign)
    if not public:
        _require_unpublished(user, territory, campaign.year, rows=rows)
    series = find_series(user, campaign, given["edition"])
    return Asked(Selection(territory, campaign.year, series.edition, given.get("scope") or "all"), series, public)


def _require_unpublished(user: Any, territory: Territory, year: int, *, rows: bool) -> None:
    require(user, "settlements.see_aggregates", year)
    if rows or territory.level not in SUMMED:
        require(user, "settlements.see_settlement_figures", (territory, year))
