"""Making and revoking access tokens."""

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from rss_portal.changelog.services import log_change, open_change_set

from .models import ApiToken

PREFIX = "rsp_"
HINT_LENGTH = 10
USED_EVERY = timedelta(minutes=5)  # the time of last use is not worth a write at every request


def digest_of(token: str) -> str:
    """What is kept of a token. It has 256 random bits, so one pass of SHA-256 cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def create_token(user: Any, name: str, scope: str, expires_at: datetime | None = None) -> tuple[ApiToken, str]:
    """A new token of USER: the stored row, and the token itself, which cannot be had again."""
    token = PREFIX + secrets.token_urlsafe(32)
    row = ApiToken.objects.create(
        user=user,
        name=name,
        scope=scope,
        digest=digest_of(token),
        hint=token[:HINT_LENGTH],
        expires_at=expires_at,
    )
    change_set = open_change_set("api.token_created", actor=user, detail=row.hint)
    log_change(change_set, "api.apitoken", row.pk, {}, {"name": name, "scope": scope})
    return row, token


@transaction.atomic
def revoke_token(user: Any, token: ApiToken) -> None:
    """Make TOKEN useless at once; revoking twice changes nothing."""
    if token.revoked_at:
        return
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    change_set = open_change_set("api.token_revoked", actor=user, detail=token.hint)
    log_change(change_set, "api.apitoken", token.pk, {"in_force": True}, {"in_force": False})


def find_token(token: str) -> ApiToken | None:
    """The row in force of TOKEN with its active user, its time of last use noted; None when there is none."""
    found = ApiToken.objects.in_force().select_related("user").filter(digest=digest_of(token)).first()
    if found is None or not found.user.is_active:
        return None
    now = timezone.now()
    if found.used_at is None or now - found.used_at > USED_EVERY:
        ApiToken.objects.filter(pk=found.pk).update(used_at=now)
    return found
