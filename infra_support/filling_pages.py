"""What the pages of filling in an application show."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from infra_support.choices import DocumentKind, EffectKind
from infra_support.draft_queries import values_of
from infra_support.exchange.application_form import TICK_GROUPS
from infra_support.forms.steps import APPLICANT_GROUPS, STEP_FORMS, StepForm
from infra_support.models import Application
from infra_support.rules.eligibility import check_list
from infra_support.services.checking import Problems, problems_of, problems_of_step
from infra_support.services.draft_exceptions import document_refused
from infra_support.services.submission import facts_of
from infra_support.steps import EFFECT_COLUMNS, STEPS, FormStep, fields_of
from rss_portal.access import decide
from rss_portal.exchange.file_safety import FileRefused, megabytes
from rss_portal.exchange.scanning import scanner_present
from rss_portal.ui.formats import day, decimal
from rss_portal.ui.formats import name as name_of


@dataclass(frozen=True)
class Task:
    """A step in the list of tasks: done, begun with so many things missing, or not begun."""

    step: FormStep
    state: str
    missing: int

    @property
    def badge(self) -> str:
        return {"done": "good", "begun": "warning", "empty": "plain"}[self.state]


def tasks_of(application: Application, problems: Problems) -> list[Task]:
    values = values_of(application)
    return [_task(application, step, values, problems) for step in STEPS]


def _task(application: Application, step: FormStep, values: dict[str, Any], problems: Problems) -> Task:
    missing = len(problems_of_step(problems, step))
    if not missing:
        return Task(step, "done", 0)
    given = ("applicant_name", "bin", "iin", "region")  # known before the person began
    filled = any(values.get(name) for name in fields_of(step, application.applicant_kind) if name not in given)
    begun = filled or (step.code == "documents" and application.documents.exists())
    return Task(step, "begun" if begun else "empty", missing)


def tasks_context(application: Application) -> dict[str, Any]:
    problems = problems_of(application)
    tasks = tasks_of(application, problems)
    done = sum(task.state == "done" for task in tasks)
    following = next((task.step for task in tasks if task.state != "done"), STEPS[-1])
    return {"application": application, "tasks": tasks, "done": done, "total": len(tasks), "next_step": following}


def checked_form(application: Application, step: FormStep) -> StepForm:
    """The form of STEP as it is stored, with what is wrong in it beside the fields."""
    form = STEP_FORMS[step.code](application)
    form.is_bound, form.cleaned_data = True, {}
    form.data = form_data(form)
    form.show(problems_of_step(problems_of(application), step))
    return form


def form_data(form: StepForm) -> Any:
    """What a browser would send when nothing is changed in FORM."""
    data = QueryDict(mutable=True)
    for name in form.fields:
        value = form[name].initial
        shown = form.fields[name].prepare_value(value)
        if isinstance(shown, list | tuple):
            data.setlist(name, [str(one) for one in shown])
        elif shown not in (None, False, ""):
            data[name] = "on" if shown is True else str(shown)
    return data


def step_context(application: Application, step: FormStep, form: StepForm) -> dict[str, Any]:
    context: dict[str, Any] = {
        "application": application,
        "step": step,
        "total": len(STEPS),
        "form": form,
        "previous": STEPS[step.number - 2] if step.number > 1 else None,
    }
    if step.code == "applicant":
        context["groups"] = _groups(form)
    if step.code == "documents":
        context |= _documents_context(application, form)
    return context


def _groups(form: StepForm) -> list[dict[str, Any]]:
    groups = []
    for title, names in APPLICANT_GROUPS:
        fields = [form[name] for name in names if name in form.fields]
        if fields:
            groups.append({"title": title, "fields": fields})
    return groups


def _documents_context(application: Application, form: StepForm) -> dict[str, Any]:
    held: dict[str, list[Any]] = {}
    for document in application.documents.all():
        held.setdefault(document.kind, []).append(document)
    problems = problems_of(application) if form.is_bound else {}
    kinds = [
        {"kind": kind, "documents": held.get(kind, []), "problem": problems.get(f"document_{kind}", "")}
        for kind in DocumentKind
    ]
    limit = megabytes(settings.DOCUMENT_MAX_BYTES)
    return {"kinds": kinds, "limit": limit, "scanner": scanner_present()}


def sent_file(request: HttpRequest, upload: UploadedFile | None) -> UploadedFile:
    """The file of the request; raises `DraftRefused` when it is missing or was stopped for its size."""
    if getattr(request, "upload_too_large", False):
        limit = megabytes(settings.DOCUMENT_MAX_BYTES)
        raise document_refused(FileRefused("too_large", size=megabytes(settings.UPLOAD_MAX_BYTES), limit=limit))
    if upload is None:
        raise document_refused(FileRefused("no_file"))
    return upload


@dataclass(frozen=True)
class Answer:
    """A line of the review: the question, what was answered, what is wrong with it."""

    label: Any
    value: str
    problem: Any = ""


def review_context(user: Any, application: Application) -> dict[str, Any]:
    """Everything once more before signing, the ticks by the form's three groups, whether the person may sign."""
    problems = problems_of(application)
    others = {name: reason for name, reason in problems.items() if not name.startswith("tick_")}
    sections = [
        {"step": step, "answers": _answers(application, step, problems), "wrong": problems_of_step(problems, step)}
        for step in STEPS[:-1]
    ]
    return {
        "sections": sections,
        "incomplete": others,
        "incomplete_tasks": [task for task in tasks_of(application, problems)[:-1] if task.missing],
        "check_list": [
            {"code": code, "label": code.label, "state": state}
            for code, state in check_list(facts_of(application)).items()
        ],
        "may_sign": decide(user, "support.sign_application", application),
    }


def tick_groups(form: StepForm) -> list[dict[str, Any]]:
    """The ticks of FORM under the headings of the source's form."""
    return [{"title": title, "fields": [form[f"tick_{tick.value}"] for tick in ticks]} for title, ticks in TICK_GROUPS]


def _answers(application: Application, step: FormStep, problems: Problems) -> list[Answer]:
    if step.code == "effect":
        return _effect_answers(application, problems)
    if step.code == "documents":
        return _document_answers(application, problems)
    form = STEP_FORMS[step.code](application)
    names = [name for name in fields_of(step, application.applicant_kind) if not name.startswith("one_village_")]
    return [Answer(form[name].label, _shown(application, form, name), problems.get(name, "")) for name in names]


def _shown(application: Application, form: StepForm, name: str) -> str:
    value = form[name].initial
    if name == "kinds":
        return "; ".join(name_of(kind) for kind in application.kinds.all())
    if name in ("region", "place"):
        place = getattr(application, name)
        return name_of(place) if place else ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if name.startswith("line_"):
        return dict(form.fields[name].choices).get(value, "")  # type: ignore[attr-defined]
    if hasattr(value, "year"):
        return day(value)
    shown = form.fields[name].prepare_value(value)
    return "" if shown is None else str(shown)


def _effect_answers(application: Application, problems: Problems) -> list[Answer]:
    lines = {line.kind: line for line in application.effects.all()}
    found = []
    for kind in EffectKind:
        values = [getattr(lines.get(kind), column, None) for column in EFFECT_COLUMNS]
        shown = " → ".join("—" if value is None else decimal(value, 0) for value in values)
        wrong = next((problems[f"effect_{kind}_{c}"] for c in EFFECT_COLUMNS if f"effect_{kind}_{c}" in problems), "")
        found.append(Answer(kind.label, shown, wrong))
    return found


def _document_answers(application: Application, problems: Problems) -> list[Answer]:
    found = []
    for kind in DocumentKind:
        names = [document.name for document in application.documents.all() if document.kind == kind]
        found.append(Answer(kind.label, "; ".join(names), problems.get(f"document_{kind}", "")))
    if application.feasibility_ground:
        found.append(Answer(_("Ground for not needing a feasibility study"), application.feasibility_ground))
    return found
