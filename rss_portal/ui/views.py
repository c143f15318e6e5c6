"""Language, theme, search, the component page and the pages about the portal."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from .component_examples import examples
from .middleware import CODES
from .search import search
from .tour import tour

ABOUT_PAGES = ("licence", "contacts", "accessibility", "tour")
YEAR_SECONDS = 365 * 24 * 3600
COOKIE: dict[str, Any] = {"max_age": YEAR_SECONDS, "samesite": "Lax", "httponly": True}


def _back(request: HttpRequest) -> HttpResponseRedirect:
    target = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(target if safe else "/")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in the profile of a signed-in person, and in a cookie for everybody."""
    code = request.POST.get("language", "")
    response = _back(request)
    if code in CODES:
        if request.user.is_authenticated:
            request.user.language = code
            request.user.save(update_fields=["language"])
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, secure=request.is_secure(), **COOKIE)
    return response


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep light or dark colours in a cookie; without it the device decides."""
    response = _back(request)
    if request.POST.get("theme") in ("light", "dark"):
        response.set_cookie("theme", request.POST["theme"], secure=request.is_secure(), **COOKIE)
    return response


@require_GET
def search_page(request: HttpRequest) -> HttpResponse:
    """Settlements, territories and whatever else the apps registered."""
    text = request.GET.get("q", "")[:100]
    return render(request, "ui/search.html", {"search_text": text, "groups": search(text, request.user)})


@require_GET
def about(request: HttpRequest, page: str) -> HttpResponse:
    if page not in ABOUT_PAGES:
        raise Http404(page)
    return render(request, f"ui/about_{page}.html", {"stops": tour(request.user)} if page == "tour" else {})


@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for developers."""
    if not (settings.DEMONSTRATION or request.user.is_staff):
        raise Http404
    return render(request, "ui/components.html", examples())


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "400.html", {"reason": ""}, status=400)


def permission_denied(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The refusal with its reason, when the rules of access gave one."""
    return render(request, "403.html", {"reason": getattr(exception, "reason", "")}, status=403)


def page_not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", status=403)
