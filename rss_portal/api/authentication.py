"""Who asks: the holder of a token, or the person of the page's session."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication, SessionAuthentication, get_authorization_header
from rest_framework.request import Request

from .choices import Scope
from .models import ApiToken
from .problems import Problem
from .services import find_token

SCHEME = "Bearer"


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer rsp_...`. A token that is not in force is refused, never taken for nobody."""

    def authenticate(self, request: Request) -> tuple[Any, ApiToken] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != SCHEME.lower().encode():
            return None
        token = find_token(words[1].decode("latin-1")) if len(words) == 2 else None
        if token is None:
            detail = _("The access token is not valid: unknown, expired or revoked.")
            raise Problem("bad_token", 401, detail, headers={"WWW-Authenticate": SCHEME})
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        return SCHEME


class PageSessionAuthentication(SessionAuthentication):
    """The session of the pages, with the check against forged requests for every write."""

    def authenticate_header(self, request: Request) -> str:
        return SCHEME


def may_write(request: Request) -> bool:
    """Whether what authenticated the request allows writing: a token of that scope, or a page session."""
    token = request.auth
    return token.scope == Scope.WRITE if isinstance(token, ApiToken) else bool(request.user.is_authenticated)
