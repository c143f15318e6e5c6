"""After the money is given: financing plan, agreement with counter-obligations, completion, longer support."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from infra_support.choices import ApplicationState as S
from infra_support.choices import ClockKind
from infra_support.models import (
    Application,
    Completion,
    CounterObligation,
    FinancingLine,
    FinancingPlan,
    SupportAgreement,
    SupportExtension,
)
from infra_support.rules.support_term import MONTHS_MOST, extension_allowed, support_until, term_allowed
from infra_support.rules.workflow import Action
from infra_support.services.clocks import start_clock, stop_clocks
from infra_support.services.exceptions import StepRefused
from infra_support.services.workflow import locked, move
from rss_portal.access import require
from rss_portal.changelog.services import log_change, open_change_set

NOT_FUNDED = _("The project is not funded yet.")
POSTED_ALREADY = _("The financing plan is posted already.")
NO_PLAN = _("Record the approved financing plan first.")
NO_LINES = _("A financing plan has at least one amount.")
TERM_TOO_LONG = _("The term of support is from 1 to %(most)s months (p.7).")
NOT_COMPLETED = _("The project is not completed yet.")
NOT_LATER = _("The new day must be later than the present end of support.")
AFTER_FUNDING = (S.FUNDED, S.IN_PROGRESS)


@transaction.atomic
def approve_plan(
    user: Any, application: Application, approved_on: date, number: str, lines: Mapping[date, Decimal]
) -> FinancingPlan:
    """The individual financing plan is approved: three working days to post it (p.17). Raises `Refused`,
    `StepRefused` and `MissingYear`."""
    held = _held(user, "support.keep_budget", application, AFTER_FUNDING, NOT_FUNDED)
    plan = FinancingPlan.objects.filter(application=held).first()
    if plan and plan.posted_at:
        raise StepRefused(POSTED_ALREADY)
    if not lines:
        raise StepRefused(NO_LINES)
    values = {"approved_on": approved_on, "number": number}
    plan, _made = FinancingPlan.objects.update_or_create(application=held, defaults=values)
    plan.lines.all().delete()
    FinancingLine.objects.bulk_create(
        FinancingLine(plan=plan, month=month, amount=amount) for month, amount in sorted(lines.items())
    )
    start_clock(held, ClockKind.FINANCING_PLAN, approved_on)
    _log(user, held, "support.plan.approve", {}, {"approved_on": approved_on.isoformat(), "number": number})
    return plan


@transaction.atomic
def post_plan(user: Any, application: Application) -> FinancingPlan:
    """Post the financing plan where everybody reads it (p.17). Raises `Refused` and `StepRefused`."""
    held = _held(user, "support.keep_budget", application, AFTER_FUNDING, NOT_FUNDED)
    plan = FinancingPlan.objects.select_for_update().filter(application=held).first()
    if plan is None:
        raise StepRefused(NO_PLAN)
    if plan.posted_at:
        raise StepRefused(POSTED_ALREADY)
    plan.posted_at, plan.posted_by = timezone.now(), user
    plan.save(update_fields=["posted_at", "posted_by"])
    stop_clocks(held, [ClockKind.FINANCING_PLAN])
    _log(user, held, "support.plan.post", {}, {"posted": True})
    return plan


@transaction.atomic
def make_agreement(
    user: Any, application: Application, number: str, signed_on: date, obligations: Iterable[Mapping[str, Any]]
) -> Application:
    """The agreement with its counter-obligations (dicts of year, kind, planned, text): implementation begins.
    Raises `Refused` and `StepRefused`."""
    held = _held(user, "support.keep_agreement", application, (S.FUNDED,), NOT_FUNDED)
    SupportAgreement.objects.update_or_create(application=held, defaults={"number": number, "signed_on": signed_on})
    held.obligations.all().delete()
    CounterObligation.objects.bulk_create(CounterObligation(application=held, **one) for one in obligations)
    _log(user, held, "support.agreement", {}, {"number": number, "signed_on": signed_on.isoformat()})
    return move(user, held, Action.BEGIN)


@transaction.atomic
def complete(user: Any, application: Application, commissioned_on: date, act_number: str, months: int) -> Application:
    """The object is commissioned and support runs for MONTHS, at most 36 (p.7). Raises `Refused`, `StepRefused`."""
    held = locked(application.pk)
    require(user, "support.complete", held)
    if not term_allowed(months):
        raise StepRefused(TERM_TOO_LONG % {"most": MONTHS_MOST}, "months")
    until = support_until(commissioned_on, months)
    values = {"commissioned_on": commissioned_on, "act_number": act_number, "months": months, "until": until}
    Completion.objects.update_or_create(application=held, defaults=values)
    return move(user, held, Action.COMPLETE)


@transaction.atomic
def extend_support(
    user: Any, application: Application, until: date, consent_number: str, consent_on: date
) -> SupportExtension:
    """A longer term of support with the consent of the local executive body (p.7). Raises `Refused`, `StepRefused`."""
    held = _held(user, "support.keep_budget", application, (S.COMPLETED,), NOT_COMPLETED)
    completion = Completion.objects.select_for_update().get(application=held)
    old = completion.until
    if not extension_allowed(old, until, consent=bool(consent_number.strip())):
        raise StepRefused(NOT_LATER, "until")
    completion.until = until
    completion.save(update_fields=["until"])
    _log(user, held, "support.extend", {"until": old.isoformat()}, {"until": until.isoformat()})
    return SupportExtension.objects.create(
        completion=completion, old_until=old, until=until, consent_number=consent_number.strip(),
        consent_on=consent_on, made_by=user,
    )  # fmt: skip


def _held(user: Any, action: str, application: Application, states: tuple[S, ...], reason: Any) -> Application:
    held = locked(application.pk)
    require(user, action, held)
    if held.state not in states:
        raise StepRefused(reason)
    return held


def _log(user: Any, held: Application, action: str, old: dict[str, Any], new: dict[str, Any]) -> None:
    change_set = open_change_set(action, actor=user, territory_code=held.region_id)
    log_change(change_set, "infra_support.application", held.pk, old, new)
