"""Reading and changing one entry: the same checks, versions and log as on the page."""

import re
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from rss_portal.access import require
from rss_portal.api.operations import Operation, Schema, object_schema
from rss_portal.api.problems import Detail, Problem, not_found
from rss_portal.api.views import ApiView, json_response
from settlements.models import InventoryEntry, Item, Territory
from settlements.phrases import problem_text
from settlements.rules.entry_checks import Problem as EntryProblem
from settlements.rules.measure_fields import MEASURE_FIELDS
from settlements.services.entries import EntryRefused, VersionConflict, save_entry

from .access import territory_or_problem, year_or_problem
from .entries import OPEN_VALUES, value_field

IF_MATCH = re.compile(r'(?:W/)?"?(\d{1,9})"?')
IF_MATCH_PARAMETER = OpenApiParameter(
    "If-Match",
    str,
    OpenApiParameter.HEADER,
    required=True,
    description="version that the writer saw, 0 where there was no entry, * to write over whatever there is",
)
ENTRY_SCHEMA: Schema = object_schema(
    {
        "settlement": {"type": "string"},
        "year": {"type": "integer"},
        "item": {"type": "string"},
        "version": {"type": "integer"},
        "values": object_schema({}, additionalProperties=True),
    }
)
CHANGE_SCHEMA: Schema = {
    "type": "object",
    "required": ["values"],
    "additionalProperties": False,
    "properties": {
        "values": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                name: {**value_field(name).schema(), "nullable": True}
                for name in (*OPEN_VALUES, "note")
                if name != "na_approved"
            },
        },
        "note_on_warning": {"type": "string", "maxLength": 2000},
        "reason": {"type": "string", "maxLength": 2000},
    },
}


class EntryDetail(ApiView):
    """One entry. A change states the version that the writer saw, so that no foreign change is lost."""

    operations = {
        "GET": Operation(_("One inventory entry"), answer=ENTRY_SCHEMA, problems=(400, 403, 404, 429)),
        "PATCH": Operation(
            _("Change one inventory entry"),
            answer=ENTRY_SCHEMA,
            body=CHANGE_SCHEMA,
            problems=(400, 401, 403, 404, 412, 415, 422, 428, 429),
            writes=True,
        ),
    }
    header_parameters = {"PATCH": [IF_MATCH_PARAMETER]}

    def get(self, request: Request, kato: str, year: int, item: str) -> HttpResponse:
        settlement, found = _settlement_and_item(kato, year, item)
        require(request.user, "settlements.see_inventory", (settlement, year))
        entry = InventoryEntry.objects.filter(settlement=settlement, year=year, item=found).first()
        if entry is None:
            raise not_found(_("There is no entry of this item: no data."))
        return _answer(settlement, year, found, entry)

    def patch(self, request: Request, kato: str, year: int, item: str) -> HttpResponse:
        settlement, found = _settlement_and_item(kato, year, item)
        seen = seen_version(request)
        change = read_change(request.data)
        try:
            saved = save_entry(
                request.user,
                settlement,
                year,
                found,
                change["values"],
                seen_version=seen,
                note_on_warning=change.get("note_on_warning", ""),
                reason=change.get("reason", ""),
            )
        except EntryRefused as refused:
            raise values_refused(refused.problems) from refused
        except VersionConflict as conflict:
            raise version_conflict(conflict, found) from conflict
        return _answer(settlement, year, found, saved.entry)


def _settlement_and_item(kato: str, year: int, item: str) -> tuple[Territory, Item]:
    settlement = territory_or_problem(kato)
    year_or_problem(year)
    found = Item.objects.filter(code=item.upper()).first()
    if found is None:
        raise not_found(_("There is no item with the code %(code)s.") % {"code": item})
    return settlement, found


def seen_version(request: Request) -> int | None:
    """The version in If-Match; None for "*"."""
    text = request.headers.get("If-Match", "").strip()
    if not text:
        raise Problem("version_needed", 428, _("Send If-Match with the version that you saw (0: no entry yet)."))
    if text == "*":
        return None
    match = IF_MATCH.fullmatch(text)
    if match is None:
        reason = _("a version number is expected, “%(found)s” was found") % {"found": text}
        raise Problem("bad_parameter", 400, reason, [Detail("If-Match", reason)])
    return int(match[1])


def read_change(body: Any) -> Mapping[str, Any]:
    """The body of a change, its shape checked; the values themselves are checked by the service."""
    if not isinstance(body, Mapping) or not isinstance(body.get("values"), Mapping):
        raise bad_body("values", _("an object with the fields to change is expected"))
    unknown = [name for name in body if name not in CHANGE_SCHEMA["properties"]]
    if unknown:
        raise bad_body(str(unknown[0]), _("there is no such field"))
    for name in ("note_on_warning", "reason"):
        if not isinstance(body.get(name, ""), str) or len(body.get(name, "")) > 2000:
            raise bad_body(name, _("a text of at most 2000 characters is expected"))
    for name, value in body["values"].items():
        if isinstance(value, Mapping | list) or isinstance(value, str) and "\x00" in value:
            raise bad_body(str(name), _("a plain value is expected"))
    return body


def bad_body(name: str, reason: Any) -> Problem:
    return Problem("bad_body", 400, reason, [Detail(name, reason)])


def details_of(problems: list[EntryProblem], row: int | None = None) -> list[Detail]:
    """Problems of an entry in the words of the page."""
    return [Detail(one.field, problem_text(one), one.code, row, {"severity": one.severity}) for one in problems]


def values_refused(problems: list[EntryProblem]) -> Problem:
    """422: errors must be corrected; warnings alone are confirmed by a note."""
    only_warnings = all(one.severity == "warning" for one in problems)
    detail = (
        _("The values are unusual; send note_on_warning to confirm them.")
        if only_warnings
        else _("The values do not pass the checks.")
    )
    return Problem("values_refused", 422, detail, details_of(problems))


def version_conflict(conflict: VersionConflict, item: Item) -> Problem:
    """412 with the entry as it is now, so that the writer can choose."""
    entry = conflict.current_entry
    return Problem(
        "version_conflict",
        412,
        _("Somebody else changed this entry after you had read it."),
        [Detail(name, _("changed meanwhile")) for name in conflict.fields],
        current={"version": entry.version if entry else 0, "values": values_of(item, entry)},
        changed_at=conflict.changed_at,
    )


def values_of(item: Item, entry: InventoryEntry | None) -> dict[str, Any]:
    """Open values of ENTRY that its measure has."""
    names = [name for name in OPEN_VALUES if name in MEASURE_FIELDS[item.measure] or name.startswith("na_")]
    return {name: getattr(entry, name) for name in names} if entry else {}


def _answer(settlement: Territory, year: int, item: Item, entry: InventoryEntry | None) -> HttpResponse:
    version = entry.version if entry else 0
    values = values_of(item, entry)
    response = json_response(
        {"settlement": settlement.kato, "year": year, "item": item.code, "version": version, "values": values}
    )
    response["ETag"] = f'"{version}"'
    response["Cache-Control"] = "private, no-cache"
    return response
