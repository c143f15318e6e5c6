"""The first administrator of a new portal; the others are invited by them on its pages."""

from typing import Any

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from rss_portal.accounts.choices import COUNTRY, Role
from rss_portal.accounts.models import RoleGrant, User
from rss_portal.changelog.services import log_change, open_change_set


class Command(BaseCommand):
    help = "Make an administrator of the whole portal and print the address where they set a password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--email", default="")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        name = options["username"].lower()
        person, made = User.objects.get_or_create(username=name, defaults={"email": options["email"]})
        if made:
            person.set_unusable_password()
            person.save()
        grant, _made = RoleGrant.objects.update_or_create(
            user=person, role=Role.ADMINISTRATOR, territory_code=COUNTRY, body_code="", defaults={"valid_to": None}
        )
        change_set = open_change_set("accounts.role_granted", territory_code=COUNTRY)
        new = {"user": person.pk, "role": grant.role, "territory_code": COUNTRY}
        log_change(change_set, "accounts.role_grant", grant.pk, {}, new)
        days = settings.PASSWORD_RESET_TIMEOUT // 86_400
        self.stdout.write(f"{name} is an administrator of the portal. Password, once and for {days} days:")
        self.stdout.write(_path(person))


def _path(person: User) -> str:
    """The address behind the portal's host where PERSON sets a password."""
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    token = default_token_generator.make_token(person)
    return reverse("accounts:password_reset_confirm", args=[uid, token])
