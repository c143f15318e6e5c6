"""Campaigns: listed for everybody, made, closed, published and corrected by the ministry."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rss_portal.access import decide, require
from settlements import campaign_pages as pages
from settlements.choices import ReturnState
from settlements.models import Campaign, CampaignCorrection
from settlements.register_forms import CampaignForm, CorrectionForm, ReasonForm
from settlements.services import campaigns as services
from settlements.services.campaigns import CampaignRefused

MANAGE = "settlements.manage_campaigns"


@require_GET
def campaigns(request: HttpRequest) -> HttpResponse:
    """Every year with its dates and where it stands."""
    context = {
        "lines": pages.campaign_lines(Campaign.objects.order_by("-year")),
        "may_manage": bool(decide(request.user, MANAGE)),
    }
    return render(request, "settlements/campaigns.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Make a campaign with the profiles of every monitored settlement."""
    require(request.user, MANAGE)
    form = CampaignForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in services.FIELDS}
        made = services.make_campaign(
            request.user, form.cleaned_data["year"], values, reason=form.cleaned_data["reason"]
        )
        text = _("The campaign is made for %(n)s monitored settlements.") % {"n": made.opened.monitored}
        messages.success(request, text)
        return redirect("settlements:campaign", made.campaign.year)
    return render(request, "settlements/campaigns_form.html", {"form": form}, status=422 if form.is_bound else 200)


@require_GET
def campaign(request: HttpRequest, year: int) -> HttpResponse:
    """One campaign: dates, where the returns of each region stand, corrections; the ministry's actions."""
    return render(request, "settlements/campaigns_one.html", _context(request, year))


def _context(request: HttpRequest, year: int, **forms: Any) -> dict[str, Any]:
    held = get_object_or_404(Campaign, year=year)
    corrections = list(held.corrections.select_related("territory", "opened_by"))
    regions = pages.region_lines(held)
    return {
        "campaign": held,
        "phase": pages.phase_of(held),
        "regions": regions,
        "states": list(ReturnState),
        "totals": [sum(numbers) for numbers in zip(*(line.counts for line in regions), strict=True)],
        "settlements": sum(line.settlements for line in regions),
        "not_accepted": pages.not_accepted(held),
        "corrections": corrections,
        "open_correction": next((one for one in corrections if one.closed_at is None), None),
        "may_manage": bool(decide(request.user, MANAGE)),
        "may_see": bool(decide(request.user, "settlements.see_aggregates", year)),
        "reason_form": ReasonForm(auto_id="id_close_%s"),
        "correction_form": CorrectionForm(initial={"territory": "KZ"}),
        **forms,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, year: int) -> HttpResponse:
    """Other dates or another edition, with the reason."""
    require(request.user, MANAGE)
    held = get_object_or_404(Campaign, year=year, published_at=None)
    form = CampaignForm(request.POST or None, instance=held)
    if request.method == "POST" and form.is_valid():
        values = {name: form.cleaned_data[name] for name in services.FIELDS}
        services.change_campaign(request.user, year, values, reason=form.cleaned_data["reason"])
        messages.success(request, _("The campaign is changed."))
        return redirect("settlements:campaign", year)
    context = {"form": form, "campaign": held}
    return render(request, "settlements/campaigns_form.html", context, status=422 if form.is_bound else 200)


@require_POST
def step(request: HttpRequest, year: int, action: str) -> HttpResponse:
    """One of the ministry's steps: bring to the register, close, publish, end a correction."""
    require(request.user, MANAGE)
    try:
        text = _steps()[action](request, year)
    except KeyError as error:
        raise Http404(action) from error
    except CampaignRefused as error:
        messages.error(request, str(error.reason))
    else:
        messages.success(request, text)
    return redirect("settlements:campaign", year)


def _steps() -> dict[str, Callable[[HttpRequest, int], str]]:
    return {"refresh": _refresh, "close": _close, "publish": _publish, "end-correction": _end_correction}


def _refresh(request: HttpRequest, year: int) -> str:
    done = services.refresh_campaign(request.user, year)
    return _("New settlements: %(made)s, moved: %(moved)s, no longer monitored: %(left)s.") % {
        "made": done.made,
        "moved": done.replaced,
        "left": done.left,
    }


def _close(request: HttpRequest, year: int) -> str:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise CampaignRefused(_("Say why the campaign is closed."))
    services.close_campaign(request.user, year, reason=form.cleaned_data["reason"])
    return _("The campaign is closed for akimats, districts and regions.")


def _publish(request: HttpRequest, year: int) -> str:
    if request.POST.get("confirm") != "yes":
        raise CampaignRefused(_("Confirm that the year is to be published and frozen."))
    services.publish_campaign(request.user, year, reason=request.POST.get("reason", "")[:500])
    return _("The year is published and frozen.")


def _end_correction(request: HttpRequest, year: int) -> str:
    services.close_correction(request.user, year)
    return _("The correction is closed; the year is frozen again.")


@require_POST
def correct(request: HttpRequest, year: int) -> HttpResponse:
    """Open a published year for one territory, with a reason."""
    require(request.user, MANAGE)
    form = CorrectionForm(request.POST)
    if form.is_valid():
        try:
            services.open_correction(
                request.user, year, form.cleaned_data["territory"], reason=form.cleaned_data["reason"]
            )
        except CampaignRefused as error:
            form.add_error(error.field or None, str(error.reason))
        else:
            messages.success(request, _("The correction is open. What you change now becomes a new revision."))
            return redirect("settlements:campaign", year)
    context = _context(request, year, correction_form=form)
    return render(request, "settlements/campaigns_one.html", context, status=422)


@require_GET
def correction(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """What a correction changed: the published and the corrected values side by side."""
    held = get_object_or_404(
        CampaignCorrection.objects.select_related("campaign", "territory", "opened_by"),
        campaign=year,
        number=number,
    )
    require(request.user, "settlements.see_inventory", (held.territory, year))
    context = {"correction": held, "campaign": held.campaign, "entries": pages.corrected_entries(held)}
    return render(request, "settlements/campaigns_correction.html", context)
