"""A form as HTML: a part of a page, or a page of its own to keep."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .blocks import Form, Text
from .layout import lay_out
from .texts import plain_text, runs_of

STYLES = ("tokens.css", "documents.css")


@dataclass(frozen=True)
class Sheet:
    """A form laid out, for the template: each block with the name of its kind."""

    form: Form
    level: int
    blocks: list[tuple[str, Any]]


def html_runs(text: Text) -> SafeString:
    """TEXT escaped, with its bold and italic parts and line breaks."""
    return mark_safe("".join(_html_run(run) for run in runs_of(text)))  # noqa: S308  escaped below


def _html_run(run: Any) -> str:
    text = escape(run.text).replace("\n", "<br>")
    text = f"<em>{text}</em>" if run.italic else text
    return f"<strong>{text}</strong>" if run.bold else text


def sheet(form: Form, level: int = 2) -> SafeString:
    """FORM as a part of a page, in its own language whatever the page's."""
    with translation.override(form.language):
        blocks = [(type(block).__name__, block) for block in lay_out(form)]
        return mark_safe(  # noqa: S308  our own template
            render_to_string("documents/sheet.html", {"sheet": Sheet(form, level, blocks), "form": form})
        )


def render_html(form: Form) -> bytes:
    """FORM as a page of its own with its styles inside."""
    styles = mark_safe(_styles())  # noqa: S308  our own files
    context = {"form": form, "sheet_html": sheet(form, 1), "title": plain_text(form.title), "styles": styles}
    with translation.override(form.language):
        return render_to_string("documents/page.html", context).encode()


def _styles() -> str:
    folder = Path(settings.BASE_DIR) / "static" / "css"
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in STYLES)
