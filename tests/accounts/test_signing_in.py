"""Signing in, the second factor, passwords and letters."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from rss_portal.accounts import second_factor, services
from rss_portal.accounts.choices import Role
from rss_portal.accounts.models import User
from tests.factories import make_user

PASSWORD = "parol-123456"


def code_of(device: TOTPDevice, drift: int = 0) -> str:
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, drift)
    return f"{totp.token():06d}"


def sign_in(client, username="editor", password=PASSWORD, **more):
    return client.post(reverse("accounts:login"), {"username": username, "password": password, **more})


@pytest.fixture
def device(editor):
    return TOTPDevice.objects.create(user=editor, name="totp", confirmed=True)


def test_a_person_signs_in_with_a_new_session_key_and_signs_out(client, editor):
    client.get(reverse("accounts:login"))
    client.session.save()
    before = client.session.session_key
    assert sign_in(client, next="/accounts/profile/").url == "/accounts/profile/"
    assert client.session.session_key != before
    assert client.post(reverse("accounts:logout")).status_code == 302
    assert client.get(reverse("accounts:profile")).status_code == 302


def test_a_wrong_password_is_told_in_the_language_of_the_page(client, editor, language, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    page = sign_in(client, password="wrong")
    assert page.status_code == 200
    assert "error-summary" in page.content.decode()
    assert "Please enter" not in page.content.decode()


def test_five_wrong_passwords_lock_the_name_from_this_address(client, editor, settings):
    settings.AXES_ENABLED = True
    for _attempt in range(5):
        sign_in(client, password="wrong")
    locked = sign_in(client)
    assert locked.status_code == 429
    assert reverse("accounts:password_reset") in locked.content.decode()


def test_with_a_second_factor_no_page_opens_before_the_code(client, editor, device):
    sign_in(client)
    asked = client.get(reverse("accounts:profile"))
    assert asked.url.startswith(reverse("accounts:second_factor_check"))
    assert client.get("/api/v1/items/").status_code == 403
    wrong = client.post(asked.url, {"code": "000000", "next": "/accounts/profile/"})
    assert wrong.status_code == 200
    assert client.get(reverse("accounts:profile")).status_code == 302
    key = client.session.session_key
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    right = client.post(asked.url, {"code": code_of(device), "next": "/accounts/profile/"})
    assert right.url == "/accounts/profile/"
    assert client.session.session_key != key
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_a_code_works_once_and_guessing_is_slowed_down(client, editor, device):
    sign_in(client)
    check = reverse("accounts:second_factor_check")
    code = code_of(device)
    client.post(check, {"code": code})
    client.post(reverse("accounts:logout"))
    sign_in(client)
    assert client.post(check, {"code": code}).status_code == 200
    client.post(check, {"code": "000001"})
    assert client.post(check, {"code": code_of(device, 1)}).status_code == 200
    assert client.get(reverse("accounts:profile")).status_code == 302


def test_the_page_of_the_code_leads_nowhere_outside(client, editor, device):
    sign_in(client)
    answer = client.post(
        reverse("accounts:second_factor_check"), {"code": code_of(device), "next": "https://evil.example/"}
    )
    assert answer.url == "/"


def test_an_authenticator_is_set_up_and_turned_off_with_a_code(client, editor):
    sign_in(client)
    page = client.get(reverse("accounts:second_factor"))
    made = TOTPDevice.objects.get(user=editor)
    assert not made.confirmed and "<svg" in page.content.decode()
    client.post(reverse("accounts:second_factor"), {"code": "000000"})
    assert second_factor.device_of(editor) is None
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    client.post(reverse("accounts:second_factor"), {"code": code_of(made)})
    assert second_factor.device_of(editor) == made
    client.post(reverse("accounts:second_factor_off"), {"code": "000000"})
    assert second_factor.device_of(editor)
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    client.post(reverse("accounts:second_factor_off"), {"code": code_of(made, 1)})
    assert second_factor.device_of(editor) is None


def test_where_it_is_required_staff_set_it_up_first_and_entrepreneurs_need_not(client, editor, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    make_user("business", Role.ENTREPRENEUR, "110000000")
    sign_in(client)
    assert client.get(reverse("accounts:profile")).url.startswith(reverse("accounts:second_factor"))
    assert client.get(reverse("accounts:second_factor")).status_code == 200
    client.post(reverse("accounts:logout"))
    sign_in(client, "business")
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_an_administrator_removes_a_lost_authenticator(client, administrator, editor, device):
    services.forget_second_factor(administrator, editor)
    sign_in(client)
    assert client.get(reverse("accounts:profile")).status_code == 200


@pytest.mark.parametrize("code", ["kk", "ru", "en"])
def test_the_letter_for_a_new_password_is_in_the_language_of_the_person(client, editor, code):
    User.objects.update(language=code)
    client.post(reverse("accounts:password_reset"), {"email": "A@example.kz"})
    subjects = {"kk": "құпиясөз", "ru": "пароль", "en": "password"}
    assert subjects[code] in mail.outbox[0].subject
    assert re.search(r"https?://\S+/accounts/password/reset/\S+", mail.outbox[0].body)


def test_an_unknown_address_gets_the_same_answer_and_no_letter(client, editor):
    known = client.post(reverse("accounts:password_reset"), {"email": "a@example.kz"})
    unknown = client.post(reverse("accounts:password_reset"), {"email": "nobody@example.kz"})
    assert known.url == unknown.url
    assert len(mail.outbox) == 1


def test_letters_for_one_address_are_limited(client, editor):
    for _attempt in range(5):
        assert client.post(reverse("accounts:password_reset"), {"email": "a@example.kz"}).status_code == 302
    assert client.post(reverse("accounts:password_reset"), {"email": "a@example.kz"}).status_code == 200
    assert len(mail.outbox) == 5


def test_a_weak_password_is_refused_and_a_good_one_keeps_the_session(client, editor):
    sign_in(client)
    address = reverse("accounts:password_change")
    weak = {"old_password": PASSWORD, "new_password1": "12345678901", "new_password2": "12345678901"}
    assert client.post(address, weak).context["form"].errors
    good = {"old_password": PASSWORD, "new_password1": "Zhana-parol-77", "new_password2": "Zhana-parol-77"}
    assert client.post(address, good, follow=True).status_code == 200
    assert client.get(reverse("accounts:profile")).status_code == 200


def test_the_profile_saves_name_and_language_and_nothing_else(client, editor):
    sign_in(client)
    values = {
        "last_name": "Сапарова",
        "first_name": "Ая",
        "patronymic": "",
        "position": "Маман",
        "language": "ru",
    }
    client.post(
        reverse("accounts:profile"),
        {**values, "email": "x@example.kz", "is_superuser": "1", "username": "boss"},
    )
    editor.refresh_from_db()
    assert (editor.last_name, editor.language, editor.position) == ("Сапарова", "ru", "Маман")
    assert (editor.email, editor.is_superuser, editor.username) == ("a@example.kz", False, "editor")


def test_people_of_the_demonstration_are_listed_only_in_a_demonstration(client, country, settings):
    from rss_portal.accounts.demonstration import DEMO_PASSWORD, make_demo_users

    make_demo_users("116000000", "113200000", "110000000")
    assert DEMO_PASSWORD in client.get(reverse("accounts:login")).content.decode()
    settings.DEMONSTRATION = False
    assert DEMO_PASSWORD not in client.get(reverse("accounts:login")).content.decode()


def test_demonstration_people_have_names_of_their_own_to_sign_in_with():
    from rss_portal.accounts.demonstration import demo_people

    names = [person.username for person in demo_people("116000000", "113200000", "110000000")]
    assert len(set(names)) == len(names)
