"""Many entries in one request: each row checked as on the page, written in one transaction with one change set."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from rss_portal.access import require
from rss_portal.api.operations import Operation, Schema, object_schema
from rss_portal.api.problems import Detail, Problem
from rss_portal.api.views import ApiView, json_response
from rss_portal.changelog.choices import Origin
from settlements.exchange.inventory_columns import fields_of
from settlements.exchange.inventory_facts import Facts, Stored, empty_values
from settlements.models import Campaign, Item, SettlementYear, Territory
from settlements.rules.entry_checks import Problem as EntryProblem
from settlements.rules.entry_checks import check_values, errors, has_data, warnings
from settlements.rules.entry_reading import read_values
from settlements.services.bulk_entries import Batch, Cleared, EntriesMoved, save_many

from .access import territory_or_problem, year_or_problem
from .writing import CHANGE_SCHEMA, bad_body, details_of

MOST_ROWS = 10_000
MOST_BYTES = 20 * 1024 * 1024
MODES = ("all", "each")
INTEGER, TEXT = {"type": "integer"}, {"type": "string"}
ROW = {
    "type": "object",
    "required": ["settlement", "item", "version", "values"],
    "properties": {
        "settlement": TEXT,
        "item": TEXT,
        "version": {**INTEGER, "minimum": 0, "description": "version seen, 0 where there was no entry"},
        "values": CHANGE_SCHEMA["properties"]["values"],
    },
}
FIELDS = ("territory", "year", "mode", "reason", "rows")
BODY: Schema = {
    "type": "object",
    "required": ["territory", "year", "rows"],
    "additionalProperties": False,
    "properties": {
        "territory": {**TEXT, "pattern": "^(KZ|[0-9]{9})$"},
        "year": INTEGER,
        "mode": {**TEXT, "enum": list(MODES), "default": "all"},
        "reason": {**TEXT, "maxLength": 2000},
        "rows": {"type": "array", "items": ROW, "maxItems": MOST_ROWS},
    },
}
ANSWER = object_schema(
    {
        "rows": INTEGER,
        "inserted": INTEGER,
        "updated": INTEGER,
        "cleared": INTEGER,
        "unchanged": INTEGER,
        "refused": INTEGER,
        "errors": {"type": "array", "items": {"type": "object"}},
    }
)


@dataclass
class Examined:
    """Good rows ready to be written, and the problems of the others by row."""

    facts: Facts
    editable: set[str]
    batches: dict[str, Batch] = field(default_factory=dict)
    cleared: list[Cleared] = field(default_factory=list)
    problems: list[Detail] = field(default_factory=list)
    refused: int = 0
    unchanged: int = 0
    met: set[tuple[str, str]] = field(default_factory=set)

    def refuse(self, problems: list[Detail]) -> None:
        self.problems += problems
        self.refused += 1


class EntryBulk(ApiView):
    """Up to 10 000 rows. Mode "all" writes all or none, mode "each" the good ones. A warning is confirmed by a
    note in the row's values."""

    operations = {
        "POST": Operation(
            _("Change many inventory entries"),
            answer=ANSWER,
            body=BODY,
            problems=(400, 401, 403, 404, 409, 413, 415, 422, 429),
            writes=True,
        )
    }

    def post(self, request: Request) -> HttpResponse:
        if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
            raise Problem("too_large", 413, _("The request is larger than 20 MB; send the rows in parts."))
        body = read_body(request.data)
        territory, year = territory_or_problem(body["territory"]), year_or_problem(body["year"])
        require(request.user, "settlements.upload_workbook", (territory, year))
        found = examine(request.user, territory, year, body["rows"])
        if found.problems and body.get("mode", "all") == "all":
            raise Problem("values_refused", 422, _("Nothing was written: some rows do not pass."), found.problems)
        return json_response(write(request.user, territory, year, found, body))


def read_body(body: Any) -> Mapping[str, Any]:
    """The body with its shape checked; rows are checked one by one."""
    if not isinstance(body, Mapping):
        raise bad_body("", _("an object is expected"))
    for name in body:
        if name not in FIELDS:
            raise bad_body(str(name), _("there is no such field"))
    if not isinstance(body.get("territory"), str) or "\x00" in body["territory"]:
        raise bad_body("territory", _("a КАТО code or KZ is expected"))
    if type(body.get("year")) is not int or not 1990 <= body["year"] <= 2100:
        raise bad_body("year", _("a year is expected"))
    if body.get("mode", "all") not in MODES:
        raise bad_body("mode", _("“all” or “each” is expected"))
    if not isinstance(body.get("reason", ""), str) or len(body.get("reason", "")) > 2000:
        raise bad_body("reason", _("a text of at most 2000 characters is expected"))
    rows = body.get("rows")
    if not isinstance(rows, list) or len(rows) > MOST_ROWS:
        raise bad_body("rows", _("a list of at most 10 000 rows is expected"))
    return body


def examine(user: Any, territory: Territory, year: int, rows: list[Any]) -> Examined:
    """Every row of the request against what is stored; nothing is written."""
    facts = Facts(territory, Campaign.objects.get(year=year))
    found = Examined(facts, facts.editable(user))
    for number, row in enumerate(rows):
        problems = shape_problems(number, row) or _examine_row(found, number, row)
        if problems:
            found.refuse(problems)
    return found


def shape_problems(number: int, row: Any) -> list[Detail]:
    """What is wrong with the form of a row."""
    if not isinstance(row, Mapping):
        return [Detail("", _("an object is expected"), "bad_row", number)]
    wrong = [name for name in ("settlement", "item") if not isinstance(row.get(name), str)]
    if type(row.get("version")) is not int or row["version"] < 0:
        wrong.append("version")
    values = row.get("values")
    if not isinstance(values, Mapping) or any(isinstance(one, Mapping | list) for one in values.values()):
        wrong.append("values")
    return [Detail(name, _("it is missing or has another form"), "bad_row", number) for name in wrong]


def _examine_row(found: Examined, number: int, row: Mapping[str, Any]) -> list[Detail]:
    """The problems of a row; without any it is put among those to write."""
    key = (row["settlement"], row["item"].upper())
    place, item = found.facts.places.get(key[0]), found.facts.items.get(key[1])
    if place is None:
        return [Detail("settlement", _("it is not monitored inside the territory of the request"), "", number)]
    if item is None or item.code not in found.facts.levels[place.status]:
        return details_of([EntryProblem("not_listed", "item", key[1])], number)
    if key[0] not in found.editable:
        return [Detail("settlement", _("its entries may not be changed now"), "locked", number)]
    if key in found.met:
        return [Detail("item", _("the same entry stands in the request twice"), "duplicate", number)]
    found.met.add(key)
    stored = found.facts.current(item.measure).get(key) or Stored(0, empty_values(item.measure), False)
    if row["version"] != stored.version:
        reason = _("changed meanwhile, the version is now %(version)s") % {"version": stored.version}
        return [Detail("version", reason, "version_conflict", number)]
    return details_of(_take(found, place, item, stored, row["values"]), number)


def _take(
    found: Examined, place: SettlementYear, item: Item, stored: Stored, given: Mapping[str, Any]
) -> list[EntryProblem]:
    """Check the values GIVEN over the STORED ones; keep the row when nothing is wrong."""
    fields = fields_of(item.measure)
    before = dict(zip(fields, stored.values, strict=True))
    typed, problems = read_values(item.measure, given)
    values = {**before, **typed}
    if not problems and values == before:
        found.unchanged += 1
        return []
    problems = problems or _check(found, place, item, values, explained=values["note"] != before["note"])
    if problems:
        return problems
    key = (place.settlement_id, item.code)
    if not has_data(item.measure, values) and not values["na_reason"] and not values["note"]:
        found.cleared.append(Cleared(*key, stored.version))
        return []
    approved = stored.na_approved and before["na_reason"] == values["na_reason"]
    batch = found.batches.setdefault(item.measure, Batch(item.measure, fields))
    batch.rows.append((*key, stored.version + 1, approved, *(values[name] for name in fields)))
    return []


def _check(
    found: Examined, place: SettlementYear, item: Item, values: dict[str, Any], *, explained: bool
) -> list[EntryProblem]:
    """Errors, and warnings that no new note explains."""
    previous = found.facts.previous(item.measure).get((place.settlement_id, item.code))
    problems = check_values(
        item.measure,
        values,
        level=found.facts.levels[place.status][item.code],
        previous=dict(zip(fields_of(item.measure), previous.values, strict=True)) if previous else None,
        population=place.population,
    )
    served_by = values.get("served_by")
    if served_by and served_by not in found.facts.register:
        problems.append(EntryProblem("unknown_settlement", "served_by", served_by))
    return errors(problems) + ([] if explained and values["note"] else warnings(problems))


def write(user: Any, territory: Territory, year: int, found: Examined, body: Mapping[str, Any]) -> dict[str, Any]:
    """Write the good rows; the answer's counts."""
    try:
        saved = save_many(
            user,
            territory,
            year,
            found.batches.values(),
            found.cleared,
            origin=Origin.API,
            reason=body.get("reason", ""),
        )
    except EntriesMoved as moved:
        raise Problem("not_now", 409, _("Others changed these entries meanwhile; read them again.")) from moved
    return {
        "rows": len(body["rows"]),
        "inserted": saved.inserted,
        "updated": saved.updated,
        "cleared": saved.cleared,
        "unchanged": found.unchanged,
        "refused": found.refused,
        "errors": [one.as_dict() for one in found.problems],
    }
