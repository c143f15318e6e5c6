"""Annex 6: the comparative table of an amendment."""

from django.utils.translation import pgettext

from planning_docs.choices import DocumentKind
from rss_portal.documents import Column, Form, Table, row
from rss_portal.ui import formats

from . import words
from .asked import Asked
from .lines import corner, for_years


def form(asked: Asked) -> Form:
    title = _title(asked)
    rows = [
        row(str(number), change.element, change.present, change.proposed, change.reason)
        for number, change in enumerate(asked.changes, 1)
    ]
    return Form(
        title=title,
        subtitle=[for_years(asked.years), _whose(asked)],
        blocks=[Table(_columns(), rows, caption=title)],
        language=asked.language,
        landscape=True,
        corner=corner("6"),
        file_name=f"annex-6-{asked.document.pk}-{asked.contents.edition.number}",
        notes=[pgettext("form", "Note of Annex 6")],
    )


def _title(asked: Asked) -> str:
    """The annex is made for plans of regions; other documents are compared alike."""
    if asked.document.kind == DocumentKind.REGION_PLAN:
        return pgettext("form", "Comparative table of the changes and additions to the development plan")
    return pgettext("form", "Comparative table of the changes and additions to the document")


def _whose(asked: Asked) -> str:
    """The document, which the annex names by its region."""
    return f"«{formats.name(asked.document)}»"


def _columns() -> list[Column]:
    return [
        Column(words.NUMBER, 5, align="center"),
        Column(pgettext("form", "Structural element"), 17),
        Column(pgettext("form", "Present wording"), 28),
        Column(pgettext("form", "Proposed wording"), 28),
        Column(pgettext("form", "Grounds"), 22),
    ]
