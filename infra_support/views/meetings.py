"""One meeting of a council, from its agenda to its signed protocol."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from infra_support.choices import MeetingState
from infra_support.council_queries import waiting_for_agenda
from infra_support.forms.council import CancelForm, MeetingForm, RecusalForm, VotesForm
from infra_support.meeting_pages import meeting_page
from infra_support.models import AgendaItem, CouncilMeeting, CouncilMember, Recusal
from infra_support.services import budget, meetings, signatures
from infra_support.services.exceptions import StepRefused
from rss_portal.access import decide, require
from rss_portal.calendar.services import MissingYear
from rss_portal.signing.services import accepted_record


def meeting_or_404(pk: int) -> CouncilMeeting:
    return get_object_or_404(CouncilMeeting.objects.select_related("region"), pk=pk)


@require_GET
def meeting(request: HttpRequest, meeting: int) -> HttpResponse:
    """Attendance, items, decisions, protocol."""
    held = meeting_or_404(meeting)
    require(request.user, "support.see_council", held.region)
    return _page(request, held)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, meeting: int) -> HttpResponse:
    """Another date, time or place of a planned meeting."""
    held = meeting_or_404(meeting)
    require(request.user, "support.plan_meeting", held.region)
    form = MeetingForm(request.POST or None, instance=held)
    if request.method == "POST" and form.is_valid():
        try:
            meetings.change_meeting(request.user, held, form.cleaned_data)
        except StepRefused as refusal:
            form.add_error(None, str(refusal.reason))
        else:
            messages.success(request, _("The meeting is changed, its members are told."))
            return redirect("support:meeting", held.pk)
    context = {"region": held.region, "form": form, "title": _("Date, time and place"), "meeting": held}
    return render(request, "support/council_form.html", context, status=422 if form.is_bound else 200)


@require_POST
def act(request: HttpRequest, meeting: int, meeting_action: str) -> HttpResponse:
    """Agenda, opening, attendance, closing, cancelling, forwarding of the package."""
    held = meeting_or_404(meeting)
    require(request.user, "support.see_council", held.region)
    service = ACTIONS.get(meeting_action)
    if service is None:
        raise Http404(meeting_action)
    try:
        text = service(request, held)
    except StepRefused as refusal:
        messages.error(request, str(refusal.reason))
    except MissingYear as missing:
        messages.error(request, _("The working calendar of %(year)s is not confirmed yet.") % {"year": missing.year})
    else:
        messages.success(request, text)
    return redirect("support:meeting", held.pk)


@require_POST
def sign(request: HttpRequest, meeting: int) -> HttpResponse:
    """Go and sign the protocol."""
    held = meeting_or_404(meeting)
    require(request.user, "support.sign_protocol", held)
    try:
        asked = signatures.ask_for_protocol(request.user, held)
    except StepRefused as refusal:
        messages.error(request, str(refusal.reason))
        return redirect("support:meeting", held.pk)
    return redirect("signing:sign", asked.public_id)


def _numbers(request: HttpRequest, name: str) -> list[int]:
    return [int(text) for text in request.POST.getlist(name) if text.isdecimal()]


def _agenda(request: HttpRequest, held: CouncilMeeting) -> str:
    meetings.set_agenda(request.user, held, _numbers(request, "application"))
    return _("The agenda is kept.")


def _open(request: HttpRequest, held: CouncilMeeting) -> str:
    meetings.open_meeting(request.user, held)
    return _("The meeting is open: mark who attends.")


def _attendance(request: HttpRequest, held: CouncilMeeting) -> str:
    now = meetings.set_attendance(request.user, held, _numbers(request, "present"))
    if now.quorum:
        return _("Attendance is kept: there is a quorum.")
    return _("Attendance is kept: there is no quorum, %(n)s more must attend.") % {"n": now.missing}


def _close(request: HttpRequest, held: CouncilMeeting) -> str:
    closed = meetings.close_meeting(request.user, held)
    if closed.state == MeetingState.NO_QUORUM:
        return _("The meeting is closed without decisions; its items go on the agenda of the next one.")
    return _("The meeting is closed. The protocol can be signed.")


def _cancel(request: HttpRequest, held: CouncilMeeting) -> str:
    form = CancelForm(request.POST)
    meetings.cancel_meeting(request.user, held, form.data.get("reason", "")[:500])
    return _("The meeting is cancelled, its members are told.")


def _forward(request: HttpRequest, held: CouncilMeeting) -> str:
    package = budget.forward_package(request.user, held)
    return _("The package is sent: %(n)s projects.") % {"n": package.cases.count()}


ACTIONS: dict[str, Callable[[HttpRequest, CouncilMeeting], str]] = {
    "agenda": _agenda,
    "open": _open,
    "attendance": _attendance,
    "close": _close,
    "cancel": _cancel,
    "forward": _forward,
}


def _item_or_404(pk: int) -> AgendaItem:
    return get_object_or_404(AgendaItem.objects.select_related("meeting", "meeting__region", "application"), pk=pk)


@require_POST
def votes(request: HttpRequest, agenda_item: int) -> HttpResponse:
    """The votes on one item: the decision follows from them."""
    held = _item_or_404(agenda_item)
    require(request.user, "support.run_meeting", held.meeting)
    form = VotesForm(request.POST, auto_id=f"id_votes_{held.pk}_%s")

    def record() -> str:
        data = form.cleaned_data
        counted = meetings.Votes(data["votes_for"], data["votes_against"], data["abstained"])
        decided = meetings.decide(request.user, held, counted, data["reason"])
        return _("Decided: %(decision)s.") % {"decision": decided.get_decision_display()}

    return _item_answer(request, held, form, f"votes-{held.pk}", record)


@require_POST
def recusal(request: HttpRequest, agenda_item: int) -> HttpResponse:
    """A member declares a conflict of interest."""
    held = _item_or_404(agenda_item)
    require(request.user, "support.run_meeting", held.meeting)
    members = CouncilMember.objects.filter(region=held.meeting.region_id)
    form = RecusalForm(request.POST, members=members, auto_id=f"id_recusal_{held.pk}_%s")

    def record() -> str:
        meetings.declare_recusal(request.user, held, form.cleaned_data["member"], form.cleaned_data["reason"])
        return _("The recusal is recorded: the member attends and does not vote on this item.")

    return _item_answer(request, held, form, f"recusal-{held.pk}", record)


@require_POST
def recusal_back(request: HttpRequest, recusal: int) -> HttpResponse:
    """A recusal recorded by mistake is taken back."""
    held = get_object_or_404(Recusal.objects.select_related("item__meeting__region"), pk=recusal)
    require(request.user, "support.run_meeting", held.item.meeting)
    try:
        meetings.take_back_recusal(request.user, held)
    except StepRefused as refusal:
        messages.error(request, str(refusal.reason))
    return redirect("support:meeting", held.item.meeting_id)


def _item_answer(
    request: HttpRequest, held: AgendaItem, form: Any, name: str, record: Callable[[], str]
) -> HttpResponse:
    """Do what FORM says by RECORD, or show the meeting with what is wrong at the item."""
    if form.is_valid():
        try:
            text = record()
        except StepRefused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.reason))
        except MissingYear as missing:
            form.add_error(None, _("The working calendar of %(year)s is not confirmed yet.") % {"year": missing.year})
        else:
            messages.success(request, text)
            return redirect("support:meeting", held.meeting_id)
    return _page(request, meeting_or_404(held.meeting_id), bound={name: form}, status=422)


def _page(
    request: HttpRequest, held: CouncilMeeting, *, bound: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    may_run = bool(decide(request.user, "support.run_meeting", held))
    may_plan = bool(decide(request.user, "support.plan_meeting", held.region))
    planned = held.state == MeetingState.PLANNED
    records = may_run and held.state == MeetingState.OPEN
    context = {
        "meeting": held,
        "page": meeting_page(held, records=records, bound=bound),
        "records": records,
        "may_run": may_run,
        "may_plan": may_plan and planned,
        "may_forward": held.protocol_signed_at and bool(decide(request.user, "support.forward_package", held)),
        "waiting": list(waiting_for_agenda(held.region_id)) if may_plan and planned else [],
        "cancel_form": CancelForm(auto_id="id_cancel_%s"),
        "packages": held.packages.all(),
        "may_sign": may_run and held.has_decisions and not held.protocol_signed_at,
        "signature": accepted_record(signatures.PROTOCOL, held.pk) if held.protocol_signed_at else None,
    }
    return render(request, "support/meeting.html", context, status=status)
