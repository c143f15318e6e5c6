"""Administrators invite people and give them roles within their own territory; every step is logged."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse

from rss_portal.access import Refused, decide
from rss_portal.accounts import services
from rss_portal.accounts.choices import Role
from rss_portal.accounts.exceptions import NotPossible
from rss_portal.accounts.models import RoleGrant, User
from rss_portal.changelog.models import ChangeSet
from tests.factories import make_user

VALUES = {
    "username": "Sapar.B",
    "last_name": "Сапаров",
    "first_name": "Бек",
    "email": "sapar@example.kz",
    "language": "ru",
}


def fresh(user: User) -> User:
    """USER as a new request reads it, without grants read before."""
    return User.objects.get(pk=user.pk)


def test_an_invited_person_sets_a_password_by_the_letter_and_signs_in(administrator, signed_in, client, country):
    answer = signed_in(administrator).post(reverse("accounts:new_person"), VALUES)
    person = User.objects.get(username="sapar.b")
    assert answer.url == reverse("accounts:person", args=[person.pk])
    assert not person.has_usable_password()
    letter = mail.outbox[0]
    assert letter.to == ["sapar@example.kz"]
    link = next(line for line in letter.body.splitlines() if line.startswith("http"))
    form = client.get(link, follow=True)
    done = client.post(
        form.redirect_chain[-1][0], {"new_password1": "Zhana-parol-77", "new_password2": "Zhana-parol-77"}
    )
    assert done.url == reverse("accounts:login")
    assert client.login(username="sapar.b", password="Zhana-parol-77")
    assert "This link" not in letter.body  # in Russian, the language of the person
    assert client.get(link, follow=True).context["validlink"] is False


def test_a_person_without_an_address_is_invited_by_a_link_shown_once(administrator, signed_in):
    client = signed_in(administrator)
    page = client.post(reverse("accounts:new_person"), {**VALUES, "email": ""}, follow=True)
    assert "/accounts/password/reset/" in page.content.decode()
    assert not mail.outbox
    assert "/accounts/password/reset/" not in client.get(page.request["PATH_INFO"]).content.decode()


def test_two_people_cannot_have_one_user_name_in_different_case(administrator, signed_in, editor):
    page = signed_in(administrator).post(reverse("accounts:new_person"), {**VALUES, "username": "EDITOR"})
    assert page.status_code == 200
    assert page.context["form"].errors["username"]


def test_a_role_is_given_taken_back_and_given_again(administrator, signed_in, editor):
    client = signed_in(administrator)
    address = reverse("accounts:person", args=[editor.pk])
    client.post(address, {"role": Role.AKIMAT_HEAD, "territory_code": "110000000"})
    assert fresh(editor).holds(Role.AKIMAT_HEAD)
    grant = editor.role_grants.get(role=Role.AKIMAT_HEAD)
    client.post(reverse("accounts:revoke", args=[grant.pk]))
    assert not fresh(editor).holds(Role.AKIMAT_HEAD)
    client.post(address, {"role": Role.AKIMAT_HEAD, "territory_code": "110000000"})
    assert fresh(editor).holds(Role.AKIMAT_HEAD)
    actions = list(ChangeSet.objects.order_by("pk").values_list("action", flat=True))
    assert actions == ["accounts.role_granted", "accounts.role_revoked", "accounts.role_granted"]


@pytest.mark.parametrize(
    ("role", "code", "field"),
    [
        (Role.AKIMAT_EDITOR, "999999999", "territory_code"),
        (Role.MINISTRY_ANALYST, "110000000", "territory_code"),
        (Role.SECTOR_ANALYST, "KZ", "body_code"),
    ],
)
def test_an_impossible_grant_is_refused_at_its_field(administrator, signed_in, editor, role, code, field):
    page = signed_in(administrator).post(
        reverse("accounts:person", args=[editor.pk]), {"role": role, "territory_code": code}
    )
    assert field in page.context["form"].errors
    assert editor.role_grants.count() == 1


def test_a_grant_with_a_last_day_ends_after_it(administrator, editor, settings):
    from datetime import timedelta

    from django.utils import timezone

    services.grant_role(administrator, editor, Role.AKIMAT_HEAD, "116000000", valid_to=timezone.localdate())
    assert fresh(editor).holds(Role.AKIMAT_HEAD)
    RoleGrant.objects.update(valid_to=timezone.localdate() - timedelta(days=1))
    assert not fresh(editor).holds(Role.AKIMAT_HEAD)


def test_an_administrator_of_a_region_manages_only_people_and_roles_of_the_region(country, editor):
    north = make_user("north", Role.ADMINISTRATOR, "110000000")
    other = make_user("other", Role.AKIMAT_EDITOR, "614000000")
    assert decide(north, "accounts.change_person", editor)
    assert not decide(north, "accounts.change_person", other)
    services.grant_role(north, editor, Role.AKIMAT_EDITOR, "113200000")
    with pytest.raises(Refused):
        services.grant_role(north, editor, Role.AKIMAT_EDITOR, "614000000")
    with pytest.raises(Refused):
        services.grant_role(north, editor, Role.MINISTRY_ANALYST, "KZ")
    with pytest.raises(Refused):
        services.set_active(north, other, False)


def test_the_last_administrator_cannot_be_blocked_or_stripped_of_the_role(administrator, signed_in):
    second = make_user("second", Role.ADMINISTRATOR, "KZ")
    services.revoke_role(administrator, second.role_grants.get())
    with pytest.raises(NotPossible):
        services.revoke_role(fresh(administrator), administrator.role_grants.get())
    with pytest.raises(NotPossible):
        services.set_active(fresh(administrator), administrator, False)
    page = signed_in(administrator).post(
        reverse("accounts:revoke", args=[administrator.role_grants.get().pk]), follow=True
    )
    assert "notice-error" in page.content.decode()
    assert fresh(administrator).holds(Role.ADMINISTRATOR)


def test_a_blocked_person_is_signed_out_at_the_next_request(administrator, editor, signed_in):
    client = signed_in(editor)
    assert client.get(reverse("accounts:profile")).status_code == 200
    services.set_active(administrator, editor, False)
    assert client.get(reverse("accounts:profile")).status_code == 302


ADDRESSES = ["people", "new_person"]
OF_A_PERSON = ["person", "edit_person", "person_active", "invite", "forget_second_factor"]


@pytest.mark.parametrize("who", ["anonymous", "editor"])
def test_nobody_but_an_administrator_reaches_the_pages_of_people(
    country, client, editor, signed_in, administrator, who
):
    visitor = client if who == "anonymous" else signed_in(editor)
    addresses = [reverse(f"accounts:{name}") for name in ADDRESSES]
    addresses += [reverse(f"accounts:{name}", args=[administrator.pk]) for name in OF_A_PERSON]
    addresses += [reverse("accounts:revoke", args=[administrator.role_grants.get().pk])]
    for address in addresses:
        for answer in (visitor.get(address), visitor.post(address, {**VALUES, "active": "0"})):
            assert answer.status_code in (403, 405), address
    assert fresh(administrator).is_active
    assert User.objects.count() == 2


def test_people_are_found_without_regard_to_case_and_kazakh_letters(administrator, editor, signed_in):
    client = signed_in(administrator)
    for text in ("УЛГИБАЕВА", "айгул", "1160"):
        page = client.get(reverse("accounts:people"), {"q": text})
        assert [person.username for person in page.context["page"]] == ["editor"], text
    assert not client.get(reverse("accounts:people"), {"q": "nobody"}).context["page"].object_list


def test_the_list_is_filtered_sorted_and_exported(administrator, editor, signed_in):
    client = signed_in(administrator)
    page = client.get(reverse("accounts:people"), {"role": Role.AKIMAT_EDITOR, "state": "active", "sort": "-name"})
    assert [person.username for person in page.context["page"]] == ["editor"]
    csv = client.get(reverse("accounts:people"), {"export": "csv"}).content.decode("utf-8-sig")
    assert "Үлгібаева" in csv and "116000000" in csv
    assert client.get(reverse("accounts:people"), {"role": "nonsense", "sort": "nonsense"}).status_code == 200


def test_the_list_costs_the_same_queries_for_any_number_of_people(
    administrator, signed_in, django_assert_max_num_queries
):
    for number in range(30):
        make_user(f"person-{number}", Role.AKIMAT_EDITOR, "116000000")
    client = signed_in(administrator)
    with django_assert_max_num_queries(9):
        client.get(reverse("accounts:people"))


def test_the_change_log_names_the_changed_fields_but_not_personal_data(administrator, editor, signed_in):
    address = reverse("accounts:edit_person", args=[editor.pk])
    signed_in(administrator).post(address, {**VALUES, "username": "editor", "email": "new@example.kz"})
    change = ChangeSet.objects.get(action="accounts.person_changed").changes.get()
    assert set(change.new["fields"]) == {"last_name", "first_name", "email", "language"}
    assert "new@example.kz" not in str(change.new)


def test_the_first_administrator_is_made_by_a_command_and_sets_a_password(country, client, capsys):
    call_command("make_administrator", "First", "--email", "first@example.kz")
    path = capsys.readouterr().out.splitlines()[-1]
    form = client.get(path, follow=True)
    password = {"new_password1": "Zhana-parol-77", "new_password2": "Zhana-parol-77"}
    client.post(form.redirect_chain[-1][0], password)
    assert client.login(username="first", password="Zhana-parol-77")
    assert client.get(reverse("accounts:people")).status_code == 200
