"""The forms of Annexes 1, 4, 5 and 6 on the screen and as files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from planning_docs.effectiveness.evaluation_pages import evaluation_or_404, page
from planning_docs.effectiveness.models import Evaluation
from planning_docs.effectiveness.printed import FORMS, available
from rss_portal.access import decide
from rss_portal.documents import KINDS, form_language, respond


@require_GET
def printed(request: HttpRequest, body: str, year: int) -> HttpResponse:
    """Which forms there are."""
    found = evaluation_or_404(request, body, year)
    kinds = [kind for kind in KINDS if kind != "html"]
    return page(request, found, "printed", {"forms": _available(request, found), "kinds": kinds})


def _available(request: HttpRequest, found: Evaluation) -> list[Any]:
    return available(found, bool(decide(request.user, "effectiveness.see_decisions", found)))


@require_GET
def one_form(request: HttpRequest, body: str, year: int, code: str) -> HttpResponse:
    """One form, as `?format=` asks; in the language of `?language=`, else in the reader's."""
    found = evaluation_or_404(request, body, year)
    if code not in dict(_available(request, found)):
        raise Http404(code)
    language = form_language(request.GET.get("language") or request.LANGUAGE_CODE)
    form = FORMS[code].build(found, language)
    if kind := request.GET.get("format"):
        return respond(form, kind)
    context = {
        "form": form, "code": code, "title": FORMS[code].title, "language": language, "kinds": ["pdf", "docx", "xlsx"],
    }  # fmt: skip
    return page(request, found, "form", context)
