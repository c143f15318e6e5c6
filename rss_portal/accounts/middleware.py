"""Nobody goes on with half a sign-in: before the second factor is shown, only its own pages answer."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from . import second_factor

PAGES = {
    second_factor.CODE: "accounts:second_factor_check",
    second_factor.SETTING_UP: "accounts:second_factor",
}
OPEN = frozenset([*PAGES.values(), "accounts:logout", "ui:language", "ui:theme"])


class SecondFactorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """A redirect to the page of the second factor, a refusal for the API, None when nothing is missing."""
        waiting = request.session.get(second_factor.WAITING)
        if not waiting or not request.user.is_authenticated:
            return None
        if request.resolver_match and request.resolver_match.view_name in OPEN:
            return None
        if request.path.startswith("/api/"):
            return _problem()
        query = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
        return redirect(f"{reverse(PAGES[waiting])}?{query}" if query else reverse(PAGES[waiting]))


def _problem() -> HttpResponse:
    body = {
        "type": "about:blank",
        "title": _("Second factor"),
        "status": 403,
        "code": "second_factor",
        "detail": _("Show the second factor on the portal's page first."),
    }
    return JsonResponse(body, status=403, content_type="application/problem+json")
