"""Signing and submitting: the text is kept and signed, the number given, and the workflow moves on."""

import secrets
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from infra_support import applicant_phrases as words
from infra_support.choices import ApplicantKind, EligibilityState
from infra_support.draft_queries import priorities
from infra_support.models import Application, EligibilityLine
from infra_support.permissions import is_applicant
from infra_support.rules.eligibility import SAID_BY_APPLICANT, Facts, check_list
from infra_support.rules.oked import is_priority
from infra_support.rules.workflow import Action, Condition, Step
from infra_support.services.canonical import digest_now, keep_text
from infra_support.services.checking import problems_of
from infra_support.services.conditions import condition
from infra_support.services.draft_exceptions import DraftRefused
from infra_support.services.past_support import results_reached, was_supported
from infra_support.services.workflow import Given, locked, move
from rss_portal.access import Reason, decide, require
from rss_portal.signing import purposes
from rss_portal.signing.models import SignatureRecord, SignatureRequest
from rss_portal.signing.services import Expected, accepted_record, request_signature
from settlements.models import Territory

PURPOSE = "support.application"
CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # without those that are taken for one another
CODE_LENGTH = 8
LABEL = _("Application for infrastructure support")


def ask_for_signature(user: Any, application: Application) -> SignatureRequest:
    """The request to sign the application as it is now. Raises `Refused`, and `DraftRefused` while something is
    missing or wrong in it."""
    require(user, "support.sign_application", application)
    if problems_of(application):
        raise DraftRefused(words.HAS_PROBLEMS)
    text = keep_text(application)
    title = gettext("Application for infrastructure support: %(name)s") % {"name": application.project_name}
    return request_signature(
        user,
        PURPOSE,
        application.pk,
        bytes(text.content),
        title=title,
        expected=expected_signer(application),
        next_url=reverse("support:submitted", args=[application.public_id]),
    )


def expected_signer(application: Application) -> Expected:
    """Whose certificate signs: the entrepreneur's IIN; of a legal entity its BIN, and the head's IIN."""
    if application.applicant_kind == ApplicantKind.LEGAL:
        return Expected(iin=application.head_iin, bin=application.bin)
    return Expected(iin=application.iin)


def submit_signed(user: Any, record: SignatureRecord) -> None:
    """What follows from an accepted signature, in its transaction: number, time, code, check list, the step."""
    application = Application.objects.get(pk=record.request.object_key)
    submit(user, application)


@transaction.atomic
def submit(user: Any, application: Application) -> Application:
    """Register the signed application and submit it. Raises `Refused`, and `StepRefused` with what is missing."""
    held = locked(application.pk)
    require(user, "support.submit", held)
    held.registered_at = timezone.now()
    held.number = next_number(held.region, held.registered_at.year)
    held.access_code = "".join(secrets.choice(CODE_LETTERS) for _n in range(CODE_LENGTH))
    held.save(update_fields=["registered_at", "number", "access_code"])
    fill_check_list(held)
    return move(user, held, Action.SUBMIT, Given())


def next_number(region: Territory, year: int) -> str:
    """The next registration number of REGION in YEAR: region, year, five digits. The region's row is locked, so
    that two who submit at once get two numbers."""
    Territory.objects.select_for_update(of=("self",)).get(pk=region.pk)
    start = f"{region.pk[:2]}-{year}-"
    last = Application.objects.filter(number__startswith=start).aggregate(last=Max("number"))["last"]
    count = int(last.removeprefix(start)) + 1 if last else 1
    return f"{start}{count:05d}"


def facts_of(application: Application) -> Facts:
    """What is known for the check list before the coordinator looks."""
    day = timezone.localdate()
    said = application.eligibility.filter(code__in=SAID_BY_APPLICANT).values_list("code", "state")
    held = priorities(application.region, day).values_list("oked", flat=True)
    return Facts(
        programme=application.priority,
        oked=application.oked,
        priority_oked=is_priority(application.oked, held),
        shared=application.kinds.filter(shared=True).exists(),
        shared_users=application.shared_users,
        supported=was_supported(application.enterprise, day.year - 1),
        results_reached=results_reached(application.enterprise, day.year - 1),
        said={code: state == EligibilityState.MET for code, state in said if state != EligibilityState.UNKNOWN},
    )


def fill_check_list(application: Application) -> None:
    """The lines as the portal and the applicant know them; none of them is checked by that."""
    for code, state in check_list(facts_of(application)).items():
        EligibilityLine.objects.update_or_create(application=application, code=code, defaults={"state": state})


@condition(Condition.FORM_RIGHT)
def form_right(application: Application, step: Step, given: Given) -> Reason | None:
    return words.HAS_PROBLEMS if problems_of(application) else None


@condition(Condition.SIGNED)
def signed_as_it_is(application: Application, step: Step, given: Given) -> Reason | None:
    """The newest accepted signature is over the very bytes that the application gives now."""
    record = accepted_record(PURPOSE, application.pk)
    if record is None:
        return words.NOT_SIGNED
    return None if record.request.content_sha256 == digest_now(application) else words.NO_TEXT


def may_see_signature(user: Any, object_key: str) -> bool:
    """Who may open the record of the signature: the applicant's people, and staff who review the application."""
    application = Application.objects.filter(pk=object_key).select_related("region").first()
    if application is None:
        return False
    return is_applicant(user, application) or bool(decide(user, "support.review_application", application))


def register_purpose() -> None:
    """Called when the portal starts."""
    purposes.register(purposes.Purpose(PURPOSE, LABEL, submit_signed, may_see_signature))
