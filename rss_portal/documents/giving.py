"""A form given out: as bytes for a job, as an answer for a download."""

import re
from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from .blocks import Form
from .docx import render_docx
from .html import render_html
from .pdf import render_pdf
from .texts import clean
from .xlsx import render_xlsx

KINDS: dict[str, tuple[str, Callable[[Form], bytes]]] = {
    "html": ("text/html; charset=utf-8", render_html),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", render_xlsx),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", render_docx),
    "pdf": ("application/pdf", render_pdf),
}
NOT_IN_NAMES = re.compile(r"[^\w.-]+")
NAME_LENGTH = 120


def render(form: Form, kind: str) -> bytes:
    """FORM as html, xlsx, docx or pdf; the same form gives the same bytes. KeyError for another kind."""
    return KINDS[kind][1](form)


def file_name(form: Form, kind: str) -> str:
    """A name that every file system takes: letters, digits, dot, dash and underline."""
    stem = NOT_IN_NAMES.sub("_", clean(form.file_name)).strip("._-")[:NAME_LENGTH] or "form"
    return f"{stem}.{kind}"


def respond(form: Form, kind: str) -> HttpResponse:
    """FORM as a download; 404 for a kind that there is not."""
    if kind not in KINDS:
        raise Http404(f"no such format: {kind}")
    disposition = content_disposition_header(True, file_name(form, kind)) or "attachment"
    return HttpResponse(render(form, kind), content_type=KINDS[kind][0], headers={"Content-Disposition": disposition})
