"""Drafts, checks field by field, documents, signing and submitting."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone

from infra_support import applicant_phrases as words
from infra_support.choices import ApplicationState, DocumentKind, EligibilityState
from infra_support.models import Application, CounterObligation, ProjectFact
from infra_support.rules.workflow import Action
from infra_support.services.canonical import canonical_text, keep_text
from infra_support.services.checking import problems_of, warnings_of
from infra_support.services.documents import attach_document, remove_document
from infra_support.services.draft_exceptions import ChangedMeanwhile, DraftRefused
from infra_support.services.drafts import save_draft, start_draft
from infra_support.services.exceptions import StepRefused
from infra_support.services.submission import ask_for_signature, submit
from infra_support.services.workflow import move
from rss_portal.access import Refused
from rss_portal.changelog.models import Change
from rss_portal.signing.choices import Reason
from rss_portal.signing.services import SignatureRefused, receive
from rss_portal.signing.standin.authority import Person, kept
from rss_portal.signing.standin.messages import sign
from tests.infra_support.applicant_world import (
    BIN,
    HEAD_IIN,
    IIN,
    ApplicantWorld,
    full_draft,
    make_applicants,
    pdf,
    sign_and_submit,
    signer,
)
from tests.infra_support.bad_files import BAD_FILES

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> ApplicantWorld:
    return make_applicants()


def problem(world: ApplicantWorld, application: Application, **values: Any) -> dict[str, Any]:
    """What is wrong after VALUES were saved; the application is right otherwise."""
    who = "owner" if application.enterprise_id == world.individual.pk else "head"
    saved = save_draft(world.people[who], application, values)
    return problems_of(Application.objects.get(pk=saved.pk))


@pytest.mark.parametrize("who", ["head", "owner"])
def test_a_full_draft_has_no_problems(world: ApplicantWorld, who: str) -> None:
    assert problems_of(full_draft(world, who)) == {}


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("head_name", "", words.NEEDED),
        ("head_iin", "900101300018", words.NUMBER_PROBLEMS["control"]),
        ("head_iin", "900231300017", words.NUMBER_PROBLEMS["date"]),
        ("head_iin", "123", words.NUMBER_PROBLEMS["digits"]),
        ("bin", "990970003030", words.NUMBER_PROBLEMS["kind"]),
        ("bin", "100140000003", words.OTHER_NUMBER),
        ("bank_bin", "100140000004", words.NUMBER_PROBLEMS["control"]),
        ("iik", "KZ87125KZT5004100100", words.WRONG_IIK),
        ("bic", "HSBK", words.WRONG_BIC),
        ("kbe", "1", words.WRONG_KBE),
        ("phone", "қоңырау", words.WRONG_PHONE),
        ("one_village", True, words.CRITERIA_NEEDED),
        ("place", "614030100", words.PLACE_OUTSIDE),
        ("kinds", [], words.NEEDED),
        ("oked", "00110", words.UNKNOWN_OKED),
        ("oked", "47110", words.NOT_PRIORITY),
        ("support_months", 37, words.TOO_LONG),
        ("construction_cost", None, words.NEEDED),
        ("employees", None, words.NEEDED),
        ("effect_jobs_forecast_2", None, words.EFFECT_NEEDED),
        ("line_no_debt", "", words.CHOOSE),
        ("line_no_debt", EligibilityState.NOT_MET, words.STANDS_IN_WAY),
        ("tick_true", False, words.TICK_NEEDED),
    ],
)
def test_each_check_names_its_field(world: ApplicantWorld, field: str, value: Any, reason: Any) -> None:
    assert problem(world, full_draft(world), **{field: value}) == {field: reason}


def test_dates_of_an_individual_do_not_lie_in_the_future(world: ApplicantWorld) -> None:
    found = problem(world, full_draft(world, "owner"), identity_date=date(2099, 1, 1), start_date=None)
    assert found == {"identity_date": words.IN_FUTURE, "start_date": words.NEEDED}


def test_a_project_in_an_oblast_centre_states_its_profile(world: ApplicantWorld) -> None:
    application = full_draft(world)
    assert problem(world, application, place="111010000") == {"profile_direction": words.PROFILE_NEEDED}
    assert problem(world, application, profile_direction="Азық-түлік") == {}


def test_a_shared_object_needs_three_users(world: ApplicantWorld) -> None:
    application = full_draft(world)
    assert problem(world, application, kinds=["production.food"], shared_users=2) == {"shared_users": words.FEW_USERS}
    assert problem(world, application, shared_users=3) == {}


def test_a_programme_makes_any_activity_a_priority_and_first_in_the_queue(world: ApplicantWorld) -> None:
    application = full_draft(world)
    assert problem(world, application, oked="47110", auyl_amanaty=True) == {}
    assert Application.objects.get(pk=application.pk).priority


def test_a_missing_study_needs_its_ground(world: ApplicantWorld) -> None:
    application = full_draft(world)
    assert problem(world, application, feasibility_ground="") == {"document_feasibility": words.FEASIBILITY_NEEDED}
    attach_document(world.people["head"], application, DocumentKind.FEASIBILITY, pdf())
    assert problems_of(application) == {}


def test_construction_above_the_project_is_a_warning_only(world: ApplicantWorld) -> None:
    application = full_draft(world)
    assert problem(world, application, construction_cost=Decimal("999999")) == {}
    assert warnings_of(Application.objects.get(pk=application.pk)) == {"construction_cost": words.CONSTRUCTION_ABOVE}


def test_what_cannot_be_read_is_kept_as_typed_and_told(world: ApplicantWorld) -> None:
    application = full_draft(world)
    saved = save_draft(world.people["head"], application, {}, {"construction_cost": "қырық мың"})
    assert problems_of(saved) == {"construction_cost": words.NOT_NUMBER}
    saved = save_draft(world.people["head"], saved, {"construction_cost": Decimal(40000)})
    assert (problems_of(saved), saved.typed) == ({}, "")


def test_two_windows_do_not_overwrite_each_other(world: ApplicantWorld) -> None:
    application = full_draft(world)
    save_draft(world.people["helper"], application, {"sector": "Екінші"}, seen_version=application.version)
    with pytest.raises(ChangedMeanwhile):
        save_draft(world.people["head"], application, {"sector": "Бірінші"}, seen_version=application.version)
    assert Application.objects.get(pk=application.pk).sector == "Екінші"


def test_the_next_application_takes_over_applicant_and_bank(world: ApplicantWorld) -> None:
    first = full_draft(world)
    second = start_draft(world.people["helper"], world.legal, world.country["north"])
    assert (second.bin, second.iik, second.head_name, second.project_name) == (BIN, first.iik, first.head_name, "")


def test_strangers_neither_begin_nor_change_nor_sign(world: ApplicantWorld) -> None:
    application = full_draft(world)
    stranger = world.people["stranger"]
    for refused in (
        lambda: start_draft(stranger, world.legal, world.country["north"]),
        lambda: save_draft(stranger, application, {"sector": "x"}),
        lambda: attach_document(stranger, application, DocumentKind.DESIGN, pdf()),
        lambda: remove_document(stranger, application.documents.first()),
        lambda: ask_for_signature(stranger, application),
        lambda: ask_for_signature(world.people["helper"], application),
        lambda: move(stranger, application, Action.WITHDRAW),
    ):
        with pytest.raises(Refused):
            refused()


# --- documents ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", BAD_FILES)
def test_a_file_that_is_no_harmless_pdf_is_refused_by_its_content(world: ApplicantWorld, code: str) -> None:
    application = full_draft(world)
    with pytest.raises(DraftRefused) as refusal:
        attach_document(world.people["head"], application, DocumentKind.FEASIBILITY, BAD_FILES[code]())
    assert str(refusal.value) == str(words.PDF_PROBLEMS[code.split()[0]])
    assert application.documents.count() == 2


def test_a_file_above_the_limit_is_refused_with_both_sizes(world: ApplicantWorld) -> None:
    application = full_draft(world)
    with override_settings(DOCUMENT_MAX_BYTES=100), pytest.raises(DraftRefused):
        attach_document(world.people["head"], application, DocumentKind.FEASIBILITY, pdf())


def test_a_document_is_kept_under_a_random_name_and_goes_with_its_file(
    world: ApplicantWorld, django_capture_on_commit_callbacks: Any
) -> None:
    application = full_draft(world)
    kept = attach_document(world.people["head"], application, DocumentKind.FEASIBILITY, pdf("ТЭН құпия.pdf", pages=3))
    assert (kept.pages, "ТЭН" in str(kept.file.name)) == (3, False)
    storage, name = kept.file.storage, kept.file.name
    with django_capture_on_commit_callbacks(execute=True):
        remove_document(world.people["head"], kept)
    assert not storage.exists(name)


# --- signing ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["rsa", "gost"])
@pytest.mark.parametrize("who", ["head", "owner"])
def test_a_signed_application_is_registered_and_submitted(world: ApplicantWorld, who: str, kind: str) -> None:
    application = full_draft(world, who)
    sign_and_submit(world, application, who, kind=kind)
    application.refresh_from_db()
    assert application.state == ApplicationState.SUBMITTED
    assert application.number and application.number.startswith("11-") and application.number.endswith("-00001")
    assert len(application.access_code) == 8
    assert application.eligibility.count() == 7
    assert not application.eligibility.exclude(checked_at=None).exists()
    assert application.clocks.filter(kind="review", stopped_at=None).exists()


def test_numbers_follow_one_another_in_the_region(world: ApplicantWorld) -> None:
    first, second = full_draft(world), full_draft(world, "owner")
    sign_and_submit(world, first)
    sign_and_submit(world, second, "owner")
    second.refresh_from_db()
    assert second.number and second.number.endswith("-00002")


@pytest.mark.parametrize(
    ("person", "reason"),
    [
        (Person("БАСҚА", "АДАМ", "100140000003", BIN, "«Сүт өңдеу» ЖШС", "head"), Reason.OTHER_PERSON),
        (Person("АСАНОВ", "АСАН", HEAD_IIN, "100140000003", "Басқа", "head"), Reason.OTHER_ORGANISATION),
        (Person("АСАНОВ", "АСАН", HEAD_IIN), Reason.NO_ORGANISATION),
    ],
)
def test_another_persons_or_organisations_certificate_is_refused(
    world: ApplicantWorld, person: Person, reason: Reason
) -> None:
    application = full_draft(world)
    with pytest.raises(SignatureRefused) as refusal:
        sign_and_submit(world, application, person=person)
    assert reason in refusal.value.reasons
    application.refresh_from_db()
    assert (application.state, application.number) == (ApplicationState.DRAFT, None)


def test_the_bytes_of_another_application_are_refused(world: ApplicantWorld) -> None:
    application, other = full_draft(world), full_draft(world)
    with pytest.raises(SignatureRefused) as refusal:
        sign_and_submit(world, application, content=canonical_text(other))
    assert {Reason.OTHER_CONTENT, Reason.DIGEST_DIFFERS} & set(refusal.value.reasons)


def test_an_incomplete_application_is_not_given_to_be_signed(world: ApplicantWorld) -> None:
    application = full_draft(world)
    save_draft(world.people["head"], application, {"iik": ""})
    with pytest.raises(DraftRefused):
        ask_for_signature(world.people["head"], Application.objects.get(pk=application.pk))


def test_without_a_signature_nothing_is_submitted(world: ApplicantWorld) -> None:
    application = full_draft(world)
    with pytest.raises(StepRefused, match=str(words.NOT_SIGNED)):
        submit(world.people["head"], application)
    application.refresh_from_db()
    assert (application.state, application.number) == (ApplicationState.DRAFT, None)


def test_a_change_makes_a_new_version_of_the_text_and_the_same_text_none(world: ApplicantWorld) -> None:
    application = full_draft(world)
    first = keep_text(application)
    assert keep_text(application) == first
    save_draft(world.people["head"], application, {"sector": "Басқа"})
    second = keep_text(Application.objects.get(pk=application.pk))
    assert (second.number, second.sha256 != first.sha256) == (2, True)
    assert bytes(first.content) != bytes(second.content)


def test_a_signed_text_does_not_serve_for_a_changed_application(world: ApplicantWorld) -> None:
    application = full_draft(world)
    request = ask_for_signature(world.people["head"], application)
    save_draft(world.people["head"], application, {"sector": "Басқа"})
    issued = kept("rsa", settings.SIGNING_STAND_IN_DIR).issue(signer(world))
    with pytest.raises(StepRefused, match=str(words.NO_TEXT)):
        receive(world.people["head"], request, sign(bytes(request.content), [issued]))
    application.refresh_from_db()
    assert application.state == ApplicationState.DRAFT


def test_a_submitted_application_can_no_longer_be_changed(world: ApplicantWorld) -> None:
    application = full_draft(world)
    sign_and_submit(world, application)
    with pytest.raises(Refused):
        save_draft(world.people["head"], application, {"sector": "Басқа"})
    with pytest.raises(Refused):
        attach_document(world.people["head"], application, DocumentKind.DESIGN, pdf())


def test_results_of_last_year_that_were_not_reached_stand_in_the_check_list(world: ApplicantWorld) -> None:
    earlier, year = full_draft(world), timezone.localdate().year - 1
    CounterObligation.objects.create(application=earlier, year=year, kind="taxes", planned=Decimal(10))
    ProjectFact.objects.create(application=earlier, year=year, kind="taxes", value=Decimal(9))
    application = full_draft(world)
    sign_and_submit(world, application)
    assert application.eligibility.get(code="results_reached").state == EligibilityState.NOT_MET


def test_the_change_log_names_fields_and_no_personal_data(world: ApplicantWorld) -> None:
    sign_and_submit(world, full_draft(world))
    logged = " ".join(f"{change.old} {change.new}" for change in Change.objects.all())
    for secret in (IIN, HEAD_IIN, "KZ86125", "+7 701", "Абай к-сі"):
        assert secret not in logged
