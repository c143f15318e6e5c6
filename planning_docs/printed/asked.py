"""What is asked to be printed, and what several annexes read of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import QuerySet

from planning_docs.models import PlanningDocument
from rss_portal.documents import Text

from .reading import DocumentFacts, EditionContents
from .report_texts import ConclusionTexts, ReportTexts
from .told import Told


@dataclass(frozen=True)
class Change:
    """A row of the comparative table (Annex 6)."""

    element: Text
    present: Text
    proposed: Text
    reason: Text


@dataclass
class Asked:
    """The edition, the language, the report year; `visible` are the documents that the reader may see."""

    contents: EditionContents
    language: str
    year: int | None = None
    texts: ReportTexts = field(default_factory=ReportTexts)
    conclusion: ConclusionTexts = field(default_factory=ConclusionTexts)
    changes: Sequence[Change] = ()
    visible: QuerySet[PlanningDocument] | None = None
    final: bool | None = None  # a report on all years of the plan; None: it is one in the last year
    unissued: bool = False  # whether an opinion that is not issued yet is printed

    @property
    def document(self) -> PlanningDocument:
        return self.contents.document

    @property
    def years(self) -> list[int]:
        """Years of the plan."""
        return self.contents.years

    @property
    def reported_year(self) -> int:
        """The last year with results when the plan was written: two years before it begins."""
        return self.document.year_from - 2

    @property
    def current_year(self) -> int:
        """The year in which the plan was written: the one before it begins."""
        return self.document.year_from - 1

    @property
    def report_year(self) -> int:
        return self.year or self.document.year_to

    @property
    def report_years(self) -> list[int]:
        """Years of a report: its year, all years so far in a final one (Annex 10, 2.8; §230)."""
        final = self.report_year == self.document.year_to if self.final is None else self.final
        return [year for year in self.years if year <= self.report_year] if final else [self.report_year]

    @cached_property
    def told(self) -> Told:
        """Lines of indicators and measures with the facts of the report's years."""
        return Told(DocumentFacts(self.document, self.report_years))
