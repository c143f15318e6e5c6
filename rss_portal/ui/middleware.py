"""What is settled of a request before its page is asked: its language, and whether its address can be meant.

The language is the person's profile, else the cookie, else Kazakh; never the browser's guess.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils import translation

CODES = frozenset(code for code, _ in settings.LANGUAGES)


def language_for(request: HttpRequest) -> str:
    """Code of the language to answer in; `?lang=` decides for the API."""
    if request.path.startswith("/api/") and request.GET.get("lang") in CODES:
        return request.GET["lang"]
    user = getattr(request, "user", None)
    chosen = getattr(user, "language", "") if user and user.is_authenticated else ""
    chosen = chosen or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in CODES else settings.LANGUAGE_CODE


class LanguageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_for(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class PlainAddressMiddleware:
    """An address or a form with a null character is refused at once (400): PostgreSQL cannot compare it.

    The API answers for its own addresses, in its own form.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/api/"):
            if "%00" in request.get_full_path():
                raise BadRequest("a null character in the address")
            if any("\x00" in text for _, texts in request.POST.lists() for text in texts):
                raise BadRequest("a null character in the form")
        return self.get_response(request)
