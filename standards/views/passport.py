"""The passport of one settlement."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from rss_portal.access import decide, require
from standards.charts.addresses import is_settlement
from standards.charts.passport import Passport
from standards.charts.passport_charts import PassportFigures
from standards.selection import figures_page, resolve, territory_or_404
from standards.views.responses import figures_response


@figures_page
def passport(request: HttpRequest, kato: str) -> HttpResponse:
    """Profile, directions, items, history, gaps and neighbours of a settlement; printable on A4."""
    settlement = territory_or_404(kato)
    if not is_settlement(settlement):
        return redirect(
            reverse("standards:territory", args=[settlement.kato])
            + (f"?{request.GET.urlencode()}" if request.GET else "")
        )
    page = resolve(request, settlement)
    if not page.sees_settlements:
        require(request.user, "settlements.see_settlement_figures", page.subject)

    shown = Passport(page)
    if shown.profile:
        page.subject.place = shown.profile
    context = {
        "passport": shown,
        "may_edit": bool(decide(request.user, "settlements.edit_entry", page.subject)),
    }
    return figures_response(request, page, "standards/passport.html", context, PassportFigures(shown))
