"""The way of a project through the budget: request, opinion, commission, maslikhat, resolution (p.25-27)."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from infra_support.choices import ApplicationState, CouncilDecision, Verdict
from infra_support.choices import BudgetStage as B
from infra_support.models import AgendaItem, Application, BudgetCase, BudgetPackage, CouncilMeeting
from infra_support.rules.workflow import Action, ClockKind
from infra_support.services.clocks import start_clock
from infra_support.services.exceptions import StepRefused
from infra_support.services.workflow import locked, move
from rss_portal.access import require
from rss_portal.changelog.services import log_change, open_change_set

OBJECT = "infra_support.budgetcase"
NOTHING_TO_FORWARD = _("No approved project of this meeting waits to be forwarded.")
NO_PROTOCOL = _("Sign the protocol first: it is part of the package (p.25).")
WRONG_STAGE = _("The application is not at this stage of the budget.")
TEXT_NEEDED = _("A negative answer needs its reasons.")
BEFORE_MASLIKHAT = _("The resolution cannot be older than the maslikhat's decision.")

# what each record of the budget's way is: from which stages, to which, and its fields
FIELDS: dict[B, tuple[tuple[B, ...], tuple[str, ...]]] = {
    B.PLANNING: (
        (B.RECEIVED, B.NOT_EXAMINED),
        ("programme_code", "year", "amount", "request_number", "sent_to_planning_on"),
    ),
    B.DECIDED: ((B.OPINION,), ("commission", "commission_on", "commission_number", "commission_text")),
    B.MASLIKHAT: ((B.DECIDED,), ("maslikhat_on", "maslikhat_number")),
    B.RESOLVED: ((B.MASLIKHAT,), ("resolution_on", "resolution_number")),
}


@transaction.atomic
def forward_package(user: Any, meeting: CouncilMeeting) -> BudgetPackage:
    """Send every approved project of MEETING that was not sent yet: project list, documents and protocol (p.25).
    Raises `Refused` and `StepRefused`."""
    require(user, "support.forward_package", meeting)
    meeting = CouncilMeeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if not meeting.protocol_signed_at:
        raise StepRefused(NO_PROTOCOL)
    approved = AgendaItem.objects.filter(
        meeting=meeting, decision=CouncilDecision.APPROVED, application__state=ApplicationState.APPROVED
    )
    waiting = [item.application for item in approved.select_related("application").order_by("position")]
    if not waiting:
        raise StepRefused(NOTHING_TO_FORWARD)
    package = BudgetPackage.objects.create(region_id=meeting.region_id, meeting=meeting, sent_by=user)
    for application in waiting:
        BudgetCase.objects.create(application=application, package=package)
        move(user, application, Action.FORWARD)
    return package


def send_to_planning(user: Any, application: Application, values: Mapping[str, Any]) -> BudgetCase:
    """The budget request with this project goes to the planning authority (p.26 1))."""
    return _keep(user, application, B.PLANNING, values)


def record_commission(user: Any, application: Application, values: Mapping[str, Any]) -> BudgetCase:
    """The budget commission's decision, which the planning authority made known (p.26 3))."""
    if values["commission"] == Verdict.NEGATIVE and not values.get("commission_text", "").strip():
        raise StepRefused(TEXT_NEEDED, "commission_text")
    return _keep(user, application, B.DECIDED, values)


def record_maslikhat(user: Any, application: Application, values: Mapping[str, Any]) -> BudgetCase:
    """The maslikhat has approved the local budget: fourteen calendar days for the akimat's resolution (p.27)."""

    def start(held: Application, case: BudgetCase) -> None:
        start_clock(held, ClockKind.RESOLUTION, values["maslikhat_on"])

    return _keep(user, application, B.MASLIKHAT, values, start)


@transaction.atomic
def fund(user: Any, application: Application, values: Mapping[str, Any]) -> Application:
    """The akimat's resolution: the project is funded (p.27). Raises `Refused` and `StepRefused`."""
    case = BudgetCase.objects.get(application=application)
    if case.maslikhat_on and values["resolution_on"] < case.maslikhat_on:
        raise StepRefused(BEFORE_MASLIKHAT, "resolution_on")
    _keep(user, application, B.RESOLVED, values)
    return move(user, application, Action.FUND)


@transaction.atomic
def give_opinion(user: Any, application: Application, values: Mapping[str, Any]) -> BudgetCase:
    """The planning authority's opinion, or with an empty one the return unexamined (p.26 1)-2)).
    Raises `Refused` and `StepRefused`."""
    held = locked(application.pk)
    require(user, "support.give_opinion", held)
    case = BudgetCase.objects.select_for_update().get(application=held)
    text = values.get("opinion_text", "").strip()
    if values["opinion"] != Verdict.POSITIVE and not text:
        raise StepRefused(TEXT_NEEDED, "opinion_text")
    stage = B.OPINION if values["opinion"] else B.NOT_EXAMINED
    return _write(user, held, case, stage, {**values, "opinion_text": text})


@transaction.atomic
def _keep(
    user: Any,
    application: Application,
    stage: B,
    values: Mapping[str, Any],
    after: Callable[[Application, BudgetCase], None] | None = None,
) -> BudgetCase:
    held = locked(application.pk)
    require(user, "support.keep_budget", held)
    case = BudgetCase.objects.select_for_update().filter(application=held).first()
    before, names = FIELDS[stage]
    if case is None or case.stage not in before:
        raise StepRefused(WRONG_STAGE)
    case = _write(user, held, case, stage, {name: values[name] for name in names})
    if after:
        after(held, case)
    return case


def _write(user: Any, held: Application, case: BudgetCase, stage: B, values: Mapping[str, Any]) -> BudgetCase:
    old = {name: str(getattr(case, name) or "") for name in (*values, "stage")}
    for name, value in values.items():
        setattr(case, name, value)
    case.stage = stage
    case.save()
    new = {name: str(getattr(case, name) or "") for name in old}
    change_set = open_change_set(f"support.budget.{stage}", actor=user, territory_code=held.region_id)
    log_change(change_set, OBJECT, held.pk, old, new)
    return case
