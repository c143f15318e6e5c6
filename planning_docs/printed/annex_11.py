"""Annex 11: the conclusion of the state planning authority on the implementation of a document."""

from django.utils.translation import pgettext

from planning_docs.choices import DocumentKind
from rss_portal.documents import Block, Field, Fields, Form, Heading, RichText
from rss_portal.ui import formats

from . import words
from .asked import Asked
from .lines import act_text, bodies, corner, period, said
from .reporting import signature


def form(asked: Asked) -> Form:
    return Form(
        title=_title(asked),
        blocks=_blocks(asked),
        language=asked.language,
        corner=corner("11"),
        file_name=f"annex-11-{asked.document.pk}-{asked.report_year}",
    )


def _title(asked: Asked) -> str:
    """The annex names the National Plan; conclusions on other documents are made alike (§257, §271)."""
    if asked.document.kind == DocumentKind.NATIONAL_PLAN:
        return pgettext("form", "Conclusion of the state planning authority on the National Plan")
    title = said(asked.document, "title")
    return pgettext("form", "Conclusion of the state planning authority on «%(title)s»") % {"title": title}


def _blocks(asked: Asked) -> list[Block]:
    document = asked.document
    executors = pgettext("form", "State bodies and other organisations that are co-executors")
    fields = [
        Field(pgettext("form", "Name of the document"), said(document, "title")),
        Field(pgettext("form", "Number and date of the act that approved it"), act_text(asked.contents.edition)),
        Field(pgettext("form", "State body responsible for the development"), formats.name(document.developer)),
        Field(executors, bodies(asked.contents.co_executors)),
        Field(pgettext("form", "Term of implementation"), period(asked.years)),
    ]
    return [
        Fields(fields, numbered=True),
        Heading(pgettext("form", "6. Brief analysis of the results and position on the reasons"), 3),
        RichText(asked.conclusion.analysis),
        Heading(pgettext("form", "7. Findings (assessment) and proposals"), 3),
        RichText(asked.conclusion.findings),
        signature(asked, words.FIRST_HEAD),
    ]
