"""The year: who is evaluated, the ranking; one body through the years; the method and its lists."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from planning_docs.effectiveness.charts import dynamics_chart, ranking_chart
from planning_docs.effectiveness.choices import EvaluationState
from planning_docs.effectiveness.forms import ScheduleForm, YearFilter
from planning_docs.effectiveness.method_tables import method_tables
from planning_docs.effectiveness.models import MethodEdition
from planning_docs.effectiveness.permissions import visible_to
from planning_docs.effectiveness.queries import dynamics, opening_year, ranking, with_points
from planning_docs.effectiveness.services import computing, schedule
from planning_docs.effectiveness.services.common import StepRefused
from planning_docs.models import Body
from rss_portal.access import decide, require
from rss_portal.ui import chart_export, lists
from rss_portal.ui.collation import kazakh_order
from rss_portal.ui.formats import name as name_of

COLUMNS = (
    lists.Column("body", gettext_lazy("State body"), lambda row: name_of(row.body), kazakh_order("body__name_kk")),
    lists.Column("kind", gettext_lazy("Kind of body"), lambda row: row.get_body_kind_display(), "body_kind"),
    lists.Column("state", gettext_lazy("State"), lambda row: row.get_state_display(), "state"),
    lists.Column("due", gettext_lazy("Report due by the schedule"), lambda row: row.due_on, "due_on"),
    lists.Column("points", gettext_lazy("Points"), lambda row: row.points, "points", numeric=True),
)


@require_GET
def evaluations(request: HttpRequest) -> HttpResponse:
    """The evaluations of a year that the person may see, and the ranking of the final ones."""
    seen = visible_to(request.user)
    years = sorted(seen.values_list("year", flat=True).distinct(), reverse=True)
    form = YearFilter(request.GET, years)
    form.is_valid()
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, years) else opening_year(seen)
    kind = form.cleaned_data.get("kind", "")
    ranked = list(ranking(year, kind)) if year else []
    chart = ranking_chart(ranked, year or 0, name_of)
    if answer := chart_export.respond(request, {"ranking": chart}):
        return answer
    rows = _listed(request, seen, year, kind)
    if file := lists.export(request, f"effectiveness-{year}", COLUMNS, rows[: lists.EXPORT_LIMIT]):
        return file
    form.initial = {"year": year, "kind": kind}
    shown = {"year": year, "years": years, "kind": kind, "filter": form, "chart": chart if ranked else None}
    return render(request, "effectiveness/evaluations.html", {**shown, **_list_context(request, rows, year)})


def _listed(request: HttpRequest, seen: Any, year: int | None, kind: str) -> Any:
    rows = with_points(seen.filter(year=year or 0)).select_related("body")
    rows = rows.filter(body_kind=kind) if kind else rows
    return lists.ordered(request, rows, COLUMNS, ["body_kind", "body_id"])


def _list_context(request: HttpRequest, rows: Any, year: int | None) -> dict[str, Any]:
    return {
        "page_obj": lists.page_of(request, rows),
        "headings": lists.headings(request, COLUMNS),
        "may_schedule": bool(decide(request.user, "effectiveness.schedule")),
        "schedule_form": ScheduleForm(initial={"year": year}),
        "inside_states": [EvaluationState.RECEIVED, EvaluationState.OBJECTED],
    }


@require_POST
def plan(request: HttpRequest) -> HttpResponse:
    """Put an evaluation into the schedule."""
    require(request.user, "effectiveness.schedule")
    form = ScheduleForm(request.POST)
    if form.is_valid():
        edition = _newest_edition()
        given = form.cleaned_data
        try:
            if edition is None:
                raise StepRefused(_("No edition of the method is loaded; an administrator runs load_methods."))
            made = schedule.schedule(request.user, given["body"], given["year"], edition, given["due_on"])
        except StepRefused as refused:
            form.add_error(None, str(refused.reason))
        else:
            messages.success(request, _("The evaluation is in the schedule."))
            return redirect("effectiveness:evaluation", made.body_id, made.year)
    return render(request, "effectiveness/schedule.html", {"form": form}, status=422)


@require_POST
def compute_year(request: HttpRequest, year: int) -> HttpResponse:
    """Compute every body of the year in the background."""
    require(request.user, "effectiveness.schedule")
    try:
        job = computing.request_year(request.user, year)
    except StepRefused as refused:
        messages.error(request, str(refused.reason))
        return redirect(f"{reverse('effectiveness:evaluations')}?year={year}")
    return redirect("jobs:job", job.public_id)


@require_GET
def body(request: HttpRequest, body: str) -> HttpResponse:
    """One body: its final scores by year, and what the person may see beside them."""
    known = get_object_or_404(Body, pk=body)
    rows = list(dynamics(body))
    chart = dynamics_chart(rows, name_of(known))
    if answer := chart_export.respond(request, {"dynamics": chart}):
        return answer
    seen = with_points(visible_to(request.user).filter(body=known)).order_by("-year")
    context = {"body": known, "rows": seen, "chart": chart if rows else None}
    return render(request, "effectiveness/body.html", context)


@require_GET
def method(request: HttpRequest) -> HttpResponse:
    """How a score is made, by the edition as it is kept."""
    edition = _newest_edition()
    return render(request, "effectiveness/method.html", {"edition": edition, "tables": method_tables(edition)})


def _newest_edition() -> MethodEdition | None:
    return MethodEdition.objects.order_by("-act_date").first()


FIELD_COLUMNS = (
    lists.Column("body", gettext_lazy("State body"), lambda row: name_of(_listed_body(row))),
    lists.Column("number", gettext_lazy("No."), lambda row: row.number),
    lists.Column("name", gettext_lazy("Name of the sector or direction"), lambda row: name_of(row)),
)


def _listed_body(row: Any) -> Any:
    """The body of an annex's row, as something that has a name."""
    return _Named(row.body_name_kk, row.body_name_ru)


class _Named:
    def __init__(self, name_kk: str, name_ru: str) -> None:
        self.name_kk, self.name_ru, self.name_en = name_kk, name_ru, ""


@require_GET
def fields(request: HttpRequest) -> HttpResponse:
    """Fields of activity of central and local bodies (Annexes 2 and 3)."""
    edition = _newest_edition()
    rows = list(edition.sectors.order_by("-body_kind", "body_code", "position")) if edition else []
    if file := lists.export(request, "fields-of-activity", FIELD_COLUMNS, rows):
        return file
    groups: dict[str, dict[str, Any]] = {}
    for row in rows:
        group = groups.setdefault(row.body_code, {"body": _listed_body(row), "rows": []})
        group["rows"].append(row)
    return render(request, "effectiveness/fields.html", {"edition": edition, "groups": groups})
