"""One evaluation: where it stands, and the steps that the evaluator takes."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from planning_docs.effectiveness.evaluation_pages import (
    SEE,
    evaluation_or_404,
    page,
    step,
    tell_changed,
    tell_errors,
    version_of,
)
from planning_docs.effectiveness.forms import ReceiveForm, TextsForm
from planning_docs.effectiveness.models import Evaluation
from planning_docs.effectiveness.phrases import missing_text
from planning_docs.effectiveness.queries import newest_score
from planning_docs.effectiveness.services import computing, concluding, schedule, taking_over
from planning_docs.effectiveness.services.common import ChangedMeanwhile
from planning_docs.effectiveness.services.concluding import TEXTS, refusal_of_finish


def lacking_texts(evaluation: Evaluation, score: Any) -> list[str]:
    """What SCORE lacks, in words."""
    names = {one["code"]: one for one in evaluation.edition.parameters["influence"]}
    return [missing_text(code, names) for code in score.lacking] if score else []


@require_GET
def evaluation(request: HttpRequest, body: str, year: int) -> HttpResponse:
    """The overview: the score, where the evaluation stands, the next step, the history."""
    found = evaluation_or_404(request, body, year, SEE)
    context = {
        "receive_form": ReceiveForm(initial={"received_on": timezone.localdate()}),
        "lacking": lacking_texts(found, newest_score(found)),
        "events": found.events.select_related("actor")[:100],
        "parts": found.parts.select_related("body"),
        "finish_refusal": refusal_of_finish(found, timezone.localdate()),
        "today": timezone.localdate(),
    }
    return page(request, found, "evaluation", context)


@step("evaluation")
def receive(request: HttpRequest, evaluation: Evaluation) -> str | None:
    form = ReceiveForm(request.POST)
    if not form.is_valid():
        tell_errors(request, form)
        return None
    schedule.receive(request.user, evaluation.pk, form.cleaned_data["received_on"], timezone.localdate())
    return _("The report is received; the evaluation begins.")


@step("evaluation")
def compute(request: HttpRequest, evaluation: Evaluation) -> HttpResponseBase:
    job = computing.request_one(request.user, evaluation)
    return redirect("jobs:job", job.public_id)


@step("indicators")
def take_over(request: HttpRequest, evaluation: Evaluation) -> str:
    count = taking_over.take_over(request.user, evaluation.pk, version_of(request))
    said = ngettext("%(count)s indicator was taken over.", "%(count)s indicators were taken over.", count)
    return said % {"count": count}


@require_GET
def conclusion(request: HttpRequest, body: str, year: int) -> HttpResponse:
    """The words of the conclusion, and sending it."""
    found = evaluation_or_404(request, body, year)
    return _conclusion(request, found, TextsForm(initial={name: getattr(found, name) for name in TEXTS}))


def _conclusion(request: HttpRequest, found: Evaluation, form: TextsForm, status: int = 200) -> HttpResponse:
    written = all(getattr(found, name) for name in TEXTS)
    context = {"form": form, "written": written, "lacking": lacking_texts(found, newest_score(found))}
    return page(request, found, "conclusion", context, status)


@step("conclusion")
def save_texts(request: HttpRequest, evaluation: Evaluation) -> str | HttpResponse:
    form = TextsForm(request.POST)
    if form.is_valid():
        try:
            concluding.save_texts(request.user, evaluation.pk, version_of(request), form.cleaned_data)
            return _("The texts are saved.")
        except ChangedMeanwhile:
            evaluation.refresh_from_db()
            tell_changed(form)
    return _conclusion(request, evaluation, form, 422)


@step("evaluation")
def conclude(request: HttpRequest, evaluation: Evaluation) -> str:
    concluding.conclude(request.user, evaluation.pk, timezone.localdate(), version_of(request))
    return _("The conclusion is with the body; it may object until the term ends.")


@step("evaluation")
def finish(request: HttpRequest, evaluation: Evaluation) -> str:
    concluding.finish(request.user, evaluation.pk, timezone.localdate())
    return _("The final conclusion is sent; the score is public.")
