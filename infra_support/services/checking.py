"""What is missing or wrong in an application, field by field, in the words of the rules. Nothing is changed here."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils import timezone

from infra_support import applicant_phrases as words
from infra_support.choices import ApplicantKind, DocumentKind, EligibilityState, Tick
from infra_support.draft_queries import is_known_oked, priorities, typed_of, values_of
from infra_support.models import Application
from infra_support.rules import bank, contacts, identity, oked, project
from infra_support.rules.eligibility import SAID_BY_APPLICANT
from infra_support.steps import CRITERIA, EFFECT_COLUMNS, STEPS, FormStep, fields_of, step_of
from rss_portal.access import Reason

Problems = dict[str, Reason]
OPTIONAL = {"effect_other", "feasibility_ground", "profile_direction", "shared_users", "support_months", "bank_bin"}
REQUIRED_EFFECTS = ("jobs", "taxes", "output")


def problems_of(application: Application, *, today: date | None = None) -> Problems:
    """The first problem of every field that has one, by its name; empty when the application may be signed."""
    values = values_of(application)
    found: Problems = {}
    for check in CHECKS:
        for name, reason in check(application, values, today or timezone.localdate()):
            found.setdefault(name, reason)
    return found


def warnings_of(application: Application) -> Problems:
    """What is worth a second look and does not keep anybody from submitting."""
    above = project.construction_above_project(application.construction_cost, application.project_cost)
    return {"construction_cost": words.CONSTRUCTION_ABOVE} if above else {}


def problems_of_step(problems: Problems, step: FormStep) -> Problems:
    """Those of PROBLEMS whose field stands in STEP."""
    return {name: reason for name, reason in problems.items() if step_of(name) is step}


Found = Iterable[tuple[str, Reason]]
Check = Callable[[Application, dict[str, Any], date], Found]


def _unreadable(application: Application, values: dict[str, Any], today: date) -> Found:
    return ((name, words.NOT_NUMBER) for name in typed_of(application) if not name.endswith(("_date", "place")))


def _filled(application: Application, values: dict[str, Any], today: date) -> Found:
    """Every field of the form but the optional ones, the flags, the table, the ticks and the answers."""
    for step in STEPS:
        for name in fields_of(step, application.applicant_kind):
            apart = name.startswith(("effect_", "tick_", "line_")) or name in OPTIONAL
            if not apart and values.get(name) in (None, "", []):
                yield name, words.NEEDED


def _numbers(application: Application, values: dict[str, Any], today: date) -> Found:
    """IIN and BIN; the applicant's own is that of the registered enterprise."""
    judged = {"bin": identity.bin_problem, "bank_bin": identity.bin_problem, "head_iin": identity.iin_problem,
              "iin": identity.iin_problem}  # fmt: skip
    for name, judge in judged.items():
        if values[name] and (problem := judge(values[name])):
            yield name, words.NUMBER_PROBLEMS[problem]
    own = "bin" if application.applicant_kind == ApplicantKind.LEGAL else "iin"
    if values[own] and values[own] != application.enterprise.xin:
        yield own, words.OTHER_NUMBER


def _bank_and_phone(application: Application, values: dict[str, Any], today: date) -> Found:
    rules = {"iik": (bank.is_iik, words.WRONG_IIK), "bic": (bank.is_bic, words.WRONG_BIC),
             "kbe": (bank.is_kbe, words.WRONG_KBE)}  # fmt: skip
    for name, (right, reason) in rules.items():
        if values[name] and not right(values[name]):
            yield name, reason
    if values["phone"] and not contacts.plain_phone(values["phone"]):
        yield "phone", words.WRONG_PHONE


def _dates(application: Application, values: dict[str, Any], today: date) -> Found:
    for name in ("identity_date", "start_date"):
        if isinstance(values[name], date) and values[name] > today:
            yield name, words.IN_FUTURE


def _programmes(application: Application, values: dict[str, Any], today: date) -> Found:
    if values["one_village"] and not project.is_one_village(values[name] for name in CRITERIA):
        yield "one_village", words.CRITERIA_NEEDED


def _place(application: Application, values: dict[str, Any], today: date) -> Found:
    place = application.place
    if "place" in typed_of(application):
        yield "place", words.PLACE_UNKNOWN
    elif place is not None and application.region_id not in (place.pk, place.region_id):
        yield "place", words.PLACE_OUTSIDE
    if place is not None and project.needs_profile(place.pk) and not values["profile_direction"]:
        yield "profile_direction", words.PROFILE_NEEDED


def _activity(application: Application, values: dict[str, Any], today: date) -> Found:
    code = oked.plain_code(values["oked"] or "")
    if values["oked"] and not (code and not code.isalpha() and is_known_oked(code)):
        yield "oked", words.UNKNOWN_OKED
    elif code and not application.priority:
        held = priorities(application.region, today).values_list("oked", flat=True)
        if not oked.is_priority(code, held):
            yield "oked", words.NOT_PRIORITY


def _shared_use(application: Application, values: dict[str, Any], today: date) -> Found:
    shared = application.kinds.filter(shared=True).exists()
    if shared and not project.enough_users(application.shared_users):
        yield "shared_users", words.FEW_USERS
    if (application.support_months or 0) > project.SUPPORT_MONTHS:
        yield "support_months", words.TOO_LONG


def _effects(application: Application, values: dict[str, Any], today: date) -> Found:
    for kind in REQUIRED_EFFECTS:
        for column in EFFECT_COLUMNS:
            if values.get(f"effect_{kind}_{column}") is None:
                yield f"effect_{kind}_{column}", words.EFFECT_NEEDED


def _documents(application: Application, values: dict[str, Any], today: date) -> Found:
    kinds = set(application.documents.values_list("kind", flat=True))
    for kind in (DocumentKind.BUSINESS_PLAN, DocumentKind.DESIGN):
        if kind not in kinds:
            yield f"document_{kind}", words.DOCUMENT_NEEDED
    if DocumentKind.FEASIBILITY not in kinds and not application.feasibility_ground.strip():
        yield f"document_{DocumentKind.FEASIBILITY}", words.FEASIBILITY_NEEDED


def _answers(application: Application, values: dict[str, Any], today: date) -> Found:
    for code in SAID_BY_APPLICANT:
        answer = values.get(f"line_{code}", "")
        if answer not in (EligibilityState.MET, EligibilityState.NOT_MET):
            yield f"line_{code}", words.CHOOSE
        elif answer == EligibilityState.NOT_MET:
            yield f"line_{code}", words.STANDS_IN_WAY


def _ticks(application: Application, values: dict[str, Any], today: date) -> Found:
    return ((f"tick_{code}", words.TICK_NEEDED) for code in Tick.values if code not in application.ticks)


CHECKS: tuple[Check, ...] = (
    _unreadable, _filled, _numbers, _bank_and_phone, _dates, _programmes, _place, _activity, _shared_use, _effects,
    _documents, _answers, _ticks,
)  # fmt: skip
