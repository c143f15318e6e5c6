"""What figures are asked for: a territory, a year, an edition and a scope."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Q, QuerySet

from rss_portal.access import decide
from settlements.choices import Level, Status
from settlements.models import Campaign, SettlementYear, Territory
from settlements.permissions import granted_territories
from settlements.queries import get_territory, latest_published_year
from standards.choices import EditionState, Scope
from standards.models import Edition, Run, Series, SettlementProvision

COUNTRY = "KZ"
# Marks of a settlement that figures can be narrowed to: "mark:anchor".
MARKS = {
    "anchor": Q(is_anchor=True),
    "satellite": Q(satellite_of__isnull=False),
    "border": Q(is_border=True),
    "remote": Q(is_remote=True),
    "mono_town": Q(is_mono_town=True),
    "small_town": Q(is_small_town=True),
    "undeveloped": Q(is_undeveloped=True),
    "district_centre": Q(is_district_centre=True),
    "okrug_centre": Q(is_okrug_centre=True),
}
SCOPES = (*Scope.values, *(f"status:{code}" for code in Status.values), *(f"mark:{code}" for code in MARKS))


@dataclass(frozen=True)
class Selection:
    """Figures of TERRITORY in YEAR by EDITION over the settlements of SCOPE: "all", "urban", "rural", a status
    ("status:anchor_village") or a mark ("mark:anchor").

    RUNS are the current runs of the edition by year, where the caller has read them already: figures of other
    years are then nobody's, and no part of a page looks for the run again.
    """

    territory: Territory
    year: int
    edition: Edition
    scope: str = Scope.ALL
    runs: Mapping[int, int] | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.scope not in SCOPES:
            raise ValueError(f"no such scope: {self.scope}")

    @property
    def mark(self) -> Q | None:
        """The condition of a mark on the settlement's profile, None for the other scopes."""
        kind, _, code = self.scope.partition(":")
        return MARKS[code] if kind == "mark" else None

    def at(self, year: int) -> "Selection":
        return replace(self, year=year)

    def known_runs(self) -> Mapping[int, int]:
        """The runs that are shown, by year."""
        return runs_by_year(self.edition) if self.runs is None else self.runs

    @property
    def run_id(self) -> int:
        """The run of the year; 0, which no row has, where the year is not computed by the edition."""
        return current_run_id(self.edition, self.year) if self.runs is None else self.runs.get(self.year, 0)


def runs_by_year(edition: Edition) -> dict[int, int]:
    """The runs of EDITION that everybody sees, by year."""
    found = Series.objects.filter(edition=edition, current_run__isnull=False)
    return dict(found.values_list("year", "current_run_id"))


def current_run_id(edition: Edition, year: int) -> int:
    """The run that everybody sees; 0, which no row has, where the year is not computed by the edition."""
    found = Series.objects.filter(edition=edition, year=year).values_list("current_run_id", flat=True).first()
    return found or 0


def territory_filter(territory: Territory) -> dict[str, str]:
    """Keywords that select result rows inside TERRITORY; a settlement selects its own row."""
    if territory.level == Level.COUNTRY:
        return {}
    if territory.level in (Level.REGION, Level.DISTRICT, Level.OKRUG):
        return {f"{territory.level}_id": territory.kato}
    return {"settlement_id": territory.kato}


def scope_condition(selection: Selection) -> Q:
    """The scope as a condition on result rows that carry status and urban."""
    if selection.scope == Scope.ALL:
        return Q()
    if selection.scope in Scope.values:
        return Q(urban=selection.scope == Scope.URBAN)
    if selection.mark is not None:
        marked = SettlementYear.objects.filter(selection.mark, year=selection.year)
        return Q(settlement_id__in=marked.values("settlement_id"))
    return Q(status=selection.scope.partition(":")[2])


def provision_rows(selection: Selection, run_id: int) -> QuerySet[SettlementProvision]:
    """Rows of the settlements that the selection counts in the run."""
    rows = SettlementProvision.objects.filter(run_id=run_id, **territory_filter(selection.territory))
    return rows.filter(scope_condition(selection))


def visible_series(user: Any) -> QuerySet[Series]:
    """Series with figures; those of draft editions are for staff only."""
    series = Series.objects.filter(current_run__isnull=False)
    if decide(user, "standards.see_runs"):
        return series
    return series.exclude(edition__state=EditionState.DRAFT)


def computed_years(edition: Edition) -> list[int]:
    """Years that have figures by EDITION, newest first."""
    found = Series.objects.filter(edition=edition, current_run__isnull=False)
    return list(found.order_by("-year").values_list("year", flat=True))


def default_selection(
    user: Any,
    *,
    territory: Territory | None = None,
    year: int | None = None,
    edition: Edition | None = None,
    scope: str = Scope.ALL,
) -> Selection | None:
    """What USER sees first: the newest published year by its campaign's edition, in the user's own territory;
    None while nothing is computed."""
    place = territory or next(iter(granted_territories(user)), None) or get_territory(COUNTRY)
    series = _default_series(user, year, edition)
    return Selection(place, series.year, series.edition, scope) if series else None


def _default_series(user: Any, year: int | None, edition: Edition | None) -> Series | None:
    """The series of YEAR, without it of the newest published year, without one of the newest; by EDITION,
    without it by the edition that the year's campaign was collected for."""
    rows = visible_series(user).select_related("edition")
    found = list((rows.filter(edition=edition) if edition else rows).order_by("-year", "edition_id"))
    wanted = year or latest_published_year()
    of_year = [one for one in found if one.year == wanted]
    if not of_year and year is None:
        of_year = [one for one in found if one.year == found[0].year]
    campaigns = dict(Campaign.objects.values_list("year", "edition_code"))
    own = (one for one in of_year if one.edition_id == campaigns.get(one.year))
    return next(own, of_year[0] if of_year else None)


def series_run(edition: Edition, year: int) -> Run | None:
    """The run that everybody sees, with who started it."""
    series = Series.objects.filter(edition=edition, year=year).select_related("current_run__started_by").first()
    return series.current_run if series else None
