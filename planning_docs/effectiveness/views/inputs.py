"""What a score is computed from: the report, re-verification, marks, goals and indicators, the values of E."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from planning_docs.effectiveness import marks_pages
from planning_docs.effectiveness.choices import BodyKind
from planning_docs.effectiveness.evaluation_pages import (
    evaluation_or_404,
    page,
    step,
    tell_changed,
    tell_errors,
    version_of,
)
from planning_docs.effectiveness.forms import (
    ChecklistForm,
    FieldMarkForm,
    IndicatorForm,
    InfluenceForm,
    NamesForm,
    RiskMarkForm,
    VerifyForm,
)
from planning_docs.effectiveness.models import EvaluatedGoal, EvaluatedIndicator, EvaluatedTask, Evaluation
from planning_docs.effectiveness.phrases import name_in, unit_in
from planning_docs.effectiveness.queries import for_computing, method_of
from planning_docs.effectiveness.rules.formulas import false_fact_points
from planning_docs.effectiveness.rules.process import is_late
from planning_docs.effectiveness.services import inputs
from planning_docs.effectiveness.services.common import ChangedMeanwhile, StepRefused, fingerprint
from planning_docs.effectiveness.services.inputs import INDICATOR_FIELDS, VERIFIED_FIELDS
from rss_portal.access import decide, require

EVALUATE = "effectiveness.evaluate"


@require_GET
def report(request: HttpRequest, body: str, year: int) -> HttpResponse:
    """In time or late, complete or not, and what re-verification found."""
    found = evaluation_or_404(request, body, year)
    return _report(request, found, ChecklistForm(found))


def _report(request: HttpRequest, found: Evaluation, form: ChecklistForm, status: int = 200) -> HttpResponse:
    rows = EvaluatedIndicator.objects.filter(goal__evaluation=found).order_by("goal__position", "task_id", "position")
    false = [one for one in rows if one.is_false]
    context = {
        "form": form,
        "lines": [(line, form[f"present-{line.position}"], form[f"note-{line.position}"]) for line in form.lines],
        "late": is_late(found.due_on, found.received_on),
        "rows": rows,
        "false": false,
        "false_points": false_fact_points(len(false), method_of(found).deductions),
    }
    return page(request, found, "report", context, status)


@step("report")
def checklist(request: HttpRequest, evaluation: Evaluation) -> str | HttpResponse:
    form = ChecklistForm(evaluation, request.POST)
    if not form.is_valid():
        return _report(request, evaluation, form, 422)
    inputs.check_completeness(request.user, evaluation.pk, version_of(request), form.answers())
    return _("The completeness check is saved.")


def _indicator(evaluation: Evaluation, pk: int) -> EvaluatedIndicator:
    rows = EvaluatedIndicator.objects.select_related("goal", "task")
    return get_object_or_404(rows, pk=pk, goal__evaluation=evaluation)


def _initial(row: EvaluatedIndicator, names: Sequence[str]) -> dict[str, Any]:
    return {**{name: getattr(row, name) for name in names}, "seen": fingerprint(row, names)}


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, body: str, year: int, pk: int) -> HttpResponse:
    """Re-verification of one indicator (p.9-13)."""
    found = evaluation_or_404(request, body, year)
    require(request.user, EVALUATE, found)
    row = _indicator(found, pk)
    form = VerifyForm(request.POST or None, initial=_initial(row, VERIFIED_FIELDS))
    if form.is_bound and form.is_valid():
        try:
            inputs.verify(request.user, row, form.cleaned_data, form.cleaned_data["seen"] or None)
            return redirect("effectiveness:report", body, year)
        except StepRefused as refused:
            form.add_error("found_fact", str(refused.reason))
        except ChangedMeanwhile:
            tell_changed(form, seen=fingerprint(row, VERIFIED_FIELDS))
    return page(request, found, "verify", {"form": form, "row": row}, 422 if form.is_bound else 200)


@require_GET
def marks(request: HttpRequest, body: str, year: int) -> HttpResponse:
    """Marks of the experts with their mean and spread."""
    found = evaluation_or_404(request, body, year)
    return page(request, found, "marks", marks_pages.context_of(request.user, found))


@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: HttpRequest, body: str, year: int, kind: str, pk: int) -> HttpResponse:
    """The expert's own mark of a field of activity or of a risk."""
    found = evaluation_or_404(request, body, year)
    require(request.user, "effectiveness.mark", found)
    if kind not in ("field", "risk"):
        raise Http404(kind)
    row: Any = get_object_or_404(found.sectors if kind == "field" else found.risks, pk=pk)  # type: ignore[arg-type]
    held = row.marks.filter(expert=request.user).first()
    form_class = FieldMarkForm if kind == "field" else RiskMarkForm
    form = form_class(request.POST or None, initial=marks_pages.initial_of(held))
    if form.is_bound and form.is_valid():
        try:
            _mark(request.user, kind, row, form.cleaned_data)
            return redirect("effectiveness:marks", body, year)
        except StepRefused as refused:
            form.add_error(None, str(refused.reason))
    return page(request, found, "mark", {"form": form, "row": row}, 422 if form.is_bound else 200)


def _mark(user: Any, kind: str, row: Any, given: dict[str, Any]) -> None:
    if kind == "field":
        inputs.mark_sector(user, row, Decimal(given["q1"]), Decimal(given["q2"]), given["reason"])
    else:
        inputs.mark_risk(user, row, Decimal(given["r"]), given["reason"])


@step("marks")
def take_list(request: HttpRequest, evaluation: Evaluation) -> str:
    inputs.take_list(request.user, evaluation.pk, request.POST.get("list", "")[:20])
    return _("The fields of activity are taken from the list.")


@step("marks")
def add_risk(request: HttpRequest, evaluation: Evaluation) -> str | None:
    form = NamesForm(request.POST)
    if not form.is_valid():
        tell_errors(request, form)
        return None
    names = [(one.name_kk, one.name_ru) for one in evaluation.risks.all()]
    added = (form.cleaned_data["name_kk"][:600], form.cleaned_data["name_ru"][:600])
    inputs.set_risks(request.user, evaluation.pk, version_of(request), [*names, added])
    return _("The risk is added.")


@require_GET
def indicators(request: HttpRequest, body: str, year: int) -> HttpResponse:
    """Goals, tasks and indicators as they are evaluated."""
    found = evaluation_or_404(request, body, year)
    tasks = Prefetch("tasks", EvaluatedTask.objects.prefetch_related("indicators").order_by("position", "pk"))
    targets = Prefetch("indicators", EvaluatedIndicator.objects.filter(task=None), to_attr="targets")
    goals = found.goals.prefetch_related(tasks, targets)
    return page(request, found, "indicators", {"goals": goals, "form": NamesForm()})


@step("indicators")
def add_goal(request: HttpRequest, evaluation: Evaluation) -> str | None:
    form = NamesForm(request.POST)
    if not form.is_valid():
        tell_errors(request, form)
        return None
    inputs.add_goal(request.user, evaluation.pk, **form.cleaned_data)
    return _("The goal is added.")


@step("indicators")
def add_task(request: HttpRequest, evaluation: Evaluation, goal: int) -> str | None:
    form = NamesForm(request.POST)
    if not form.is_valid():
        tell_errors(request, form)
        return None
    inputs.add_task(request.user, get_object_or_404(evaluation.goals, pk=goal), **form.cleaned_data)
    return _("The task is added.")


@step("indicators")
def remove_goal(request: HttpRequest, evaluation: Evaluation, goal: int) -> str:
    inputs.remove_goal(request.user, get_object_or_404(evaluation.goals, pk=goal))
    return _("The goal is taken out.")


@step("indicators")
def remove_indicator(request: HttpRequest, evaluation: Evaluation, pk: int) -> str:
    inputs.remove_indicator(request.user, _indicator(evaluation, pk))
    return _("The indicator is taken out.")


@require_http_methods(["GET", "HEAD", "POST"])
def new_indicator(request: HttpRequest, body: str, year: int, goal: int, task: int = 0) -> HttpResponse:
    """A new indicator of a goal, or of one of its tasks."""
    found = evaluation_or_404(request, body, year)
    require(request.user, EVALUATE, found)
    held_goal = get_object_or_404(EvaluatedGoal, pk=goal, evaluation=found)
    held_task = get_object_or_404(EvaluatedTask, pk=task, goal=held_goal) if task else None
    form = IndicatorForm(request.POST or None)
    if form.is_bound and form.is_valid():
        inputs.add_indicator(request.user, held_goal, held_task, form.cleaned_data)
        return redirect("effectiveness:indicators", body, year)
    context = {"form": form, "parent": held_task or held_goal}
    return page(request, found, "indicator", context, 422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def indicator(request: HttpRequest, body: str, year: int, pk: int) -> HttpResponse:
    """Values of one indicator."""
    found = evaluation_or_404(request, body, year)
    require(request.user, EVALUATE, found)
    row = _indicator(found, pk)
    form = IndicatorForm(request.POST or None, initial=_initial(row, INDICATOR_FIELDS))
    if form.is_bound and form.is_valid():
        try:
            inputs.change_indicator(request.user, row, form.cleaned_data, form.cleaned_data["seen"] or None)
            return redirect("effectiveness:indicators", body, year)
        except StepRefused as refused:
            form.add_error(None, str(refused.reason))
        except ChangedMeanwhile:
            tell_changed(form, seen=fingerprint(row, INDICATOR_FIELDS))
    context = {"form": form, "row": row, "parent": row.task or row.goal}
    return page(request, found, "indicator", context, 422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def influence(request: HttpRequest, body: str, year: int) -> HttpResponse:
    """The six indicators of E with their sources (Annex 4)."""
    found = for_computing([evaluation_or_404(request, body, year).pk]).get()
    if found.body_kind != BodyKind.LOCAL:
        raise Http404("E is of local bodies")
    method = method_of(found)
    held = {one.code: one for one in found.e_values.all()}
    wanted = [one for one in method.influence if one.code in held]
    posted = request.method == "POST"
    form = InfluenceForm([held[one.code] for one in wanted], request.POST if posted else None)
    if posted:
        require(request.user, EVALUATE, found)
        if form.is_valid():
            try:
                inputs.set_e_values(request.user, found.pk, version_of(request), form.values())
                return redirect("effectiveness:influence", body, year)
            except ChangedMeanwhile:
                tell_changed(form)
    rows = [
        {
            "name": name_in(one.texts), "unit": unit_in(one.texts), "held": held[one.code], "better": one.better,
            "cells": [form[f"{one.code}-{name}"] for name in ("previous", "fact", "source")],
        }
        for one in wanted
    ]  # fmt: skip
    context = {"form": form, "rows": rows, "may_change": bool(decide(request.user, EVALUATE, found))}
    return page(request, found, "influence", context, 422 if posted else 200)
