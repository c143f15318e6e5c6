"""Pages of background work: the list, one job, and the fragment that follows its progress."""

import json
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rss_portal.access import require
from rss_portal.ui import lists

from . import services, tables
from .exceptions import JobNotAllowed
from .forms import JobFilter
from .models import Job
from .permissions import visible_jobs

STOP_POLLING = 286  # htmx's own status code


@login_required
@require_safe
def job_list(request: HttpRequest) -> HttpResponse:
    """The jobs that the person may open, newest first, narrowed by ?state= and ?mine=."""
    form = JobFilter(request.GET)
    jobs = form.narrow(visible_jobs(request.user), request.user).select_related("owner")
    jobs = lists.ordered(request, jobs, tables.COLUMNS, ["-pk"])
    exported = lists.export(request, "jobs", tables.COLUMNS, jobs[: lists.EXPORT_LIMIT])
    if exported is not None:
        return exported
    headings = lists.headings(request, tables.COLUMNS)
    return render(
        request,
        "jobs/list.html",
        {"form": form, "page": lists.page_of(request, jobs, 25), "headings": headings},
    )


@login_required
@require_safe
def job_page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    return render(request, "jobs/job.html", {"job": _visible(request, public_id)})


@login_required
@require_safe
def progress(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The state of the job; the last answer stops the polling and tells the page "job-finished"."""
    job = _visible(request, public_id)
    response = render(request, "jobs/_state.html", {"job": job})
    if job.finished:
        response.status_code = STOP_POLLING
        response["HX-Trigger"] = json.dumps({"job-finished": {"job": str(job.public_id), "state": job.state}})
    return response


@login_required
@require_POST
def cancel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    job = _visible(request, public_id)
    try:
        services.cancel(job, request.user)
    except JobNotAllowed:
        messages.warning(request, _("The work had already ended."))
    else:
        messages.success(request, _("The work is being stopped."))
    return redirect("jobs:job", public_id)


@login_required
@require_POST
def retry(request: HttpRequest, public_id: UUID) -> HttpResponse:
    job = _visible(request, public_id)
    try:
        services.retry(job, request.user)
    except JobNotAllowed:
        messages.warning(request, _("Only failed or cancelled work can be repeated."))
    else:
        messages.success(request, _("The work is queued again."))
    return redirect("jobs:job", public_id)


def _visible(request: HttpRequest, public_id: UUID) -> Job:
    """The job, when the person may see it: 404 when there is none, `Refused` when it is another's."""
    job = get_object_or_404(Job.objects.select_related("owner"), public_id=public_id)
    require(request.user, "jobs.see", job)
    return job
