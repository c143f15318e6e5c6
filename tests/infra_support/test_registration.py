"""Self-registration, several people for one enterprise, following without an account, erasure on terms."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from infra_support.models import Application, Enterprise, EnterpriseMember, Invitation, JoinRequest, Registration
from infra_support.services import people
from infra_support.services.draft_exceptions import DraftRefused
from infra_support.services.submission import ask_for_signature
from rss_portal.access import Refused
from rss_portal.accounts.models import User
from rss_portal.changelog.models import Change
from rss_portal.signing.models import SignatureRecord, SignatureRequest
from tests.infra_support.applicant_world import (
    BIN,
    IIN,
    REGION,
    ApplicantWorld,
    full_draft,
    make_applicants,
    sign_and_submit,
)

pytestmark = pytest.mark.django_db
NEW_BIN, PASSWORD = "100140000003", "Ұзақ-құпия-2026"


@pytest.fixture
def world(db: None) -> ApplicantWorld:
    cache.clear()  # the count of forms of an hour
    return make_applicants()


def form(**more: Any) -> dict[str, Any]:
    page = Client().get("/support/register/").content.decode()
    opened = re.search(r'name="opened" value="([^"]+)"', page)
    assert opened
    return {
        "kind": "legal", "xin": NEW_BIN, "name": "«Жаңа» ЖШС", "region": REGION, "last_name": "Жаңаев",
        "first_name": "Жан", "email": "Zhana@example.kz", "opened": opened[1], **more,
    }  # fmt: skip


def letter_link(run_jobs: Any, pattern: str) -> str:
    run_jobs()
    found = re.search(rf"(/support/{pattern}/\S+)", mail.outbox[-1].body)
    assert found, mail.outbox[-1].body
    return found[1]


def registered(run_jobs: Any, **more: Any) -> Client:
    """A browser in which a person registered, opened the letter and chose a password."""
    assert Client().post("/support/register/", form(**more)).status_code == 302
    browser = Client()
    link = letter_link(run_jobs, "register")
    assert browser.get(link).status_code == 200
    answer = browser.post(link, {"password": PASSWORD, "again": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return browser


def test_an_entrepreneur_registers_confirms_and_stands_in_the_cabinet(world: ApplicantWorld, run_jobs: Any) -> None:
    browser = registered(run_jobs)
    person = User.objects.get(username="zhana@example.kz")
    enterprise = Enterprise.objects.get(name="«Жаңа» ЖШС")
    member = EnterpriseMember.objects.get(enterprise=enterprise, user=person)
    assert (member.head, member.may_sign, enterprise.account_number) == (True, True, f"JS-{enterprise.pk:08d}")
    assert "«Жаңа» ЖШС" in browser.get("/support/cabinet/").content.decode()
    assert not Registration.objects.exists()


def test_a_link_works_once_and_for_three_days(world: ApplicantWorld, run_jobs: Any) -> None:
    Client().post("/support/register/", form())
    link = letter_link(run_jobs, "register")
    Registration.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert Client().get(link).status_code == 404
    Registration.objects.update(expires_at=timezone.now() + timedelta(days=1))
    Client().post(link, {"password": PASSWORD, "again": PASSWORD})
    assert Client().get(link).status_code == 404


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"xin": "100140000004"}, "xin"),
        ({"kind": "individual", "xin": "900231300017"}, "xin"),
        ({"email": "no"}, "email"),
        ({"region": "x"}, "region"),
        ({"website": "http://spam"}, None),
        ({"opened": "forged"}, None),
    ],
)
def test_a_wrong_registration_is_told_beside_its_field(world: ApplicantWorld, change: Any, field: str | None) -> None:
    answer = Client().post("/support/register/", form(**change))
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {field or "__all__"}
    assert not Registration.objects.exists()


def test_a_known_address_gets_another_letter_and_the_page_does_not_tell(world: ApplicantWorld, run_jobs: Any) -> None:
    User.objects.filter(username="head").update(username="head@example.kz")
    unknown = Client().post("/support/register/", form())
    known = Client().post("/support/register/", form(email="HEAD@example.kz"))
    assert (unknown.status_code, unknown["Location"]) == (known.status_code, known["Location"])
    run_jobs()
    assert Registration.objects.count() == 1
    assert "/accounts/" in mail.outbox[-1].body


def test_more_than_ten_forms_an_hour_are_too_many(world: ApplicantWorld) -> None:
    answers = [Client().post("/support/register/", form(email=f"a{n}@example.kz")).status_code for n in range(11)]
    assert answers == [302] * 10 + [200]


def test_who_registers_with_a_known_number_waits_for_its_people(world: ApplicantWorld, run_jobs: Any) -> None:
    browser = registered(run_jobs, xin=BIN)
    asked = JoinRequest.objects.get()
    assert asked.enterprise == world.legal
    assert browser.get(f"/support/enterprises/{world.legal.pk}/").status_code == 403
    with pytest.raises(Refused):
        people.decide_join(world.people["helper"], asked, accept=True)
    people.decide_join(world.people["head"], asked, accept=True)
    assert browser.get(f"/support/enterprises/{world.legal.pk}/").status_code == 200


def test_an_invited_person_makes_an_account_and_joins(world: ApplicantWorld, run_jobs: Any, signed_in: Any) -> None:
    head = signed_in(world.people["head"])
    sent = head.post(f"/support/enterprises/{world.legal.pk}/invite/", {"email": "new@example.kz", "may_sign": "on"})
    assert sent.status_code == 302
    link, browser = letter_link(run_jobs, "invitation"), Client()
    names = {"last_name": "Жаңаев", "first_name": "Жан", "password": PASSWORD, "again": PASSWORD}
    assert browser.post(link, names)["Location"] == "/support/cabinet/"
    member = EnterpriseMember.objects.get(user__username="new@example.kz")
    assert (member.enterprise, member.may_sign, member.head) == (world.legal, True, False)
    assert not Invitation.objects.exists()


def test_the_last_who_may_sign_is_not_taken_away(world: ApplicantWorld) -> None:
    head = EnterpriseMember.objects.get(user=world.people["head"])
    with pytest.raises(DraftRefused):
        people.remove_member(world.people["head"], head)
    people.remove_member(world.people["head"], EnterpriseMember.objects.get(user=world.people["helper"]))
    assert world.legal.members.count() == 1


# --- following ----------------------------------------------------------------------------------------------


def test_an_application_is_followed_by_number_and_code_without_personal_data(world: ApplicantWorld) -> None:
    application = full_draft(world, "owner")
    sign_and_submit(world, application, "owner")
    application.refresh_from_db()
    opened = form()["opened"]
    sent = {"number": application.number, "code": application.access_code, "opened": opened}
    page = Client().post("/support/follow/", sent).content.decode()
    assert application.number in page
    for secret in (IIN, application.iik, "701 000", application.address, application.full_name):
        assert secret not in page
    wrong = Client().post("/support/follow/", {**sent, "code": "AAAAAAAA"})
    assert wrong.context.get("application") is None


# --- erasure ------------------------------------------------------------------------------------------------


def test_forgotten_drafts_and_personal_data_of_ended_applications_are_erased(
    world: ApplicantWorld, django_capture_on_commit_callbacks: Any
) -> None:
    fresh, forgotten, ended = full_draft(world), full_draft(world), full_draft(world)
    sign_and_submit(world, ended)
    ask_for_signature(world.people["head"], forgotten)  # asked, and never signed
    file = ended.documents.first().file
    old = timezone.now() - timedelta(days=settings.RETENTION_ENDED_DAYS + 1)
    Application.objects.filter(pk=forgotten.pk).update(changed_at=old)
    Application.objects.filter(pk=ended.pk).update(state="refused", state_since=old)
    with django_capture_on_commit_callbacks(execute=True):
        call_command("erase_personal", verbosity=0)
    left = Application.objects.get(pk=ended.pk)
    assert (left.head_iin, left.iik, left.phone, left.documents.count()) == ("", "", "", 0)
    assert left.number and left.project_name and left.personal_erased_at
    assert [bytes(text.content) for text in left.texts.all()] == [b""]
    assert not file.storage.exists(file.name)
    assert not Application.objects.filter(pk=forgotten.pk).exists()
    assert Application.objects.filter(pk=fresh.pk).exists()
    unsigned = SignatureRequest.objects.get(object_key=str(forgotten.pk))
    assert (bytes(unsigned.content), unsigned.expected_iin, unsigned.closed_at is None) == (b"", "", False)


def test_of_an_erased_signature_the_digests_and_the_checks_are_left(world: ApplicantWorld, signed_in: Any) -> None:
    ended = full_draft(world)
    record = sign_and_submit(world, ended)
    cms_digest, text_digest, findings = record.cms_sha256, record.request.content_sha256, record.reports[0]["findings"]
    old = timezone.now() - timedelta(days=settings.RETENTION_ENDED_DAYS + 1)
    Application.objects.filter(pk=ended.pk).update(state="refused", state_since=old)
    call_command("erase_personal", verbosity=0)
    left = SignatureRecord.objects.get(pk=record.pk)
    assert (bytes(left.cms), bytes(left.request.content), left.request.expected_iin) == (b"", b"", "")
    assert (left.signer_name, left.signer_iin) == ("", "")
    assert (left.state, left.cms_sha256, left.request.content_sha256) == ("accepted", cms_digest, text_digest)
    assert left.reports[0]["findings"] == findings and left.reports[0]["serial"]
    assert "АСАНОВ" not in str(left.reports) and "0017" not in str(left.reports)
    browser = signed_in(world.people["head"])
    page = browser.get(f"/signing/records/{left.public_id}/").content.decode()
    assert text_digest in page and "АСАНОВ" not in page
    assert browser.get(f"/signing/records/{left.public_id}/cms/").status_code == 404
    assert browser.get(f"/signing/{left.request.public_id}/document/").status_code == 404
    assert browser.get(f"/signing/{left.request.public_id}/").status_code == 200
    call_command("erase_personal", verbosity=0)  # a second run finds nothing to do
    assert Change.objects.filter(object_type="signing.request", new={"content": "erased"}).count() == 1


def test_neither_logs_nor_the_change_log_hold_personal_data(
    world: ApplicantWorld, run_jobs: Any, caplog: pytest.LogCaptureFixture, signed_in: Any
) -> None:
    caplog.set_level("DEBUG")
    application = full_draft(world)
    browser = signed_in(world.people["head"])
    for address in ("fill/", "fill/applicant/", "fill/sign/", "form/kk/pdf/", ""):
        assert browser.get(f"/support/applications/{application.public_id}/{address}").status_code == 200
    sign_and_submit(world, application)
    registered(run_jobs)
    written = " ".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)
    written += " ".join(f"{change.old} {change.new}" for change in Change.objects.all())
    application.refresh_from_db()
    secrets = (application.head_iin, application.iik, "701 000 00 01", "Абай к-сі", "zhana@example.kz", PASSWORD)
    assert not [secret for secret in secrets if secret in written]
