"""Plans of indicators and amendments written by the same services as the pages: the same permissions and rules."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from planning_docs.choices import EditionState
from planning_docs.models import DocumentEdition, Indicator, PlanningDocument
from planning_docs.rules.reading import NotANumber, Planned, read_number
from planning_docs.services import amendments
from planning_docs.services.values import Cell, save_value
from rss_portal.access import require
from rss_portal.api.operations import Operation, Schema, object_schema
from rss_portal.api.problems import Detail, Problem, not_found
from rss_portal.api.views import ApiView, json_response
from rss_portal.changelog.choices import Origin

from .bodies import PROBLEMS, REFUSALS, as_problem, objects_of, text_of
from .documents import document_or_problem

MOST_VALUES = 10_000
VALUE_SCHEMA: Schema = {
    "type": "object",
    "required": ["indicator", "year", "value"],
    "additionalProperties": False,
    "properties": {
        "indicator": {"type": "string", "format": "uuid"},
        "year": {"type": "integer"},
        "territory": {"type": "string", "nullable": True},
        "value": {"type": "string", "nullable": True},
        "seen_version": {"type": "integer", "nullable": True},
    },
}


def draft_or_problem(document: PlanningDocument) -> DocumentEdition:
    """The edition of DOCUMENT that is being written."""
    edition = document.editions.select_related("document", "based_on").filter(state=EditionState.DRAFT).first()
    if edition is None:
        raise not_found(_("No edition of this document is being written; begin an amendment."))
    return edition


class DocumentValues(ApiView):
    """Planned values of the edition that is being written: all of a request, or nothing."""

    operations = {
        "PATCH": Operation(
            _("Change planned values of indicators"),
            answer=object_schema({"changed": {"type": "integer"}}),
            body=object_schema({"values": {"type": "array", "items": VALUE_SCHEMA, "maxItems": MOST_VALUES}}),
            problems=PROBLEMS,
            writes=True,
        )
    }

    def patch(self, request: Request, pk: int) -> HttpResponse:
        document = document_or_problem(request.user, pk)
        edition = draft_or_problem(document)
        require(request.user, "planning.edit", edition)
        rows = objects_of(request.data, "values", MOST_VALUES, needed=True)
        with transaction.atomic():
            for number, row in enumerate(rows):
                _save(request.user, edition, row, number)
        return json_response({"changed": len(rows)})


def _save(user: Any, edition: DocumentEdition, row: Mapping[str, Any], number: int) -> None:
    try:
        cell = Cell(UUID(str(row.get("indicator"))), int(row.get("year", 0)), str(row.get("territory") or ""))
        value = read_number(str(row["value"])) if row.get("value") is not None else None
        seen = row.get("seen_version")
        seen_version = int(seen) if seen is not None else None
    except (ValueError, TypeError, NotANumber) as error:
        reason = _("indicator, year and value are expected")
        raise Problem("bad_body", 400, reason, [Detail("values", reason, "bad_row", number)]) from error
    try:
        save_value(user, edition, cell, Planned(value), seen_version=seen_version, origin=Origin.API)
    except Indicator.DoesNotExist as error:
        raise not_found(_("The edition has no indicator %(key)s.") % {"key": cell.indicator}) from error
    except REFUSALS as error:
        raise as_problem(error) from error


class DocumentAmendment(ApiView):
    """An amendment of a document in force: begun here, refused where the methodology forbids it."""

    operations = {
        "POST": Operation(
            _("Begin an amendment"),
            answer=object_schema({"edition": {"type": "integer"}}),
            status=201,
            body={
                "type": "object",
                "required": ["reason"],
                "additionalProperties": False,
                "properties": {
                    "reason": {"type": "string", "maxLength": 5000},
                    "president_instruction": {"type": "string", "maxLength": 100},
                },
            },
            problems=PROBLEMS,
            writes=True,
        )
    }

    def post(self, request: Request, pk: int) -> HttpResponse:
        document = document_or_problem(request.user, pk)
        require(request.user, "planning.begin_amendment", document)
        reason = text_of(request.data, "reason", 5000)
        instruction = text_of(request.data, "president_instruction", 100)
        try:
            edition = amendments.begin(request.user, document, reason, president_instruction=instruction)
        except REFUSALS as error:
            raise as_problem(error) from error
        return json_response({"edition": edition.number}, 201)


class AmendmentStep(ApiView):
    """Submit the amendment, or (the planning authority) approve it by an act."""

    operations = {
        "POST": Operation(
            _("Submit or approve an amendment"),
            answer=object_schema({"edition": {"type": "integer"}, "state": {"type": "string"}}),
            body=object_schema({}, additionalProperties=True),
            problems=PROBLEMS,
            writes=True,
        )
    }

    def post(self, request: Request, pk: int, action: str) -> HttpResponse:
        document = document_or_problem(request.user, pk)
        edition = draft_or_problem(document)
        try:
            if action == "submit":
                held = amendments.submit(request.user, edition)
            else:
                held = amendments.approve(request.user, edition, _act(request.data))
        except REFUSALS as error:
            raise as_problem(error) from error
        return json_response({"edition": held.number, "state": held.state})


def _act(body: Any) -> dict[str, Any]:
    day = text_of(body, "act_date")
    try:
        act_date = date.fromisoformat(day) if day else None
    except ValueError as error:
        reason = _("a date YYYY-MM-DD is expected")
        raise Problem("bad_body", 400, reason, [Detail("act_date", reason)]) from error
    return {"act_kind": text_of(body, "act_kind"), "act_number": text_of(body, "act_number"), "act_date": act_date}
