"""The forms of a document: which there are for the person who asks, and one of them made."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils import timezone

from planning_docs.choices import EditionState
from planning_docs.models import DocumentEdition, PlanningDocument
from planning_docs.monitoring.choices import MONITORED_STATES
from planning_docs.permissions import visible_to
from planning_docs.printed.asked import Asked
from planning_docs.printed.catalogue import Annex, annexes_of, build
from planning_docs.printed.changes import changes_of
from planning_docs.printed.reading import read
from planning_docs.printed.report_reading import asked_report, report_of
from rss_portal.access import decide
from rss_portal.documents import Form


@dataclass(frozen=True)
class FormLine:
    """A form in the list; one for each report year of a yearly one."""

    annex: Annex
    year: int | None
    edition: DocumentEdition

    @property
    def query(self) -> str:
        """What its address says of the year and of the edition."""
        return f"year={self.year}" if self.year else f"edition={self.edition.number}"


def editions_of(user: Any, document: PlanningDocument) -> list[DocumentEdition]:
    """The editions that USER may read, the newest first."""
    found = list(document.editions.select_related("based_on").order_by("-number"))
    if decide(user, "planning.see_draft", document):
        return found
    return [edition for edition in found if edition.state != EditionState.DRAFT]


def report_years(document: PlanningDocument) -> list[int]:
    """Years that can be reported on, the newest first; none before the document is approved."""
    if document.state not in MONITORED_STATES:
        return []
    last = min(document.year_to, timezone.localdate().year)
    return list(range(last, document.year_from - 1, -1))


def form_lines(user: Any, document: PlanningDocument) -> Iterator[FormLine]:
    """Every form of DOCUMENT that can be printed now."""
    editions = editions_of(user, document)
    shown = shown_edition(editions)
    for annex in annexes_of(document.kind):
        if annex.yearly and shown:
            yield from (FormLine(annex, year, shown) for year in report_years(document))
        elif annex.code == "6":
            yield from (FormLine(annex, None, edition) for edition in editions if edition.based_on_id)
        elif shown:
            yield FormLine(annex, None, shown)


def shown_edition(editions: list[DocumentEdition]) -> DocumentEdition | None:
    """The edition in force; before there is one the draft."""
    return next((one for one in editions if one.state == EditionState.CURRENT), editions[0] if editions else None)


def line_of(user: Any, document: PlanningDocument, code: str, year: str, edition: str) -> FormLine:
    """The form that an address names: the annex CODE with its year or edition, the newest where it names none.
    Not found for a form that the document does not have."""
    lines = [line for line in form_lines(user, document) if line.annex.code == code]
    if lines and edition and not lines[0].annex.yearly:
        others = [one for one in editions_of(user, document) if str(one.number) == edition]
        lines = [FormLine(lines[0].annex, None, one) for one in others if code != "6" or one.based_on_id]
    elif year:
        lines = [line for line in lines if str(line.year) == year]
    if not lines:
        raise Http404(code)
    return lines[0]


def made_form(user: Any, document: PlanningDocument, line: FormLine, language: str) -> Form:
    """The form of LINE in LANGUAGE (kk or ru), with the texts of its report where USER may read it."""
    return build(line.annex.code, _asked(user, document, line, language))


def _asked(user: Any, document: PlanningDocument, line: FormLine, language: str) -> Asked:
    contents, visible = read(line.edition), visible_to(user)
    report = report_of(user, document, line.year) if line.year else None
    if report:
        return asked_report(report, contents, language, visible=visible)
    return Asked(
        contents,
        language,
        line.year,
        changes=changes_of(line.edition, language) if line.annex.code == "6" else (),
        visible=visible,
        unissued=bool(decide(user, "planning.write_opinion", line.edition)),
    )
