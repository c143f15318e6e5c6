"""Rows of the comparative table for Annex 6."""

from planning_docs.models import DocumentEdition
from planning_docs.queries.comparing import comparison_rows
from rss_portal.documents import Run

from .asked import Change


def changes_of(edition: DocumentEdition, language: str) -> list[Change]:
    """What EDITION changes of the one before it; the changed part of a wording is bold."""
    return [
        Change(
            row.element,
            [Run(piece.text, bold=piece.changed) for piece in row.present],
            [Run(piece.text, bold=piece.changed) for piece in row.proposed],
            row.reason,
        )
        for row in comparison_rows(edition, language)
    ]
