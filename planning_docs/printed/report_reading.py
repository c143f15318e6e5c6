"""The texts of a report and of its conclusion as their annexes print them, for somebody who may read them."""

from typing import Any

from django.utils import translation

from planning_docs.models import PlanningDocument
from planning_docs.monitoring.models import Conclusion, Report
from rss_portal.access import decide

from .asked import Asked
from .lines import said
from .reading import EditionContents
from .report_texts import ConclusionTexts, Factor, ReportTexts


def report_of(user: Any, document: PlanningDocument, year: int) -> Report | None:
    """The yearly report on DOCUMENT where there is one that USER may see."""
    found = Report.objects.filter(document=document, year=year, quarter=0).select_related("signed_by").first()
    if found is None:
        return None
    found.document = document
    return found if decide(user, "monitoring.see_report", found) else None


def asked_report(report: Report, contents: EditionContents, language: str, **more: Any) -> Asked:
    """What is asked to print REPORT and its conclusion in LANGUAGE; a final report tells all years of the plan."""
    with translation.override(language):
        return Asked(
            contents,
            language,
            report.year,
            final=report.final,
            texts=_texts(report),
            conclusion=_conclusion(Conclusion.objects.filter(report=report).first()),
            **more,
        )


def _texts(report: Report) -> ReportTexts:
    factors = [Factor(one.internal, said(one, "text"), said(one, "measures")) for one in report.factors.all()]
    signer = report.signed_by
    name = " ".join(filter(None, (signer.last_name, signer.first_name, signer.patronymic))) if signer else ""
    return ReportTexts(said(report, "note"), said(report, "proposals"), factors, name)


def _conclusion(held: Conclusion | None) -> ConclusionTexts:
    return ConclusionTexts(said(held, "analysis"), said(held, "findings")) if held else ConclusionTexts()
