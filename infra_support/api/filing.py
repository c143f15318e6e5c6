"""Filing and following applications through the API: the same services, checks and rights as on the pages."""

import base64
import binascii
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.request import Request

from infra_support.choices import DocumentKind
from infra_support.draft_queries import enterprises_of
from infra_support.models import Application
from infra_support.services.documents import attach_document
from infra_support.services.draft_exceptions import ChangedMeanwhile, DraftRefused
from infra_support.services.drafts import start_draft
from infra_support.services.exceptions import StepRefused
from infra_support.services.submission import ask_for_signature
from rss_portal.api.operations import Operation, object_schema
from rss_portal.api.parameters import Parameter
from rss_portal.api.problems import Detail, Problem, not_found
from rss_portal.api.views import ApiView, json_response
from rss_portal.signing.choices import Reason
from rss_portal.signing.services import SignatureClosed, SignatureRefused, receive
from settlements.choices import Level
from settlements.models import Territory

from .shapes import (
    BRIEF,
    CHANGE,
    DOCUMENT,
    TEXT,
    UUID_TEXT,
    WHOLE,
    applicant,
    bad,
    brief,
    document_data,
    keep_values,
    own_application,
    read_change,
    whole,
)

NUMBER = Parameter("number", _("Registration number"), required=True, max_length=30)
CODE = Parameter("code", _("Code for following"), required=True, max_length=12)
MOST = 200
SIGNED = object_schema({"sha256": TEXT, "content": {"type": "string", "format": "byte"}})
EVENT = object_schema({"at": TEXT, "state": TEXT})


class ApplicationList(ApiView):
    """One's own applications; a new draft."""

    operations = {
        "GET": Operation(
            _("My applications, the newest first"),
            answer=object_schema({"results": {"type": "array", "items": object_schema(BRIEF)}}),
            problems=(400, 401, 403, 429),
        ),
        "POST": Operation(
            _("Begin an application"),
            answer=WHOLE,
            status=201,
            body={
                "type": "object",
                "required": ["enterprise", "region"],
                "properties": {"enterprise": {"type": "integer"}, "region": TEXT},
            },
            problems=(400, 401, 403, 415, 429),
            writes=True,
        ),
    }

    def get(self, request: Request) -> HttpResponse:
        own = Application.objects.filter(enterprise__in=enterprises_of(applicant(request)))
        return json_response({"results": [brief(one) for one in own.order_by("-created_at", "-pk")[:MOST]]})

    def post(self, request: Request) -> HttpResponse:
        person, body = applicant(request), request.data
        if not isinstance(body, Mapping):
            raise bad("body", _("an object is expected"))
        enterprise = _one_of(enterprises_of(person), body.get("enterprise"), "enterprise")
        regions = Territory.objects.filter(level=Level.REGION, valid_to=None)
        region = _one_of(regions, body.get("region"), "region")
        return json_response(whole(start_draft(person, enterprise, region)), 201)


def _one_of(rows: Any, key: Any, name: str) -> Any:
    """The row of ROWS with KEY; `Problem` 400 beside NAME otherwise."""
    plain = isinstance(key, str) and key.isascii() and key.isdigit() and len(key) <= 9
    whole_number = isinstance(key, int) and not isinstance(key, bool) and 0 <= key < 2**31
    found = rows.filter(pk=key).first() if plain or (whole_number and name == "enterprise") else None
    if found is None:
        raise bad(name, _("there is none with this key, or it is not yours"))
    return found


class ApplicationDetail(ApiView):
    """An application with its values, what is wrong in it and its documents."""

    operations = {
        "GET": Operation(_("One application of mine"), answer=WHOLE, problems=(400, 401, 403, 404, 429)),
        "PATCH": Operation(
            _("Fill in fields of a draft"),
            answer=WHOLE,
            body=CHANGE,
            problems=(400, 401, 403, 404, 409, 415, 429),
            writes=True,
        ),
    }

    def get(self, request: Request, application: UUID) -> HttpResponse:
        return json_response(whole(own_application(request, application)))

    def patch(self, request: Request, application: UUID) -> HttpResponse:
        held = own_application(request, application)
        values, seen = read_change(request.data)
        try:
            return json_response(whole(keep_values(request.user, held, values, seen)))
        except ChangedMeanwhile as refusal:
            raise Problem("version_conflict", 409, refusal.reason) from refusal


class ApplicationDocuments(ApiView):
    """Add a PDF to a draft."""

    parser_classes = [MultiPartParser, FormParser]
    operations = {
        "POST": Operation(
            _("Add a document to a draft"),
            answer=DOCUMENT,
            status=201,
            body={
                "type": "object",
                "required": ["kind", "file"],
                "properties": {
                    "kind": {"type": "string", "enum": list(DocumentKind.values)},
                    "file": {"type": "string", "format": "binary"},
                },
            },
            body_media=("multipart/form-data",),
            problems=(400, 401, 403, 404, 413, 415, 422, 429),
            writes=True,
        )
    }

    def post(self, request: Request, application: UUID) -> HttpResponse:
        held = own_application(request, application)
        if getattr(request._request, "upload_too_large", False):
            raise Problem("too_large", 413, _("The file is larger than the portal takes."))
        kind = request.data.get("kind") if isinstance(request.data, Mapping) else None
        file = request.FILES.get("file")
        if kind not in DocumentKind.values or file is None:
            raise bad("file" if file is None else "kind", _("a kind of document and a file are expected"))
        try:
            return json_response(document_data(attach_document(request.user, held, DocumentKind(kind), file)), 201)
        except DraftRefused as refusal:
            raise _refused("file", refusal.reason) from refusal


class ApplicationSignature(ApiView):
    """The text to be signed, and the CMS over it, which submits the application."""

    operations = {
        "GET": Operation(_("The text to be signed"), answer=SIGNED, problems=(400, 401, 403, 404, 422, 429)),
        "POST": Operation(
            _("Hand in the signature and submit"),
            answer=WHOLE,
            body={"type": "object", "required": ["cms"], "properties": {"cms": {"type": "string", "format": "byte"}}},
            problems=(400, 401, 403, 404, 409, 415, 422, 429),
            writes=True,
        ),
    }

    def get(self, request: Request, application: UUID) -> HttpResponse:
        asked = self._asked(request, application)
        content = base64.b64encode(bytes(asked.content)).decode()
        return json_response({"sha256": asked.content_sha256, "content": content})

    def post(self, request: Request, application: UUID) -> HttpResponse:
        asked, cms = self._asked(request, application), _cms(request.data)
        try:
            receive(request.user, asked, cms)
        except SignatureRefused as refusal:
            errors = [Detail("cms", Reason(one).label, one) for one in refusal.reasons]
            raise Problem("values_refused", 422, _("The signature is not accepted."), errors) from refusal
        except StepRefused as refusal:
            raise _refused("application", refusal.reason) from refusal
        except SignatureClosed as closed:
            raise Problem("not_now", 409, _("The application was signed already, or changed since.")) from closed
        return json_response(whole(own_application(request, application)))

    def _asked(self, request: Request, application: UUID) -> Any:
        held = own_application(request, application)
        try:
            return ask_for_signature(request.user, held)
        except DraftRefused as refusal:
            raise _refused("application", refusal.reason) from refusal


def _cms(body: Any) -> bytes:
    text = body.get("cms") if isinstance(body, Mapping) else None
    try:
        return base64.b64decode(text, validate=True)  # type: ignore[arg-type]  # what is no text raises
    except (binascii.Error, TypeError, ValueError) as error:
        raise bad("cms", _("a CMS signature in base64 is expected")) from error


def _refused(name: str, reason: Any) -> Problem:
    return Problem("values_refused", 422, reason, [Detail(name, reason)])


class ApplicationFollow(ApiView):
    """Where an application stands, by number and code, without an account and without personal data."""

    operations = {
        "GET": Operation(
            _("Follow an application by number and code"),
            (NUMBER, CODE),
            answer=object_schema(
                {"id": UUID_TEXT, "number": TEXT, "region": TEXT, "state": TEXT, "registered_at": TEXT,
                 "history": {"type": "array", "items": EVENT}}
            ),
            problems=(400, 404, 429),
        )
    }  # fmt: skip

    def get(self, request: Request) -> HttpResponse:
        code = self.given["code"].strip().upper()
        held = Application.objects.filter(number=self.given["number"].strip(), access_code=code).first()
        if held is None or not code:
            raise not_found(_("There is no application with this number and code. Check both."))
        history = [{"at": event.at.isoformat(), "state": event.to_state} for event in held.events.all()]
        known = brief(held)
        shown = {name: known[name] for name in ("id", "number", "region", "state", "registered_at")}
        return json_response({**shown, "history": history})
