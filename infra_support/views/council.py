"""A region's council: its seats and its meetings."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from infra_support.council_queries import roster, roster_of, waiting_for_agenda
from infra_support.forms.council import MeetingForm, MemberForm
from infra_support.models import CouncilMeeting, CouncilMember
from infra_support.services import council, meetings
from rss_portal.access import decide, require
from rss_portal.ui import lists
from settlements.choices import Level
from settlements.models import Territory


def region_or_404(kato: str) -> Territory:
    return get_object_or_404(Territory, kato=kato, level=Level.REGION)


@require_GET
def page(request: HttpRequest, kato: str) -> HttpResponse:
    """Seats with the rule of p.21, meetings, what waits for an agenda."""
    region = region_or_404(kato)
    require(request.user, "support.see_council", region)
    today = timezone.localdate()
    members = roster(region, today)
    former = CouncilMember.objects.filter(region=region).exclude(pk__in=[member.pk for member in members])
    context = {
        "region": region,
        "members": members,
        "former": former,
        "numbers": roster_of(members),
        "page_obj": lists.page_of(request, CouncilMeeting.objects.filter(region=region)),
        "waiting": waiting_for_agenda(region).count(),
        "today": today,
        "may_plan": bool(decide(request.user, "support.plan_meeting", region)),
    }
    return render(request, "support/council.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def member_new(request: HttpRequest, kato: str) -> HttpResponse:
    """A new seat."""
    region = region_or_404(kato)
    require(request.user, "support.plan_meeting", region)
    form = MemberForm(request.POST or None, region=region, initial={"valid_from": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        council.add_member(request.user, region, form.cleaned_data)
        messages.success(request, _("The seat is given."))
        return redirect("support:council", region.kato)
    return _member_page(request, region, form)


@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, member: int) -> HttpResponse:
    """Change a seat, or end it by its last day."""
    held = get_object_or_404(CouncilMember.objects.select_related("region"), pk=member)
    require(request.user, "support.plan_meeting", held.region)
    form = MemberForm(request.POST or None, instance=held, region=held.region)
    if request.method == "POST" and form.is_valid():
        council.change_member(request.user, held, form.cleaned_data)
        messages.success(request, _("The seat is changed."))
        return redirect("support:council", held.region_id)
    return _member_page(request, held.region, form)


def _member_page(request: HttpRequest, region: Territory, form: MemberForm) -> HttpResponse:
    title = _("Seat of the council")
    return _form_page(request, region, form, title)


def _form_page(request: HttpRequest, region: Territory, form: Any, title: str) -> HttpResponse:
    context = {"region": region, "form": form, "title": title}
    return render(request, "support/council_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_new(request: HttpRequest, kato: str) -> HttpResponse:
    """Plan a meeting; what waits goes on its agenda, members are told."""
    region = region_or_404(kato)
    require(request.user, "support.plan_meeting", region)
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        meeting = meetings.plan_meeting(request.user, region, form.cleaned_data)
        messages.success(request, _("The meeting is planned, its members are told."))
        return redirect("support:meeting", meeting.pk)
    return _form_page(request, region, form, _("New meeting of the council"))
