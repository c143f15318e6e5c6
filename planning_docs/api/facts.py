"""Facts of indicators and measures for a year: read with their plans and statuses, written as on the page.

Each row is checked by the form of the page and kept by its service, so that fields, permissions, freezing by a
signed report and versions are the same.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from planning_docs.choices import DocumentKind
from planning_docs.models import PlanningDocument, ProvisionLink
from planning_docs.monitoring.forms import IndicatorFactForm, MeasureFactForm
from planning_docs.monitoring.permissions import FactSubject
from planning_docs.monitoring.queries.monitored import IndicatorLine, MeasureLine, MonitoredYear
from planning_docs.monitoring.services.facts import FUNDING_FIELDS, FactsMoved, report_is_open, save_facts
from planning_docs.permissions import bodies_of
from rss_portal.access import require
from rss_portal.accounts.choices import Role
from rss_portal.api.operations import Operation, Schema, object_schema
from rss_portal.api.parameters import Parameter
from rss_portal.api.problems import Detail, Problem, bad_parameter, not_found
from rss_portal.api.views import ApiView, json_response
from rss_portal.changelog.choices import Origin

from .bodies import PROBLEMS, bad_body, details_of, objects_of, refusals_told, whole_of
from .contents import decimal_text
from .documents import OPEN_OBJECT, document_or_problem

MOST_ROWS = 5_000
INDICATOR_FIELDS = ("value", "status", "comment_kk", "comment_ru")
MEASURE_FIELDS = ("quantity", "fully_completed", "text_kk", "text_ru")
TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "string", "nullable": True, "description": "decimal number as text"}
VERSION: Schema = {"type": "integer", "description": "the version that you saw, 0 where there was no fact"}
INDICATOR_ROW: Schema = {
    "type": "object",
    "required": ["key"],
    "additionalProperties": False,
    "properties": {
        "key": {"type": "string", "format": "uuid"},
        "territory": {"type": "string", "nullable": True},
        "value": NUMBER,
        "status": TEXT,
        "comment_kk": TEXT,
        "comment_ru": TEXT,
        "seen_version": VERSION,
    },
}
FUNDING_ROW: Schema = {
    "type": "object",
    "required": ["source"],
    "additionalProperties": False,
    "properties": {
        "source": TEXT, "allocated_mln": NUMBER, "absorbed_mln": NUMBER, "reason_kk": TEXT, "reason_ru": TEXT,
    },
}  # fmt: skip
MEASURE_ROW: Schema = {
    "type": "object",
    "required": ["key"],
    "additionalProperties": False,
    "properties": {
        "key": {"type": "string", "format": "uuid"},
        "quantity": NUMBER,
        "fully_completed": {"type": "boolean"},
        "text_kk": TEXT,
        "text_ru": TEXT,
        "funding": {"type": "array", "items": FUNDING_ROW},
        "seen_version": VERSION,
    },
}
YEAR = Parameter("year", _("Year of the facts"), "integer", minimum=1990, maximum=2100, required=True)
QUARTER = Parameter(
    "quarter", _("Quarter of the national plan's operational monitoring; 0: the year"), "integer", minimum=0,
    maximum=4, default=0,
)  # fmt: skip


class DocumentFacts(ApiView):
    """The facts of a document for a year, with plans, deviations and statuses; all rows of a request are kept, or
    none."""

    operations = {
        "GET": Operation(
            _("Facts of a planning document for a year"), (YEAR, QUARTER), OPEN_OBJECT, problems=(400, 403, 404, 429)
        ),
        "PATCH": Operation(
            _("Enter facts of indicators and measures"),
            (YEAR, QUARTER),
            object_schema({"changed": {"type": "integer"}}),
            body={
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "indicators": {"type": "array", "items": INDICATOR_ROW, "maxItems": MOST_ROWS},
                    "measures": {"type": "array", "items": MEASURE_ROW, "maxItems": MOST_ROWS},
                },
            },
            problems=PROBLEMS,
            writes=True,
        ),
    }

    def get(self, request: Request, pk: int) -> HttpResponse:
        document = document_or_problem(request.user, pk)
        require(request.user, "monitoring.see_facts", document)
        monitored = self._monitored(document)
        indicators = [one for line in monitored.indicators for one in (line, *monitored.district_lines(line.indicator))]
        return json_response({
            "year": monitored.year,
            "quarter": monitored.quarter,
            "report_open": report_is_open(document, monitored.year, monitored.quarter),
            "indicators": [_indicator(one) for one in indicators],
            "measures": [_measure(one) for one in monitored.measures],
        })  # fmt: skip

    def patch(self, request: Request, pk: int) -> HttpResponse:
        document = document_or_problem(request.user, pk)
        monitored = self._monitored(document)
        _require_a_row(request.user, monitored)
        rows = _Rows(monitored)
        indicators = objects_of(request.data, "indicators", MOST_ROWS)
        measures = objects_of(request.data, "measures", MOST_ROWS)
        entries = {
            "indicators": rows.entries(indicators, rows.indicator_form),
            "measures": rows.entries(measures, rows.measure_form),
        }
        if rows.wrong:
            raise Problem("values_refused", 422, _("Some rows do not pass the checks; nothing was kept."), rows.wrong)
        try:
            with refusals_told():
                changed = save_facts(
                    request.user, document, monitored.year, monitored.quarter, origin=Origin.API, **entries
                )
        except FactsMoved as moved:
            reason = _("Somebody else changed this value after you had read it.")
            raise Problem("version_conflict", 412, reason, [Detail("key", key) for key in moved.keys]) from moved
        return json_response({"changed": changed})

    def _monitored(self, document: PlanningDocument) -> MonitoredYear:
        quarter = self.given["quarter"]
        if quarter and document.kind != DocumentKind.NATIONAL_PLAN:
            raise bad_parameter("quarter", _("Only the national plan is monitored by quarters (paragraph 234)."))
        return MonitoredYear(document, self.given["year"], quarter)


def _require_a_row(user: Any, monitored: MonitoredYear) -> None:
    """Refuse those who fill no row of the document at all, before anything of their request is read."""
    mine = bodies_of(user, Role.CO_EXECUTOR, Role.PLANNING_EDITOR)
    rows = [line.bodies for line in monitored.indicators] + [line.bodies for line in monitored.measures]
    bodies = frozenset(code for codes in rows for code in codes if code in mine)
    is_open = report_is_open(monitored.document, monitored.year, monitored.quarter)
    subject = FactSubject(monitored.document, monitored.year, monitored.quarter, bodies, is_open)
    require(user, "monitoring.enter_fact", subject)


class _Rows:
    """The rows of a request as forms of the page: a field that is not given keeps its value."""

    def __init__(self, monitored: MonitoredYear):
        self.wrong: list[Detail] = []
        linked = ProvisionLink.objects.filter(document=monitored.document)
        self._linked = set(linked.values_list("indicator_key", flat=True)) if not monitored.quarter else set()
        self._indicators = {
            (str(one.indicator.key), one.territory.pk if one.territory else ""): one
            for line in monitored.indicators
            for one in (line, *monitored.district_lines(line.indicator))
        }
        self._measures = {str(one.measure.key): one for one in monitored.measures}

    def entries(self, rows: list[Mapping[str, Any]], form_of: Any) -> list[Any]:
        """The entries of ROWS that are right; what is wrong of the others is in `wrong`."""
        found = []
        for number, row in enumerate(rows):
            form = form_of(row)
            if form.is_valid():
                found.append(form.entry())
            else:
                parts = [form, *getattr(form, "funding", ())]
                self.wrong += [detail for part in parts for detail in details_of(part, number)]
        return found

    def indicator_form(self, row: Mapping[str, Any]) -> IndicatorFactForm:
        key = str(row.get("key"))
        line = self._indicators.get((key, str(row.get("territory") or "")))
        if line is None:
            raise not_found(_("The year has no row of indicator %(key)s.") % {"key": key})
        data = _data(IndicatorFactForm(line), row, INDICATOR_FIELDS, line.fact.version if line.fact else 0)
        return IndicatorFactForm(line, data, linked=line.indicator.key in self._linked and not line.territory)

    def measure_form(self, row: Mapping[str, Any]) -> MeasureFactForm:
        key = str(row.get("key"))
        line = self._measures.get(key)
        if line is None:
            raise not_found(_("The year has no row of measure %(key)s.") % {"key": key})
        blank = MeasureFactForm(line)
        data = _data(blank, row, MEASURE_FIELDS, line.fact.version if line.fact else 0)
        given = {str(one.get("source")): one for one in objects_of(row, "funding", 20)}
        for part in blank.funding:
            data |= _data(part, given.pop(part.source.source, {}), FUNDING_FIELDS)
        if given:
            raise not_found(_("The measure has no source of funding %(code)s in this year.") % {"code": min(given)})
        return MeasureFactForm(line, data)


def _data(form: Any, row: Mapping[str, Any], names: tuple[str, ...], version: int | None = None) -> dict[str, Any]:
    """What FORM would be sent: the fields of ROW over what is stored."""
    stored = {name: form.initial[name] for name in names if form.initial.get(name) is not None}
    given = {name: _plain(name, row[name]) for name in names if name in row}
    data = {form.add_prefix(name): value for name, value in {**stored, **given}.items()}
    if version is not None:
        data[form.add_prefix("version")] = whole_of(row, "seen_version", version)
    return data


def _plain(name: str, value: Any) -> Any:
    """A field of a row as a form takes it; lists and objects are no values."""
    if name == "fully_completed":
        right = isinstance(value, bool)
    else:
        right = value is None or (isinstance(value, str | int | float) and not isinstance(value, bool))
    if not right:
        raise bad_body(name, _("a text, a number or null is expected"))
    return "" if value is None else value


def _indicator(one: IndicatorLine) -> dict[str, Any]:
    fact, value = one.fact, one.value
    return {
        "key": str(one.indicator.key),
        "territory": one.territory.pk if one.territory else None,
        "base": decimal_text(one.base),
        "plan": decimal_text(value.planned) if value else None,
        "value": decimal_text(fact.value) if fact else None,
        "status": fact.status if fact else None,
        "comment_kk": fact.comment_kk if fact else "",
        "comment_ru": fact.comment_ru if fact else "",
        "deviation": decimal_text(one.deviation),
        "percent_of_plan": decimal_text(one.percent),
        "reached": one.status,
        "version": fact.version if fact else 0,
    }


def _measure(one: MeasureLine) -> dict[str, Any]:
    fact = one.fact
    return {
        "key": str(one.measure.key),
        "planned_quantity": decimal_text(one.planned_quantity),
        "quantity": decimal_text(fact.quantity) if fact else None,
        "fully_completed": bool(fact and fact.fully_completed),
        "text_kk": fact.text_kk if fact else "",
        "text_ru": fact.text_ru if fact else "",
        "funding": [
            {
                "source": line.source,
                "planned_mln": decimal_text(line.planned),
                "allocated_mln": decimal_text(line.allocated),
                "absorbed_mln": decimal_text(line.absorbed),
                "reason_kk": line.reason_kk,
                "reason_ru": line.reason_ru,
            }
            for line in one.sources
        ],
        "reached": one.status,
        "version": fact.version if fact else 0,
    }
