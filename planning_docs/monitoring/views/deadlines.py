"""The deadline calendar: a page, its files, steps marked as done, feeds for calendar programmes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from planning_docs.models import PlanningDocument
from planning_docs.monitoring import ical
from planning_docs.monitoring.choices import DeadlineState
from planning_docs.monitoring.forms import DeadlineFilter, MarkForm
from planning_docs.monitoring.models import FeedKey
from planning_docs.monitoring.permissions import follows_plans
from planning_docs.monitoring.queries.deadlines import DeadlineCalendar, Line, deadline_calendar, mine
from planning_docs.monitoring.services import deadlines as services
from planning_docs.monitoring.tables import DEADLINE_COLUMNS
from planning_docs.permissions import bodies_of, grants, visible_to
from planning_docs.services.editing import PlanningRefused
from rss_portal.access import decide, require
from rss_portal.accounts.choices import Role
from rss_portal.ui import lists


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """What is due in a year of the documents that the person may see."""
    form = DeadlineFilter(request.GET, user=request.user)
    form.is_valid()
    today = timezone.localdate()
    year = form.cleaned_data.get("year") or today.year
    found = deadline_calendar(_documents(request.user, form), year, today)
    lines = _filtered(request.user, form, found.lines)
    file = lists.export(request, f"deadlines-{year}", DEADLINE_COLUMNS, lines)
    if file:
        return file
    page = lists.page_of(request, lines)
    context = {
        "form": form, "year": year, "found": found, "page_obj": page, "today": today,
        "lines": [(line, _mark_form(request.user, line)) for line in page.object_list],
        "counts": _counts(found), "follows": follows_plans(request.user), "feed": _feed_address(request),
    }  # fmt: skip
    return render(request, "planning/monitoring/deadlines.html", context)


@require_GET
def of_document(request: HttpRequest, pk: int) -> HttpResponse:
    """The deadlines of one document."""
    document = get_object_or_404(PlanningDocument, pk=pk)
    require(request.user, "planning.see", document)
    return redirect(f"{reverse('planning:deadlines')}?document={pk}")


def _documents(user: Any, form: DeadlineFilter) -> Any:
    documents = visible_to(user)
    chosen = form.cleaned_data.get("document")
    return documents.filter(pk=chosen.pk) if chosen else documents


def _filtered(user: Any, form: DeadlineFilter, lines: list[Line]) -> list[Line]:
    state = form.cleaned_data.get("state")
    wanted = [line for line in lines if not state or line.state == state]
    return own(user, wanted) if form.cleaned_data.get("mine") else wanted


def own(user: Any, lines: list[Line]) -> list[Line]:
    """Those of LINES that USER has to do."""
    authority = {grant.territory_code for grant in grants(user, Role.PLANNING_AUTHORITY)}
    return mine(lines, bodies_of(user, Role.PLANNING_EDITOR, Role.CO_EXECUTOR), authority)


def _counts(found: DeadlineCalendar) -> list[tuple[DeadlineState, int]]:
    return [(state, sum(1 for line in found.lines if line.state == state)) for state in DeadlineState]


def _mark_form(user: Any, line: Line) -> MarkForm | None:
    """The form that marks LINE as done; None for those who may not. Decided without a query a row."""
    if line.deadline.expected or not own(user, [line]) and not _keeps(user, line.document):
        return None
    return MarkForm(
        initial={"step": line.deadline.code, "about": line.deadline.about, "number": line.deadline.number},
        auto_id=f"%s-{'-'.join(map(str, line.key))}",
    )


def _keeps(user: Any, document: PlanningDocument) -> bool:
    return document.developer_id in bodies_of(user, Role.PLANNING_EDITOR) or any(
        grant.territory_code in ("KZ", document.territory_id) for grant in grants(user, Role.PLANNING_AUTHORITY)
    )


def _feed_address(request: HttpRequest) -> str:
    """The address of the person's calendar, "" where they have not asked for one."""
    key = FeedKey.objects.filter(person=request.user.pk).first() if request.user.is_authenticated else None
    return request.build_absolute_uri(reverse("planning:deadlines_personal", args=[ical.token_of(key)])) if key else ""


def _back(request: HttpRequest, pk: int) -> HttpResponse:
    year = request.POST.get("year", "")
    words = f"&year={year}" if year.isascii() and year.isdecimal() else ""
    return redirect(f"{reverse('planning:deadlines')}?document={pk}{words}")


@require_POST
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """A step is done."""
    document = get_object_or_404(PlanningDocument, pk=pk)
    require(request.user, "monitoring.mark_deadline", document)
    form = MarkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say the day on which the step was done."))
        return _back(request, pk)
    values = form.cleaned_data
    try:
        services.mark_done(request.user, document, form.key, values["done_on"], timezone.localdate(), values["note"])
        messages.success(request, _("The step is marked as done."))
    except PlanningRefused as refusal:
        messages.error(request, str(refusal.reason))
    return _back(request, pk)


@require_POST
def unmark(request: HttpRequest, pk: int) -> HttpResponse:
    """A step is not done after all."""
    document = get_object_or_404(PlanningDocument, pk=pk)
    require(request.user, "monitoring.mark_deadline", document)
    form = MarkForm({**request.POST.dict(), "done_on": timezone.localdate().isoformat()})
    if not form.is_valid():
        raise Http404("no such step")
    services.unmark(request.user, document, form.key)
    messages.success(request, _("The mark is taken back."))
    return _back(request, pk)


# --- feeds -------------------------------------------------------------------------------------------------------


def _feed_lines(user: Any) -> list[Line]:
    """Deadlines of the last, this and the next year."""
    today = timezone.localdate()
    years = (today.year - 1, today.year, today.year + 1)
    return [line for year in years for line in deadline_calendar(visible_to(user), year, today).lines]


@require_GET
def public_feed(request: HttpRequest) -> HttpResponse:
    """The calendar of unrestricted documents, for everybody; `?lang=ru` in another language."""
    language = request.GET.get("lang", "kk")
    with translation.override(language if language in ("kk", "ru", "en") else "kk"):
        return ical.respond(_feed_lines(AnonymousUser()), _("Deadlines of planning documents"))


@require_GET
def personal_feed(request: HttpRequest, token: str) -> HttpResponse:
    """What the owner of the address has to do, in their language; the address is the key."""
    person = ical.person_of(token)
    if person is None or not decide(person, "monitoring.follow"):
        raise Http404("no such calendar")
    with translation.override(person.language):
        answer = ical.respond(own(person, _feed_lines(person)), _("My planning deadlines"))
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """A (new) address of the personal calendar."""
    services.renew_feed(request.user)
    messages.success(request, _("The address of your calendar is new; an earlier one does not open any more."))
    return redirect("planning:deadlines")
