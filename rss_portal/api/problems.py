"""One shape for every error: RFC 9457 problem details, in the language asked for."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from django.core.exceptions import PermissionDenied
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions

from rss_portal.access import Refused

Text = str | Promise
MEDIA_TYPE = "application/problem+json"
logger = logging.getLogger(__name__)

# What each code means, for the answer's title and for the readable page of the API.
TITLES: dict[str, Text] = {
    "bad_parameter": _("A parameter of the request cannot be used"),
    "bad_body": _("The body of the request cannot be used"),
    "bad_token": _("The access token is not valid"),
    "sign_in": _("This needs an access token or a session"),
    "read_only_token": _("The token does not allow writing"),
    "refused": _("You may not do this"),
    "not_found": _("There is no such thing"),
    "method_not_allowed": _("This address does not know the method"),
    "version_conflict": _("Somebody changed it meanwhile"),
    "version_needed": _("Say which version you saw"),
    "values_refused": _("The values do not pass the checks"),
    "too_large": _("The request is too large"),
    "unsupported_media": _("The body has a format that is not read here"),
    "too_many_requests": _("Too many requests"),
    "rules_broken": _("The change breaks rules of the methodology"),
    "not_now": _("It cannot be done in this state"),
    "server_error": _("The portal failed"),
}


@dataclass(frozen=True)
class Detail:
    """One wrong place: the parameter or field, what is wrong, and the row of a bulk request."""

    name: str
    reason: Text
    code: str = ""
    row: int | None = None
    more: dict[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        given = {
            "name": self.name,
            "reason": str(self.reason),
            "code": self.code,
            "row": self.row,
            **self.more,
        }
        return {name: value for name, value in given.items() if value not in ("", None) or name in self.more}


class Problem(Exception):
    """An answer that is an error: its code of `TITLES`, HTTP status, and what exactly is wrong."""

    def __init__(
        self,
        code: str,
        status: int,
        detail: Text,
        errors: Sequence[Detail] = (),
        headers: dict[str, str] | None = None,
        **more: Any,
    ):
        super().__init__(code)
        self.code = code
        self.status = status
        self.detail = detail
        self.errors = errors
        self.headers = headers or {}
        self.more = more


def not_found(detail: Text) -> Problem:
    return Problem("not_found", 404, detail)


def bad_parameter(name: str, reason: Text) -> Problem:
    """The parameter NAME cannot be used, because of REASON."""
    return Problem("bad_parameter", 400, reason, [Detail(name, reason)])


def as_problem(error: Exception, request: HttpRequest | None = None) -> Problem:
    """ERROR as a problem; an unforeseen one is logged with the number that the answer names."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, Refused):
        return Problem("refused", 403, error.reason, action=error.action)
    if isinstance(error, PermissionDenied):
        return Problem("refused", 403, _("You may not do this."))
    if isinstance(error, Http404):
        return not_found(str(error.args[0]) if error.args else _("There is no such address."))
    if isinstance(error, exceptions.APIException):
        return _from_framework(error)
    logger.error("an API request failed", exc_info=error)
    got_request_exception.send(sender=None, request=request)
    return Problem("server_error", 500, _("The portal failed. Tell its administrators the reference number."))


def _from_framework(error: exceptions.APIException) -> Problem:
    """Errors that the framework raises before a view is asked."""
    if isinstance(error, exceptions.Throttled):
        wait = max(1, round(getattr(error, "wait", None) or 1))
        sentence = _("Too many requests; try again in %(seconds)s s.") % {"seconds": wait}
        return Problem("too_many_requests", 429, sentence, headers={"Retry-After": str(wait)})
    if isinstance(error, exceptions.NotAuthenticated):
        return sign_in()
    if isinstance(error, exceptions.MethodNotAllowed):
        return Problem("method_not_allowed", 405, _("This address does not know the method."))
    if isinstance(error, exceptions.UnsupportedMediaType):
        return Problem("unsupported_media", 415, _("The body has a format that is not read here."))
    if isinstance(error, exceptions.ParseError):
        return Problem("bad_body", 400, _("The body is not well-formed."))
    if isinstance(error, exceptions.PermissionDenied):
        return Problem("refused", 403, _("The request does not come from a page of the portal (CSRF)."))
    return Problem("bad_body", error.status_code, str(error.detail))


def sign_in() -> Problem:
    return Problem(
        "sign_in",
        401,
        _("Send an access token (Authorization: Bearer …) or sign in."),
        headers={"WWW-Authenticate": "Bearer"},
    )


def problem_response(problem: Problem, request: HttpRequest) -> HttpResponse:
    """PROBLEM as an HTTP answer, in the language now active."""
    body = {
        "type": f"/api/v1/docs/#problem-{problem.code}",
        "title": str(TITLES[problem.code]),
        "status": problem.status,
        "detail": str(problem.detail),
        "instance": request.path,
        "reference": getattr(request, "request_id", ""),
        "code": problem.code,
        **problem.more,
    }
    if problem.errors:
        body["errors"] = [one.as_dict() for one in problem.errors]
    response = HttpResponse(orjson.dumps(body, default=str), content_type=MEDIA_TYPE, status=problem.status)
    for name, value in problem.headers.items():
        response[name] = value
    return response
