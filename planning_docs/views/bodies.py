"""The register of state bodies, one body with its documents, budget programmes."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from planning_docs.filtersets import BodyFilter
from planning_docs.forms.documents import BodyForm, ProgrammeForm
from planning_docs.models import Body, BudgetProgramme
from planning_docs.permissions import visible_to
from planning_docs.queries.documents import listed
from planning_docs.services import bodies as services
from planning_docs.services.editing import PlanningRefused
from planning_docs.tables import BODY_COLUMNS
from rss_portal.access import decide, require
from rss_portal.ui.lists import export, headings, ordered, page_of

MANAGE = "planning.manage_bodies"


@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """All bodies with the number of their documents that the person may see."""
    visible = Q(documents__in=visible_to(request.user))
    rows = Body.objects.select_related("territory").annotate(visible_documents=Count("documents", filter=visible))
    found = BodyFilter(request.GET, rows)
    rows = ordered(request, found.qs, BODY_COLUMNS, ["kind", "code"])
    if (file := export(request, "bodies", BODY_COLUMNS, rows)) is not None:
        return file
    context = {
        "page": page_of(request, rows),
        "filter": found,
        "headings": headings(request, BODY_COLUMNS),
        "may_manage": bool(decide(request.user, MANAGE)),
    }
    return render(request, "planning/bodies.html", context)


@require_safe
def body(request: HttpRequest, code: str) -> HttpResponse:
    """One body: what it is, its documents, its budget programmes."""
    shown = get_object_or_404(Body.objects.select_related("territory", "parent", "successor"), pk=code)
    context = {
        "body": shown,
        "documents": listed(request.user).filter(developer=shown).order_by("-year_from", "kind"),
        "programmes": shown.programmes.all(),
        "subordinates": shown.subordinates.order_by("code"),
        "may_manage": bool(decide(request.user, MANAGE)),
    }
    return render(request, "planning/body.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new_body(request: HttpRequest) -> HttpResponse:
    require(request.user, MANAGE)
    form = BodyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            made = services.add_body(request.user, values.pop("code"), values)
        except PlanningRefused as refused:
            form.add_error(refused.field or None, str(refused.reason))
        else:
            messages.success(request, _("Saved"))
            return redirect("planning:body", made.pk)
    return _form(request, form, _("New body"))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_body(request: HttpRequest, code: str) -> HttpResponse:
    require(request.user, MANAGE)
    shown = get_object_or_404(Body, pk=code)
    form = BodyForm(request.POST or None, instance=shown)
    if request.method == "POST" and form.is_valid():
        services.change_body(request.user, shown, form.cleaned_data)
        messages.success(request, _("Saved"))
        return redirect("planning:body", code)
    return _form(request, form, _("State body"))


@require_http_methods(["GET", "HEAD", "POST"])
def programmes(request: HttpRequest) -> HttpResponse:
    """Budget programmes: read by everybody, added and changed by the planning authority."""
    form = ProgrammeForm(request.POST or None)
    if request.method == "POST":
        require(request.user, MANAGE)
        if form.is_valid():
            values = dict(form.cleaned_data)
            services.save_programme(request.user, values.pop("code"), values)
            messages.success(request, _("Saved"))
            return redirect("planning:programmes")
    context = {
        "page": page_of(request, BudgetProgramme.objects.select_related("administrator")),
        "form": form,
        "may_manage": bool(decide(request.user, MANAGE)),
    }
    return render(request, "planning/programmes.html", context, status=422 if form.errors else 200)


def _form(request: HttpRequest, form: Any, title: str) -> HttpResponse:
    return render(
        request, "planning/body_form.html", {"form": form, "title": title}, status=422 if form.errors else 200
    )
