"""What people write into a report or a conclusion, in the language of the form."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Factor:
    """A factor that influenced the result, and the measures taken (Annex 12, part 2)."""

    internal: bool
    text: str
    measures: str = ""


@dataclass(frozen=True)
class ReportTexts:
    """Annexes 10, 12, 13 and 14: the analytical note, conclusions, factors, who signs. Texts are sanitised HTML."""

    note: str = ""
    conclusions: str = ""
    factors: Sequence[Factor] = ()
    signed_by: str = ""


@dataclass(frozen=True)
class ConclusionTexts:
    """Annex 11, rows 6 and 7; sanitised HTML."""

    analysis: str = ""
    findings: str = ""
