"""The profile of a settlement in a year: seen in the register, changed here."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rss_portal.access import require
from settlements.models import SettlementYear
from settlements.queries import chain
from settlements.register_forms import ProfileForm
from settlements.services.profiles import ProfileRefused, set_profile

from .register import territory_or_404


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest, kato: str, year: int) -> HttpResponse:
    """The form of population, marks and monitoring; whoever may not change it is refused with the reason."""
    settlement = territory_or_404(kato)
    require(request.user, "settlements.edit_profile", (settlement, year))
    held = get_object_or_404(SettlementYear, settlement=settlement, year=year)
    form = ProfileForm.of(held, request.POST or None)
    if request.method == "POST" and form.is_valid() and _saved(request, held, form):
        messages.success(request, _("The profile is saved. Figures that depend on it have been recomputed."))
        return redirect("settlements:unit", kato)
    context = {"settlement": settlement, "chain": chain(settlement), "profile": held, "year": year, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "settlements/register_profile.html", context, status=status)


def _saved(request: HttpRequest, held: SettlementYear, form: ProfileForm) -> bool:
    """Save the form; False with the error at its field when the values contradict each other."""
    try:
        set_profile(request.user, held.settlement, held.year, form.values(), reason=form.cleaned_data["reason"])
    except ProfileRefused as error:
        form.add_error("satellite_of_id" if error.field == "satellite_of" else None, str(error))
        return False
    return True
