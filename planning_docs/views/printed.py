"""The forms of a document: the list, and each as a page, XLSX, DOCX or PDF."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from planning_docs.document_pages import open_page
from planning_docs.printed_pages import FormLine, form_lines, line_of, made_form, report_years
from planning_docs.views.life import document_for
from rss_portal.documents import form_language, respond

LANGUAGES = (("kk", "Қазақша"), ("ru", "Русский"))  # each in itself, as readers of the other find it
FILES = ("xlsx", "docx", "pdf")


@require_safe
def forms(request: HttpRequest, pk: int) -> HttpResponse:
    """Every form that the document has, to be opened or taken as a file in Kazakh or Russian."""
    page = open_page(request, pk, "forms")
    lines = list(form_lines(request.user, page.document))
    context = page.context(lines=lines, languages=LANGUAGES, files=FILES)
    return render(request, "planning/printed/forms.html", context)


@require_safe
def form(request: HttpRequest, pk: int, annex: str) -> HttpResponse:
    """One form: `language` kk or ru, `format` html or a file's, `year` of a report, `edition` of a plan."""
    document = document_for(request, pk)
    line = line_of(request.user, document, annex, request.GET.get("year", ""), request.GET.get("edition", ""))
    language = form_language(request.GET.get("language") or get_language() or "kk")
    made = made_form(request.user, document, line, language)
    kind = request.GET.get("format", "html")
    if kind != "html":
        return respond(made, kind)
    context = {
        "document": document, "line": line, "form": made, "language": language,
        "languages": [(code, name, _address(line, code)) for code, name in LANGUAGES],
        "files": [(kind, _address(line, language, kind)) for kind in FILES],
        "years": report_years(document) if line.year else [],
    }  # fmt: skip
    return render(request, "planning/printed/form.html", context)


def _address(line: FormLine, language: str, kind: str = "") -> str:
    """The query of the same form in LANGUAGE and as a file of KIND."""
    return f"?{line.query}&{urlencode({'language': language, **({'format': kind} if kind else {})})}"
