"""A percent of the portal as the fact of an indicator."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from planning_docs.models import ProvisionLink
from planning_docs.monitoring.forms import ProvisionForm
from planning_docs.monitoring.queries.monitored import MonitoredYear
from planning_docs.monitoring.services import provision as services
from planning_docs.services.editing import PlanningRefused

from .common import asked_year, document_or_404, indicator_or_404, trail

LINK = "monitoring.link_provision"


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """Choose the percent that is the indicator's fact."""
    document = document_or_404(request, pk, LINK)
    indicator = indicator_or_404(MonitoredYear(document, document.year_from), key)
    held = ProvisionLink.objects.filter(document=document, indicator_key=key).select_related("territory").first()
    initial = (
        {name: getattr(held, name) for name in ("territory", "edition_code", "scope", "direction_code", "item_code")}
        if held
        else {"territory": document.territory}
    )
    form = ProvisionForm(document, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.link_indicator(request.user, document, key, form.values())
        except PlanningRefused as refusal:
            form.add_error(refusal.field or None, str(refusal.reason))
        else:
            messages.success(request, _("The percent of the portal is the fact of this indicator from now on."))
            return redirect("planning:facts", pk)
    context = {**trail(document), "indicator": indicator, "form": form, "held": held}
    return render(request, "planning/monitoring/provision.html", context, status=422 if form.is_bound else 200)


@require_POST
def unlink(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """The fact is entered by people again."""
    document = document_or_404(request, pk, LINK)
    services.unlink_indicator(request.user, document, key)
    messages.success(request, _("The fact of this indicator is entered by people again."))
    return redirect("planning:facts", pk)


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring the linked facts of a year up to date now."""
    document = document_or_404(request, pk, LINK)
    year = asked_year(request, document)
    count = services.take_provision(request.user, document, year)
    text = ngettext("%(count)s fact is taken in.", "%(count)s facts are taken in.", count)
    nothing = _("Nothing to take in: the facts are up to date, the inventory of the year is not published, "
                "or the report is signed.")  # fmt: skip
    messages.info(request, text % {"count": count} if count else nothing)
    return redirect(f"{reverse('planning:facts', args=[pk])}?year={year}")
