"""Self-registration of entrepreneurs: a letter, the confirmed e-mail, the account, the enterprise."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from infra_support import applicant_notices as notices
from infra_support.models import Enterprise, EnterpriseMember, JoinRequest, Registration
from rss_portal.accounts.choices import Role
from rss_portal.accounts.models import RoleGrant, User
from rss_portal.changelog.services import log_change, open_change_set
from rss_portal.notices.services import tell, write_to
from rss_portal.personal import keyed_hash
from settlements.models import Territory

TOKEN_BYTES = 32
PERSON_FIELDS = ("last_name", "first_name", "patronymic")


def new_token() -> tuple[str, str]:
    """A token for a letter, and the hash of it that is stored."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    return token, token_hash(token)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def register(values: dict[str, Any], language: str) -> None:
    """Take a registration and write to its e-mail. What is answered does not tell whether the address is known:
    to one that has an account another letter goes."""
    email = values["email"].strip().lower()
    known = User.objects.filter(username=email).first()
    if known:
        write_to(email, known.language, notices.HAS_ACCOUNT, url=_password_url(known))
        return
    Registration.objects.filter(email_hash=keyed_hash(email)).delete()
    token, hashed = new_token()
    names = {name: values.get(name, "") for name in (*PERSON_FIELDS, "kind", "xin", "name", "region")}
    made = Registration.objects.create(
        email=email, email_hash=keyed_hash(email), token_hash=hashed, language=language, **names
    )
    write_to(email, language, notices.CONFIRM, {"name": made.name}, url=reverse("support:confirm", args=[token]))


def _password_url(person: User) -> str:
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    return reverse("accounts:password_reset_confirm", args=[uid, default_token_generator.make_token(person)])


def find_registration(token: str) -> Registration | None:
    """The registration whose letter has TOKEN, while it is in force."""
    found = Registration.objects.filter(token_hash=token_hash(token), expires_at__gt=timezone.now())
    return found.select_related("region").first()


@dataclass(frozen=True)
class Confirmed:
    """The new account; `waits` when people of a known enterprise still have to let the person in."""

    person: User
    enterprise: Enterprise
    waits: bool


@transaction.atomic
def confirm(registration: Registration, password: str) -> Confirmed:
    """Make the account with its enterprise. Raises Registration.DoesNotExist when another was quicker."""
    held = Registration.objects.select_for_update().get(pk=registration.pk)
    person = make_entrepreneur(held.email, password, held.language, held.region, {
        name: getattr(held, name) for name in PERSON_FIELDS
    })  # fmt: skip
    known = Enterprise.objects.filter(xin_hash=keyed_hash(held.xin)).first()
    enterprise = known or make_enterprise(held)
    held.delete()
    if known:
        _ask_to_join(person, enterprise)
    else:
        EnterpriseMember.objects.create(enterprise=enterprise, user=person, head=True, may_sign=True)
    return Confirmed(person, enterprise, waits=known is not None)


def make_entrepreneur(email: str, password: str, language: str, region: Territory, names: dict[str, str]) -> User:
    """An account with the role of an entrepreneur in REGION."""
    person = User(username=email, email=email, language=language, **names)
    person.set_password(password)
    person.save()
    RoleGrant.objects.create(user=person, role=Role.ENTREPRENEUR, territory_code=region.pk)
    change_set = open_change_set("support.registered", actor=person, territory_code=region.pk)
    log_change(change_set, "accounts.user", person.pk, {}, {"role": str(Role.ENTREPRENEUR)})
    return person


def make_enterprise(registration: Registration) -> Enterprise:
    """A new enterprise with its ledger account."""
    made = Enterprise(
        kind=registration.kind, xin=registration.xin, name=registration.name, region=registration.region,
        account_number=secrets.token_hex(8),
    )  # fmt: skip
    made.save()
    made.account_number = account_number(made.pk)
    made.save(update_fields=["account_number"])
    change_set = open_change_set("support.enterprise_registered", territory_code=registration.region_id)
    log_change(change_set, "infra_support.enterprise", made.pk, {}, {"account": made.account_number})
    return made


def account_number(pk: int) -> str:
    """The number of the ledger account (жеке шот, p.2 7))."""
    return f"JS-{pk:08d}"


def _ask_to_join(person: User, enterprise: Enterprise) -> None:
    JoinRequest.objects.get_or_create(enterprise=enterprise, user=person)
    places = enterprise.members.select_related("user")
    deciding = [place.user for place in places if place.head or place.may_sign]
    values = {"name": enterprise.name, "who": person.get_full_name()}
    tell(deciding, notices.ASKS_TO_JOIN, values, url=reverse("support:enterprise", args=[enterprise.pk]))
