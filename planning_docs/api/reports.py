"""Reports on a document: begun, written, computed, signed, submitted, returned, accepted - by the page's services."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from planning_docs.monitoring.forms import ConclusionForm, InformationForm, ReportTextForm, ReturnForm
from planning_docs.monitoring.models import Conclusion, Report, ReportInformation
from planning_docs.monitoring.services import reports as services
from rss_portal.access import decide, require
from rss_portal.api.jobs import job_data
from rss_portal.api.operations import Operation, Schema, object_schema
from rss_portal.api.problems import Problem, not_found
from rss_portal.api.views import ApiView, json_response

from .bodies import PROBLEMS, bad_body, details_of, refusals_told, text_of, whole_of
from .documents import OPEN_OBJECT, document_or_problem

TEXT: Schema = {"type": "string"}
STATE = object_schema({"year": {"type": "integer"}, "quarter": {"type": "integer"}, "state": TEXT})


class ReportList(ApiView):
    """The reports on a document that the asking person may see; POST begins one."""

    operations = {
        "GET": Operation(
            _("Reports on a planning document"),
            answer=object_schema({"results": {"type": "array", "items": OPEN_OBJECT}}),
            problems=(400, 403, 404, 429),
        ),
        "POST": Operation(
            _("Begin a report"),
            answer=STATE,
            status=201,
            body={
                "type": "object",
                "required": ["year"],
                "additionalProperties": False,
                "properties": {"year": {"type": "integer"}, "quarter": {"type": "integer"}},
            },
            problems=PROBLEMS,
            writes=True,
        ),
    }

    def get(self, request: Request, pk: int) -> HttpResponse:
        document = document_or_problem(request.user, pk)
        require(request.user, "monitoring.see_facts", document)
        rows = Report.objects.filter(document=document).select_related("document__developer")
        seen = [one for one in rows if decide(request.user, "monitoring.see_report", one)]
        return json_response({"results": [_summary(one) for one in seen]})

    def post(self, request: Request, pk: int) -> HttpResponse:
        document = document_or_problem(request.user, pk)
        require(request.user, "monitoring.begin_report", (document, document.year_from))
        year, quarter = whole_of(request.data, "year"), whole_of(request.data, "quarter", 0)
        if year is None or quarter is None or not 0 <= quarter <= 4:
            raise bad_body("year" if year is None else "quarter", _("a year and a quarter from 0 to 4 are expected"))
        with refusals_told():
            report = services.begin_report(request.user, document, year, quarter)
        return json_response(_state(report), 201)


class ReportDetail(ApiView):
    """One report: its texts, computed criteria, information of the co-executors, conclusion and steps."""

    operations = {
        "GET": Operation(_("One report on a planning document"), answer=OPEN_OBJECT, problems=(400, 403, 404, 429)),
        "PATCH": Operation(
            _("Write the note and the conclusions of a report"),
            answer=OPEN_OBJECT,
            body={
                "type": "object",
                "required": ["seen_version"],
                "additionalProperties": False,
                "properties": {"seen_version": {"type": "integer"}, **dict.fromkeys(services.TEXTS, TEXT)},
            },
            problems=PROBLEMS,
            writes=True,
        ),
    }

    def get(self, request: Request, pk: int, year: int, quarter: int) -> HttpResponse:
        report = report_or_problem(request.user, pk, year, quarter)
        require(request.user, "monitoring.see_report", report)
        return json_response(_whole(report))

    def patch(self, request: Request, pk: int, year: int, quarter: int) -> HttpResponse:
        report = report_or_problem(request.user, pk, year, quarter)
        require(request.user, "monitoring.write_report", report)
        form, seen = _texts_form(ReportTextForm, request.data, services.TEXTS, report)
        with refusals_told():
            held = services.write_texts(request.user, report, form, seen_version=seen)
        return json_response(_whole(held))


class ReportStep(ApiView):
    """What is done to a report: computed in the background, signed, submitted, returned, accepted; the information
    of a co-executor; the conclusion of the planning authority."""

    operations = {
        "POST": Operation(
            _("A step of a report"),
            answer=OPEN_OBJECT,
            body=object_schema({}, additionalProperties=True),
            problems=PROBLEMS,
            writes=True,
        )
    }

    def post(self, request: Request, pk: int, year: int, quarter: int, action: str) -> HttpResponse:
        report = report_or_problem(request.user, pk, year, quarter)
        with refusals_told():
            return json_response(_ACTIONS[action](request, report))


def report_or_problem(user: Any, pk: int, year: int, quarter: int) -> Report:
    """The report of a document that USER may see."""
    document = document_or_problem(user, pk)
    rows = Report.objects.select_related("document__developer", "signed_by")
    found = rows.filter(document=document, year=year, quarter=quarter).first()
    if found is None:
        raise not_found(_("The document has no such report."))
    return found


def _texts_form(form: Any, body: Any, names: tuple[str, ...], kept: Any) -> tuple[dict[str, str], int]:
    """The texts NAMES of BODY cleaned as on the page (those not given stay as in KEPT), and the version seen."""
    seen = whole_of(body, "seen_version")
    if seen is None:
        raise bad_body("seen_version", _("Say which version you saw"))
    given = body if isinstance(body, Mapping) else {}
    old = {name: getattr(kept, name) if kept else "" for name in names}
    bound = form({name: text_of(body, name) if name in given else old[name] for name in names} | {"version": seen})
    return _cleaned(bound), seen


def _cleaned(form: Any) -> dict[str, Any]:
    if not form.is_valid():
        raise Problem("values_refused", 422, _("The values do not pass the checks"), details_of(form))
    return dict(form.cleaned_data)


# The body of a request is read after the person was let in.


def _prepare(request: Request, report: Report) -> dict[str, Any]:
    return {"job": job_data(services.ask_to_prepare(request.user, report))}


def _step(step: Callable[[Any, Report], Report]) -> Callable[[Request, Report], dict[str, Any]]:
    return lambda request, report: _state(step(request.user, report))


def _return(request: Request, report: Report) -> dict[str, Any]:
    require(request.user, "monitoring.return_report", report)
    values = _cleaned(ReturnForm({"remarks": text_of(request.data, "remarks")}))
    return _state(services.return_report(request.user, report, values["remarks"]))


def _inform(request: Request, report: Report) -> dict[str, Any]:
    """The information of a body: {"body", "text_kk", "text_ru"}."""
    require(request.user, "monitoring.see_report", report)
    user, body = request.user, request.data
    one = report.information.select_related("body").filter(body=text_of(body, "body", 20)).first()
    if one is None:
        raise not_found(_("This body was not asked for information."))
    one.report = report
    require(user, "monitoring.send_information", one)
    values = _cleaned(InformationForm({name: text_of(body, name) for name in ("text_kk", "text_ru")}))
    return _information(services.send_information(user, one, values["text_kk"], values["text_ru"]))


def _conclude(request: Request, report: Report) -> dict[str, Any]:
    """The conclusion (Annex 11): its four texts and `seen_version`, 0 for the first."""
    require(request.user, "monitoring.write_conclusion", report)
    kept = Conclusion.objects.filter(report=report).first()
    values, seen = _texts_form(ConclusionForm, request.data, services.CONCLUSION_TEXTS, kept)
    return _conclusion(services.write_conclusion(request.user, report, values, seen_version=seen))


_ACTIONS: dict[str, Callable[[Request, Report], dict[str, Any]]] = {
    "prepare": _prepare,
    "sign": _step(services.sign_report),
    "submit": _step(services.submit_report),
    "accept": _step(services.accept_report),
    "return": _return,
    "information": _inform,
    "conclusion": _conclude,
}


def _state(report: Report) -> dict[str, Any]:
    return {"year": report.year, "quarter": report.quarter, "state": report.state}


def _summary(report: Report) -> dict[str, Any]:
    return {**_state(report), "final": report.final, "submitted_on": report.submitted_on, "version": report.version}


def _whole(report: Report) -> dict[str, Any]:
    conclusion = Conclusion.objects.filter(report=report).first()
    return {
        **_summary(report),
        **{name: getattr(report, name) for name in services.TEXTS},
        "figures": report.figures,
        "prepared_at": report.prepared_at,
        "signed_at": report.signed_at,
        "information": [_information(one) for one in report.information.all()],
        "factors": list(report.factors.values(*services.FACTOR_FIELDS)),
        "conclusion": _conclusion(conclusion) if conclusion else None,
        "steps": list(report.events.values("action", "from_state", "to_state", "text", "at")),
    }


def _information(one: ReportInformation) -> dict[str, Any]:
    return {"body": one.body_id, "text_kk": one.text_kk, "text_ru": one.text_ru, "sent_on": one.sent_on}


def _conclusion(one: Conclusion) -> dict[str, Any]:
    return {name: getattr(one, name) for name in ("version", *services.CONCLUSION_TEXTS)}
