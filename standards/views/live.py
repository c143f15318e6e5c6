"""The percents that an entry page shows while one types."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from rss_portal.access import require
from settlements.models import Campaign, SettlementYear
from standards import queries
from standards.choices import Scope
from standards.models import Series, SettlementProvision
from standards.queries import Selection


def live(request: HttpRequest) -> HttpResponse:
    """Fragment: percent of ?settlement= and of its district in ?year=, by the campaign's edition."""
    year, kato = request.GET.get("year", ""), request.GET.get("settlement", "")
    profile = get_object_or_404(
        SettlementYear.objects.select_related("settlement", "district", "region"),
        settlement=kato,
        year=int(year) if year.isdecimal() else 0,
    )
    require(request.user, "settlements.see_settlement_figures", (profile.settlement, profile.year))
    campaign = get_object_or_404(Campaign, year=profile.year)
    series = (
        Series.objects.filter(edition_id=campaign.edition_code, year=profile.year).select_related("edition").first()
    )
    return render(request, "standards/parts/live.html", _context(profile, series))


def _context(profile: SettlementYear, series: Series | None) -> dict[str, object]:
    """Percent of the settlement and figures of its district (a town without one: of its region)."""
    above = profile.district or profile.region
    context: dict[str, object] = {"profile": profile, "above": above, "row": None, "figures": None}
    if series is None or series.current_run_id is None:
        return context
    context["row"] = SettlementProvision.objects.filter(
        run_id=series.current_run_id, settlement_id=profile.settlement_id
    ).first()
    if above:
        selection = Selection(territory=above, year=series.year, edition=series.edition, scope=Scope.ALL)
        context["figures"] = queries.territory_figures(selection)
    return context
