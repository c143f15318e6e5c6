"""What a page shows: territory, year, edition and scope out of its address, checked against what there is."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from rss_portal.access import decide, require
from rss_portal.accounts.choices import COUNTRY
from settlements.models import Campaign, Territory
from settlements.queries import get_territory
from settlements.subjects import InYear
from standards.choices import Scope
from standards.forms import SelectionForm
from standards.models import Edition, Series
from standards.queries import Selection, visible_series

T = TypeVar("T")
# Names and published figures may change without a change of the computed ones: they are read anew in time.
KEPT_SECONDS = 60


class NothingToShow(Exception):
    """A page has no figures; `errors` says which choice in the address was wrong, when one was."""

    def __init__(self, available: "Available", errors: list[str] | None = None) -> None:
        super().__init__()
        self.available = available
        self.errors = errors or []


@dataclass(frozen=True)
class Available:
    """Years and editions with figures that a person may see, newest year first."""

    campaigns: list[Campaign]
    series: list[Series]

    @property
    def years(self) -> list[int]:
        return sorted({one.year for one in self.series}, reverse=True)

    def editions(self, year: int | None = None) -> list[Edition]:
        """Editions with figures, of one year or of any, by code."""
        found = {one.edition_id: one.edition for one in self.series if year in (None, one.year)}
        return [found[code] for code in sorted(found)]

    def campaign(self, year: int) -> Campaign | None:
        return next((one for one in self.campaigns if one.year == year), None)

    def find(self, year: int, edition: str) -> Series | None:
        return next((one for one in self.series if (one.year, one.edition_id) == (year, edition)), None)

    def runs(self, edition: Edition) -> dict[int, int]:
        """The runs by EDITION whose figures may be seen, by year."""
        return {one.year: cast(int, one.current_run_id) for one in self.series if one.edition_id == edition.pk}

    def default_year(self) -> int:
        """The newest published year, else the newest of all."""
        published = [year for year in self.years if (found := self.campaign(year)) and found.published]
        return (published or self.years)[0]

    def default_edition(self, year: int) -> str:
        """The edition that the year's campaign was collected for, when there are figures by it."""
        codes = [edition.code for edition in self.editions(year)]
        campaign = self.campaign(year)
        return campaign.edition_code if campaign and campaign.edition_code in codes else codes[0]


def available_to(user: Any) -> Available:
    """Everything computed in the years that USER may see: published ones, and all for the staff."""
    campaigns = list(Campaign.objects.order_by("-year"))
    closed = [one for one in campaigns if not one.published]
    # One answer serves every unpublished year: the rule knows only "published" and "staff".
    if closed and decide(user, "settlements.see_aggregates", closed[0]):
        closed = []
    hidden = {one.year for one in closed}
    series = visible_series(user).select_related("edition", "current_run")
    return Available(campaigns, [one for one in series.order_by("-year") if one.year not in hidden])


@dataclass
class Page:
    """The resolved choice of a page, with what is needed to keep it while one moves on."""

    user: Any
    selection: Selection
    series: Series
    available: Available

    @property
    def territory(self) -> Territory:
        return self.selection.territory

    @property
    def edition(self) -> Edition:
        return self.series.edition

    @property
    def year(self) -> int:
        return self.series.year

    @property
    def run_id(self) -> int:
        """The run whose figures are shown; `available_to` leaves out series without one."""
        return cast(int, self.series.current_run_id)

    @property
    def scope(self) -> str:
        return self.selection.scope

    @property
    def campaign(self) -> Campaign | None:
        return self.available.campaign(self.year)

    @property
    def published(self) -> bool:
        return bool(self.campaign and self.campaign.published)

    @property
    def previous_year(self) -> int | None:
        """The nearest earlier year that is computed by the same edition."""
        by_edition = [one.year for one in self.available.series if one.edition_id == self.edition.pk]
        return max((year for year in by_edition if year < self.year), default=None)

    @cached_property
    def subject(self) -> InYear:
        """What the rules are asked about, with the campaign that was read already."""
        return self._subject_in(self.year)

    def _subject_in(self, year: int) -> InYear:
        subject = InYear(self.territory, year)
        subject.campaign = self.available.campaign(year)
        return subject

    @cached_property
    def sees_settlements(self) -> bool:
        """Whether settlements' own rows may be shown, not the sums alone."""
        return self.published or bool(decide(self.user, "settlements.see_settlement_figures", self.subject))

    @property
    def sees_runs(self) -> bool:
        return bool(decide(self.user, "standards.see_runs"))

    @cached_property
    def years_of_settlements(self) -> set[int]:
        """Years in which the person may see the rows of this page's settlements: published ones, and the others
        where the rule allows it."""
        published = {one.year for one in self.available.campaigns if one.published}
        return {year for year in self.available.years if year in published or self._sees_settlements_of(year)}

    def _sees_settlements_of(self, year: int) -> bool:
        if year == self.year:
            return self.sees_settlements
        return bool(decide(self.user, "settlements.see_settlement_figures", self._subject_in(year)))

    def remember(self, name: str, make: Callable[[], T]) -> T:
        """What MAKE gives for the page's selection, kept until a visible figure changes.

        The versions of all series are part of the key and were read before the figures, so that a figure older
        than its version can never be kept. NAME must tell everything else that the result depends on.
        """
        chosen = self.selection
        versions = [(one.pk, one.version, one.computed_at) for one in self.available.series]
        parts = (name, chosen.territory.pk, chosen.year, chosen.edition.pk, chosen.scope, versions)
        key = "figures-" + hashlib.sha256(repr(parts).encode()).hexdigest()
        found = cache.get(key)
        if found is None:
            found = make()
            cache.set(key, found, KEPT_SECONDS)
        return found

    def query(self, **changes: Any) -> str:
        """The query string that keeps this choice, with CHANGES: "year=2025&edition=2023"."""
        values = {"year": self.year, "edition": self.edition.code, "scope": self.scope, **changes}
        if values["scope"] == Scope.ALL:
            values["scope"] = None
        return urlencode({name: value for name, value in values.items() if value not in (None, "")})

    def form(self) -> SelectionForm:
        """The form of the context bar, showing this choice."""
        initial = {"year": self.year, "edition": self.edition.code, "scope": self.scope}
        editions = [edition.code for edition in self.available.editions()]
        return SelectionForm(initial=initial, years=self.available.years, editions=editions)


def territory_or_404(kato: str) -> Territory:
    try:
        return get_territory(kato)
    except Territory.DoesNotExist as error:
        raise Http404(_("There is no territory with the code %(kato)s.") % {"kato": kato}) from error


def country_or_nothing(request: HttpRequest) -> Territory:
    """The country; `NothingToShow` in a portal whose register is still empty, where a 404 would mislead."""
    country = Territory.objects.filter(kato=COUNTRY).first()
    if country is None:
        raise NothingToShow(available_to(request.user))
    return country


def resolve(request: HttpRequest, territory: Territory, year: int | None = None) -> Page:
    """The page's choice for TERRITORY; raises `NothingToShow`, or `Refused` for a year that is not published."""
    available = available_to(request.user)
    wanted = request.GET.get("year") if year is None else str(year)
    _refuse_unpublished(request.user, available, wanted)
    if not available.series:
        raise NothingToShow(available)
    form = SelectionForm(
        {
            "year": wanted or "",
            "edition": request.GET.get("edition", ""),
            "scope": request.GET.get("scope", ""),
        },
        years=available.years,
        editions=[edition.code for edition in available.editions()],
    )
    if not form.is_valid():
        raise NothingToShow(available, [str(error) for errors in form.errors.values() for error in errors])
    return _page(request.user, territory, available, form.cleaned_data)


def _refuse_unpublished(user: Any, available: Available, wanted: str | None) -> None:
    """Raise the rule's own reason when the year asked for exists and is kept from USER."""
    campaign = next((one for one in available.campaigns if str(one.year) == wanted), None)
    if campaign and not campaign.published:
        require(user, "settlements.see_aggregates", campaign)


def _page(user: Any, territory: Territory, available: Available, chosen: dict[str, Any]) -> Page:
    year = chosen["year"] or available.default_year()
    series = available.find(year, chosen["edition"] or available.default_edition(year))
    if series is None:
        sentence = _("The year %(year)s is not computed by the edition “%(edition)s”.")
        raise NothingToShow(available, [sentence % {"year": year, "edition": chosen["edition"]}])
    scope = chosen["scope"] or Scope.ALL
    selection = Selection(territory, year, series.edition, scope, available.runs(series.edition))
    return Page(user, selection, series, available)


View = Callable[..., HttpResponse]


def figures_page(view: View) -> View:
    """Turn `NothingToShow` of VIEW into a page that says what there is instead and what to do."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NothingToShow as nothing:
            context = {"available": nothing.available, "errors": nothing.errors, "path": request.path}
            context["may_recompute"] = bool(decide(request.user, "standards.see_runs"))
            return render(request, "standards/nothing.html", context, status=404 if nothing.errors else 200)

    return wrapped
