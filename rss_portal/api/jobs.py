"""The state of a background job."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from rss_portal.access import require
from rss_portal.jobs import phrases
from rss_portal.jobs.choices import JobState
from rss_portal.jobs.models import Job

from .operations import Operation, Schema, object_schema
from .problems import not_found, sign_in
from .views import ApiView, json_response

TEXT: Schema = {"type": "string"}
TIME: Schema = {"type": "string", "format": "date-time", "nullable": True}
JOB: Schema = object_schema(
    {
        "id": {"type": "string", "format": "uuid"},
        "kind": TEXT,
        "state": {"type": "string", "enum": list(JobState.values)},
        "territory": TEXT,
        "percent_done": {"type": "integer"},
        "message": TEXT,
        "created_at": TIME,
        "started_at": TIME,
        "finished_at": TIME,
        "result": {"type": "object"},
        "error": TEXT,
    }
)


def job_data(job: Job) -> dict[str, Any]:
    """JOB as the API writes it."""
    return {
        "id": str(job.public_id),
        "kind": job.kind,
        "state": job.state,
        "territory": job.territory_code,
        "percent_done": job.percent,
        "message": str(phrases.step(job)),
        "created_at": job.created_at,
        "started_at": job.started_at,
        "finished_at": job.finished_at,
        "result": job.result,
        "error": str(phrases.error(job)),
    }


class JobView(ApiView):
    """A background job that one may see: how far it is, and what came of it."""

    operations = {"GET": Operation(_("State of a background job"), answer=JOB, problems=(400, 401, 403, 404, 429))}

    def get(self, request: Request, public_id: UUID) -> HttpResponse:
        if not request.user.is_authenticated:
            raise sign_in()
        job = Job.objects.filter(public_id=public_id).first()
        if job is None:
            raise not_found(_("There is no such job."))
        require(request.user, "jobs.see", job)
        response = json_response(job_data(job))
        response["Cache-Control"] = "no-store"
        return response
