"""Workbooks through the API: download, upload, what was found, acceptance. The same steps as on the pages."""

import tempfile
from collections.abc import Callable, Mapping
from typing import IO, Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.request import Request

from rss_portal.access import Refused
from rss_portal.changelog.choices import Origin
from rss_portal.exchange import phrases, preparing, services
from rss_portal.exchange.choices import ImportState
from rss_portal.exchange.forms import ExchangeForm, Subject, get_form
from rss_portal.exchange.marking import text_of
from rss_portal.exchange.models import StagedImport

from .formats import XLSX_MEDIA
from .operations import Operation, Schema, object_schema
from .parameters import INTEGER, KATO, Parameter
from .problems import Detail, Problem, bad_parameter, not_found, sign_in
from .views import ApiView, json_response

FORM = Parameter("form", _("Form of the workbook"), choices=("settlements.inventory",), default="settlements.inventory")
TERRITORY = Parameter("territory", _("КАТО code of the territory, or KZ"), "kato", required=True)
YEAR = Parameter("year", _("Year"), "integer", required=True, minimum=1990, maximum=2100)
TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
IMPORT: Schema = object_schema(
    {
        "id": {"type": "string", "format": "uuid"},
        "form": TEXT,
        "territory": TEXT,
        "year": NUMBER,
        "state": {"type": "string", "enum": list(ImportState.values)},
        "sha256": TEXT,
        "rows": NUMBER,
        "good_rows": NUMBER,
        "changed_values": NUMBER,
        "conflicts": NUMBER,
        "problem_count": NUMBER,
        "problems": {"type": "array", "items": {"type": "object"}},
        "differences": {"type": "array", "items": {"type": "object"}},
        "refusal": TEXT,
        "job": {"type": "string", "nullable": True},
    }
)


class WorkbookView(ApiView):
    """The prefilled workbook of a territory and year."""

    operations = {
        "GET": Operation(
            _("Download a workbook"),
            (FORM, TERRITORY, YEAR),
            answer={},
            problems=(400, 401, 403, 404, 409, 429),
        )
    }
    answer_media = (XLSX_MEDIA,)

    def get(self, request: Request) -> HttpResponse | FileResponse:
        if not request.user.is_authenticated:
            raise sign_in()
        form, subject = get_form(self.given["form"]), Subject(self.given["territory"], self.given["year"])
        allowed(form.require_download, request.user, subject)
        name = f"inventory_{subject.territory}_{subject.year}.xlsx"
        target = _workbook_file(request.user, form, subject)
        return FileResponse(target, as_attachment=True, filename=name, content_type=XLSX_MEDIA)


class ImportList(ApiView):
    """Send a workbook: it is checked, and nothing is written before it is accepted."""

    parser_classes = [MultiPartParser, FormParser]
    operations = {
        "POST": Operation(
            _("Send a workbook"),
            answer=IMPORT,
            status=201,
            body={
                "type": "object",
                "required": ["territory", "year", "file"],
                "properties": {
                    "form": FORM.schema(),
                    "territory": TERRITORY.schema(),
                    "year": YEAR.schema(),
                    "file": {"type": "string", "format": "binary"},
                },
            },
            body_media=("multipart/form-data",),
            problems=(400, 401, 403, 404, 413, 415, 429),
            writes=True,
        )
    }

    def post(self, request: Request) -> HttpResponse:
        form, subject = read_subject(request)
        allowed(form.require_upload, request.user, subject)
        if getattr(request._request, "upload_too_large", False):
            raise Problem("too_large", 413, _("The file is larger than the portal takes."))
        file = request.FILES.get("file")
        if file is None:
            raise Problem("bad_body", 400, _("a file is expected"), [Detail("file", _("a file is expected"))])
        return json_response(import_data(services.stage(request.user, form.code, subject, file)), 201)


class ImportView(ApiView):
    """An import: its state, every problem with sheet, row and column, and the differences."""

    operations = {"GET": Operation(_("State of an import"), answer=IMPORT, problems=(400, 401, 403, 404, 429))}

    def get(self, request: Request, public_id: UUID) -> HttpResponse:
        if not request.user.is_authenticated:
            raise sign_in()
        response = json_response(import_data(visible_import(request.user, public_id)))
        response["Cache-Control"] = "no-store"
        return response


class ImportAccept(ApiView):
    """Accept a checked import in one transaction; a large one by a background job."""

    parser_classes = [JSONParser]
    operations = {
        "POST": Operation(
            _("Accept an import"),
            (
                Parameter(
                    "only_good", _("Accept the good rows although others have problems"), "boolean", default=False
                ),
            ),
            answer=IMPORT,
            problems=(400, 401, 403, 404, 409, 415, 429),
            writes=True,
        )
    }

    def post(self, request: Request, public_id: UUID) -> HttpResponse:
        staged = visible_import(request.user, public_id)
        try:
            services.request_acceptance(request.user, staged, only_good=self.given["only_good"], origin=Origin.API)
        except services.AcceptanceRefused as refused:
            raise Problem("not_now", 409, refused.reason) from refused
        staged.refresh_from_db()
        return json_response(import_data(staged))


def _workbook_file(user: Any, form: ExchangeForm, subject: Subject) -> IO[bytes]:
    """The workbook written now; a large one as it was prepared for USER on the portal's page."""
    try:
        at_once = preparing.written_at_once(form, subject)
    except ObjectDoesNotExist as error:
        raise not_found(_("There is no such territory or year.")) from error
    if at_once:
        target = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
        form.write(user, subject, target)  # type: ignore[arg-type]
        target.seek(0)
        return target
    prepared = preparing.prepared_for(user, form, subject)
    if prepared is None or prepared.ready_at is None:
        raise Problem("not_now", 409, phrases.LARGE_WORKBOOK)
    return prepared.file.open("rb")


def allowed(ask: Callable[[Any, Subject], None], user: Any, subject: Subject) -> None:
    """Ask for permission; an unknown territory or year is the problem 404."""
    try:
        ask(user, subject)
    except ObjectDoesNotExist as error:
        raise not_found(_("There is no such territory or year.")) from error


def read_subject(request: Request) -> tuple[ExchangeForm, Subject]:
    """Form, territory and year of an upload."""
    sent: Mapping[str, Any] = request.data  # type: ignore[assignment]  # this view parses forms alone
    code = str(sent.get("form") or FORM.default)
    territory, year = str(sent.get("territory", "")), str(sent.get("year", ""))
    if code not in FORM.choices:
        raise bad_parameter("form", _("there is no such form"))
    if not KATO.fullmatch(territory):
        raise bad_parameter("territory", _("a КАТО code or KZ is expected"))
    if not INTEGER.fullmatch(year):
        raise bad_parameter("year", _("a year is expected"))
    return get_form(code), Subject(territory.upper(), int(year))


def visible_import(user: Any, public_id: UUID) -> StagedImport:
    """The import, to its owner and to those who may upload for its territory; to others there is none."""
    staged = StagedImport.objects.select_related("job").filter(public_id=public_id).first()
    if staged is not None and staged.owner_id != user.pk:
        try:
            get_form(staged.form).require_upload(user, staged.subject)
        except (Refused, ObjectDoesNotExist):
            staged = None
    if staged is None:
        raise not_found(_("There is no such import."))
    return staged


def import_data(staged: StagedImport) -> dict[str, Any]:
    """STAGED as the API writes it; the sentence of each problem is in the language asked for."""
    problems = [{**one, "text": str(text_of(staged, one))} for one in staged.problems]
    refusal = phrases.refusal_text(staged.refusal, staged.refusal_values) if staged.refusal else ""
    return {
        "id": str(staged.public_id),
        "form": staged.form,
        "territory": staged.territory_code,
        "year": staged.year,
        "state": staged.state,
        "sha256": staged.sha256,
        "rows": staged.rows,
        "good_rows": staged.good_rows,
        "changed_values": staged.changed,
        "conflicts": staged.conflicts,
        "problem_count": staged.problem_count,
        "problems": problems,
        "differences": staged.differences,
        "refusal": str(refusal),
        "job": str(staged.job.public_id) if staged.job else None,
    }
