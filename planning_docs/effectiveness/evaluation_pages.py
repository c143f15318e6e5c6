"""What every page of one evaluation has: the evaluation itself, its way, its tabs and what the person may do."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from planning_docs.effectiveness.choices import EvaluationState
from planning_docs.effectiveness.models import Evaluation
from planning_docs.effectiveness.permissions import is_evaluator
from planning_docs.effectiveness.queries import newest_score
from planning_docs.effectiveness.services.common import ChangedMeanwhile, StepRefused
from rss_portal.access import decide, require

SEE, INSIDE = "effectiveness.see", "effectiveness.inside"
WAY = (
    EvaluationState.SCHEDULED, EvaluationState.RECEIVED, EvaluationState.CONCLUDED, EvaluationState.OBJECTED,
    EvaluationState.FINAL,
)  # fmt: skip
TABS = (
    ("evaluation", gettext_lazy("Overview")),
    ("report", gettext_lazy("Report and re-verification")),
    ("marks", gettext_lazy("Marks of experts")),
    ("indicators", gettext_lazy("Goals and indicators")),
    ("influence", gettext_lazy("Coefficient of results")),
    ("trace", gettext_lazy("Calculation")),
    ("what_if", gettext_lazy("What costs points")),
    ("conclusion", gettext_lazy("Conclusion")),
    ("objections", gettext_lazy("Objections")),
    ("versions", gettext_lazy("Versions of the score")),
    ("printed", gettext_lazy("Forms")),
)
ACTIONS = (
    "receive", "evaluate", "compute", "mark", "object", "appoint", "sit", "sign_table", "see_decisions", "finish",
)  # fmt: skip


def evaluation_or_404(request: HttpRequest, body: str, year: int, action: str = INSIDE) -> Evaluation:
    """The newest evaluation of BODY and YEAR, when the person may do ACTION to it; 404, `Refused`."""
    known = Evaluation.objects.select_related("body", "evaluator", "edition", "successor__body")
    found = known.filter(body=body, year=year).order_by("-edition__act_date").first()
    evaluation = found or get_object_or_404(known, body=body, year=year)
    require(request.user, action, evaluation)
    return evaluation


def frame(request: HttpRequest, evaluation: Evaluation, tab: str) -> dict[str, Any]:
    """The context that the pages of an evaluation share."""
    inside = bool(decide(request.user, INSIDE, evaluation))
    return {
        "evaluation": evaluation,
        "body": evaluation.body,
        "year": evaluation.year,
        "way": way_of(evaluation),
        "tabs": [(f"effectiveness:{code}", label, code == tab) for code, label in TABS if _shown(evaluation, code)]
        if inside
        else [],
        "score": newest_score(evaluation),
        "inside": inside,
        "may": {action: bool(decide(request.user, f"effectiveness.{action}", evaluation)) for action in ACTIONS},
        "evaluates": is_evaluator(request.user, evaluation),
    }


def _shown(evaluation: Evaluation, code: str) -> bool:
    """Whether the tab means something for the kind of body."""
    return code != "influence" or evaluation.edition.parameters["scores"][evaluation.body_kind]["formula"] != "weighted"


def way_of(evaluation: Evaluation) -> list[tuple[str, str, bool]]:
    """Code, label and whether it is the present one, of the states that the evaluation passes."""
    if evaluation.state not in WAY:
        return [(evaluation.state, str(evaluation.get_state_display()), True)]
    return [(state.value, str(state.label), state == evaluation.state) for state in WAY]


def page(
    request: HttpRequest, evaluation: Evaluation, tab: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """The page of TAB."""
    return render(request, f"effectiveness/{tab}.html", {**frame(request, evaluation, tab), **context}, status=status)


TYPED_KEPT = gettext_lazy(
    "Somebody else changed this evaluation meanwhile. What you wrote is still here: look at the change in another tab, "
    "then save again."
)
Step = Callable[..., str | HttpResponseBase | None]


def step(back: str, action: str = INSIDE) -> Callable[[Step], Callable[..., HttpResponseBase]]:
    """A POST that takes a step: the sentence that it gives is said on the page BACK, a refusal as well."""

    def decorate(view: Step) -> Callable[..., HttpResponseBase]:
        @require_POST
        @wraps(view)
        def inner(request: HttpRequest, body: str, year: int, **more: Any) -> HttpResponseBase:
            evaluation = evaluation_or_404(request, body, year, action)
            try:
                said = view(request, evaluation, **more)
            except StepRefused as refused:
                messages.error(request, str(refused.reason))
            except ChangedMeanwhile:
                messages.error(request, _("Somebody else changed this evaluation meanwhile. Look and try again."))
            else:
                if isinstance(said, HttpResponseBase):
                    return said
                if said:
                    messages.success(request, said)
            return redirect(f"effectiveness:{back}", body, year)

        return inner

    return decorate


def tell_changed(form: Any, **now: Any) -> None:
    """Somebody else was quicker: what was typed stays in FORM, with what the person has seen by NOW."""
    form.data = form.data.copy()
    form.data.update({name: str(value) for name, value in now.items()})
    form.add_error(None, str(TYPED_KEPT))


def tell_errors(request: HttpRequest, form: Any) -> None:
    """Problems of a form that has no page of its own, with the names of its fields."""
    for name, errors in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        messages.error(request, f"{label}: {' '.join(errors)}" if label else " ".join(errors))


def version_of(request: HttpRequest) -> int:
    """The version of the evaluation that the person saw."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
