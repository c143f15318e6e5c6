"""What a person can do with an application now: one panel an action, with its form and the service behind it.

The page draws the panels, the address of a panel takes what was typed; both ask `panels_of`, so that what is not
offered is not done either.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from infra_support.choices import ApplicationState as S
from infra_support.choices import BudgetStage as B
from infra_support.forms import budget as budget_forms
from infra_support.forms import review as review_forms
from infra_support.models import Application
from infra_support.phrases import CHANGED_MEANWHILE
from infra_support.rules.workflow import Action, find_step
from infra_support.services import budget, funding, signatures
from infra_support.services.exceptions import StepRefused
from infra_support.services.workflow import Given, move
from infra_support.workflow_phrases import BUTTONS
from rss_portal.access import Reason, decide

Run = Callable[[Any, Application, Any], Any]


@dataclass(frozen=True)
class Panel:
    """One action. `when` tells the stage; `permission` is the rule of access that the service asks too."""

    code: str
    title: Reason
    permission: str
    run: Run
    form_class: type[forms.Form] = review_forms.StepForm
    when: Callable[[Application], bool] = lambda application: True
    hint: Reason = ""
    danger: bool = False
    arguments: Callable[[Application], dict[str, Any]] = lambda application: {}

    def form(self, application: Application, data: Any = None) -> Any:
        """The form of the panel, bound to DATA when it is given; its fields are apart from the other panels'."""
        options: dict[str, Any] = {"auto_id": f"id_{self.code}_%s", "initial": {"seen_version": application.version}}
        return self.form_class(data, **options, **self.arguments(application))


def _stage(*stages: B) -> Callable[[Application], bool]:
    """Whether the application stands at one of STAGES of the budget."""

    def at_stage(application: Application) -> bool:
        case = getattr(application, "budget", None)
        return case is not None and case.stage in stages

    return at_stage


def _in(*states: S) -> Callable[[Application], bool]:
    return lambda application: application.state in states


def _step(action: Action, **more: Any) -> Panel:
    """A panel of the table's step ACTION."""

    def run(user: Any, application: Application, form: Any) -> Any:
        data = form.cleaned_data
        given = Given(data.get("reason", ""), tuple(data.get("reason_codes", ())))
        return move(user, application, action, given, seen_version=data.get("seen_version"))

    when = more.pop("when", lambda application: True)
    return Panel(
        code=action.value,
        title=BUTTONS[action],
        permission=f"support.{action}",
        run=run,
        when=lambda application: find_step(action, application.state) is not None and when(application),
        **more,
    )


def _record(service: Callable[[Any, Application, Any], Any]) -> Run:
    """A service that takes the cleaned values of its form."""
    return lambda user, application, form: service(
        user, application, {name: value for name, value in form.cleaned_data.items() if name != "seen_version"}
    )


def _approve_plan(user: Any, application: Application, form: Any) -> Any:
    data = form.cleaned_data
    return funding.approve_plan(user, application, data["approved_on"], data["number"], form.lines())


def _make_agreement(user: Any, application: Application, form: Any) -> Any:
    data = form.cleaned_data
    return funding.make_agreement(user, application, data["number"], data["signed_on"], form.obligations())


def _complete(user: Any, application: Application, form: Any) -> Any:
    data = form.cleaned_data
    return funding.complete(user, application, data["commissioned_on"], data["act_number"], data["months"])


def _extend(user: Any, application: Application, form: Any) -> Any:
    data = form.cleaned_data
    return funding.extend_support(user, application, data["until"], data["consent_number"], data["consent_on"])


def _plan_waits(application: Application) -> bool:
    plan = getattr(application, "financing_plan", None)
    return application.state in funding.AFTER_FUNDING and (plan is None or plan.posted_at is None)


def _plan_to_post(application: Application) -> bool:
    return _plan_waits(application) and hasattr(application, "financing_plan")


def _amount_of(application: Application) -> dict[str, Any]:
    case = getattr(application, "budget", None)
    return {"amount": case.amount if case else None}


def _ask_for_acceptance(user: Any, application: Application, form: Any) -> Any:
    if form.cleaned_data.get("seen_version") not in (None, application.version):
        raise StepRefused(CHANGED_MEANWHILE)
    return signatures.ask_for_acceptance(user, application)


PANELS = (
    Panel(
        Action.ACCEPT.value,
        BUTTONS[Action.ACCEPT],
        f"support.{Action.ACCEPT}",
        _ask_for_acceptance,
        when=_in(S.SUBMITTED),
        hint=_("You sign the acceptance electronically; the term of 5 working days runs from the receipt (p.19)."),
    ),
    _step(
        Action.RECOMMEND,
        hint=_("Every line of the check list must be checked and met. The application joins the next agenda."),
    ),
    _step(Action.NOTIFY, hint=_("The applicant gets the letter about the council's decision (p.24).")),
    Panel(
        "planning",
        _("Send the budget request to the planning authority"),
        "support.keep_budget",
        _record(budget.send_to_planning),
        budget_forms.PlanningForm,
        _stage(B.RECEIVED, B.NOT_EXAMINED),
        _("p.26 1) of the rules"),
    ),
    Panel(
        "opinion",
        _("Opinion of the planning authority"),
        "support.give_opinion",
        _record(budget.give_opinion),
        budget_forms.OpinionForm,
        _stage(B.PLANNING),
        _("A request that does not meet the budget legislation is returned unexamined (p.26 1))."),
    ),
    Panel(
        "commission",
        _("Decision of the budget commission"),
        "support.keep_budget",
        _record(budget.record_commission),
        budget_forms.CommissionForm,
        _stage(B.OPINION),
        _("p.26 2)-3) of the rules"),
    ),
    _step(
        Action.INCLUDE,
        when=_stage(B.DECIDED),
        hint=_("Needs a positive opinion and a positive decision of the commission (p.26)."),
    ),
    Panel(
        "maslikhat",
        _("Approval of the local budget by the maslikhat"),
        "support.keep_budget",
        _record(budget.record_maslikhat),
        budget_forms.MaslikhatForm,
        lambda application: application.state == S.IN_BUDGET and _stage(B.DECIDED)(application),
        _("From this day the akimat has 14 calendar days for its resolution (p.27)."),
    ),
    Panel(
        "fund",
        _("Resolution of the akimat"),
        "support.fund",
        _record(budget.fund),
        budget_forms.ResolutionForm,
        _stage(B.MASLIKHAT),
        _("With it the project is funded (p.27)."),
    ),
    Panel(
        "plan",
        _("Individual financing plan"),
        "support.keep_budget",
        _approve_plan,
        budget_forms.PlanForm,
        _plan_waits,
        _("From its approval there are 3 working days to post it (p.17)."),
        arguments=_amount_of,
    ),
    Panel(
        "post",
        _("Post the financing plan"),
        "support.keep_budget",
        lambda user, application, form: funding.post_plan(user, application),
        when=_plan_to_post,
        hint=_("Everybody can read it then (p.17)."),
    ),
    Panel(
        "agreement",
        _("Agreement with counter-obligations"),
        "support.keep_agreement",
        _make_agreement,
        budget_forms.AgreementForm,
        _in(S.FUNDED),
        _("Counter-obligations follow the internal document of «Atameken» NCE (p.5)."),
    ),
    Panel(
        "complete",
        _("Act of acceptance and term of support"),
        "support.complete",
        _complete,
        budget_forms.CompletionForm,
        _in(S.IN_PROGRESS),
        _("Up to 36 months; a longer term needs the consent of the local executive body (p.7)."),
    ),
    Panel(
        "extend",
        _("Extend the term of support"),
        "support.keep_budget",
        _extend,
        budget_forms.ExtensionForm,
        _in(S.COMPLETED),
        _("With the consent of the local executive body (p.7)."),
    ),
    _step(Action.REFUSE, form_class=review_forms.RefusalForm, danger=True, hint=_("A refusal with reasons (p.20).")),
    _step(
        Action.RETURN,
        form_class=review_forms.ReturnForm,
        danger=True,
        when=_stage(B.OPINION, B.DECIDED),
        hint=_("After a negative opinion or a negative decision of the commission (p.26)."),
    ),
    _step(Action.WITHDRAW, danger=True, hint=_("The application ends; a new one can be filed later.")),
)


def panels_of(user: Any, application: Application) -> list[Panel]:
    """Panels of what USER may do with APPLICATION now, in the order of the page."""
    return [panel for panel in PANELS if panel.when(application) and decide(user, panel.permission, application)]


def find_panel(user: Any, application: Application, code: str) -> Panel | None:
    """The panel CODE when USER may use it now."""
    return next((panel for panel in panels_of(user, application) if panel.code == code), None)
