"""Annex 2: the opinion of the strategic planning authority on the draft of a concept (§103)."""

from django.utils.translation import pgettext

from planning_docs.models import ConceptOpinion
from rss_portal.documents import Column, Form, Table, row
from rss_portal.ui import formats

from .asked import Asked
from .lines import corner, said
from .opinion_rows import labels


def form(asked: Asked) -> Form:
    return Form(
        title=pgettext("form", "OPINION of the strategic planning authority on the draft Concept"),
        blocks=[_table(asked)],
        language=asked.language,
        corner=corner("2"),
        file_name=f"annex-2-{asked.document.pk}",
    )


def _table(asked: Asked) -> Table:
    columns = [Column(width=7, align="center"), Column(width=38), Column(width=55)]
    written = _written(asked)
    rows = [row(f"{number}.", label, written.get(number, "")) for number, label in labels()]
    return Table(columns, rows, caption=pgettext("form", "Opinion on the draft Concept"), headless=True)


def _written(asked: Asked) -> dict[int, str]:
    """The text of each row; the first three are known to the portal."""
    opinion = ConceptOpinion.objects.filter(edition=asked.contents.edition).select_related("body").first()
    known = {2: formats.name(asked.document.developer), 3: said(asked.document, "title")}
    if opinion is None or not (opinion.issued_on or asked.unissued):
        return known
    texts = {line.number: said(line, "text") for line in opinion.rows.all()}
    return {**texts, **known, 1: formats.name(opinion.body)}
