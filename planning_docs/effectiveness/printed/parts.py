"""What the official forms share: cells, the corner with the annex, the body and the year, signatures."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from planning_docs.effectiveness.models import Evaluation
from planning_docs.effectiveness.rules import formulas as rules
from rss_portal.documents import Cell, Paragraph, Signature
from rss_portal.ui import formats

TWO = 2


def points_cell(value: Fraction | Decimal | None) -> Cell:
    """A coefficient or points with 2 decimals, half up."""
    if value is None:
        return Cell("")
    exact = value if isinstance(value, Decimal) else rules.as_decimal(value)
    return Cell(number=formats.half_up(exact, TWO), places=TWO)


def exact_cell(text: str | None) -> Cell:
    """A number of the case as it was entered."""
    if text is None:
        return Cell("")
    return Cell(number=rules.as_decimal(Fraction(text)).normalize() + 0)


def decimal_cell(value: Decimal | None) -> Cell:
    return Cell("") if value is None else Cell(number=value.normalize() + 0)


def subtitle(evaluation: Evaluation, language: str) -> list[str]:
    return [formats.name(evaluation.body, language), str(evaluation.year)]


def corner(annex: int) -> list[str]:
    said = _("Annex %(annex)s to the methodology approved by the order No. 14 of 19 January 2012")
    return [said % {"annex": annex}, _("form")]


def official(name: str) -> Signature:
    return Signature(name, "", _("date, signature, name in full"))


def paragraphs(text: str) -> list[Any]:
    return [Paragraph(part.strip()) for part in text.split("\n") if part.strip()] or [Paragraph("")]
