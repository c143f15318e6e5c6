"""Asking for a recomputation: the same background job as from the page."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from rss_portal.api.jobs import JOB, job_data
from rss_portal.api.operations import Operation
from rss_portal.api.problems import Detail, Problem, not_found
from rss_portal.api.views import ApiView, json_response
from settlements.api.access import territory_or_problem, year_or_problem
from standards.models import Edition
from standards.services.recompute import start

FIELDS = ("edition", "year", "territory")


class RecomputeView(ApiView):
    """Compute a year of a territory anew in the background; figures switch over when all are there."""

    operations = {
        "POST": Operation(
            _("Start a recomputation"),
            answer=JOB,
            status=202,
            body={
                "type": "object",
                "required": ["edition", "year"],
                "additionalProperties": False,
                "properties": {
                    "edition": {"type": "string", "maxLength": 40},
                    "year": {"type": "integer"},
                    "territory": {"type": "string", "pattern": "^(KZ|[0-9]{9})$", "default": "KZ"},
                },
            },
            problems=(400, 401, 403, 404, 415, 429),
            writes=True,
        )
    }

    def post(self, request: Request) -> HttpResponse:
        edition_code, year, kato = read_body(request.data)
        territory = territory_or_problem(kato)
        year = year_or_problem(year)
        edition = Edition.objects.filter(code=edition_code).first()
        if edition is None:
            raise not_found(_("There is no edition with the code %(code)s.") % {"code": edition_code})
        job = start(request.user, edition, year, territory)
        return json_response(job_data(job), 202)


def read_body(body: Any) -> tuple[str, int, str]:
    """Edition, year and territory of a well-formed body."""
    if not isinstance(body, Mapping):
        raise Problem("bad_body", 400, _("an object is expected"))
    wrong = [Detail(str(name), _("there is no such field")) for name in body if name not in FIELDS]
    if not isinstance(body.get("edition"), str) or "\x00" in body["edition"]:
        wrong.append(Detail("edition", _("the code of an edition is expected")))
    if type(body.get("year")) is not int or not 1990 <= body["year"] <= 2100:
        wrong.append(Detail("year", _("a year is expected")))
    if not isinstance(body.get("territory", "KZ"), str) or "\x00" in body.get("territory", "KZ"):
        wrong.append(Detail("territory", _("a КАТО code or KZ is expected")))
    if wrong:
        raise Problem("bad_body", 400, wrong[0].reason, wrong)
    return body["edition"], body["year"], body.get("territory", "KZ")
