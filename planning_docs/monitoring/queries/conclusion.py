"""What the criteria of a conclusion (§271) are computed from."""

from typing import Any

from planning_docs.models import ChangeReason, DocumentEdition, PlanningDocument
from planning_docs.monitoring.models import Report, ReportInformation
from planning_docs.rules.conclusion import Criteria, Monitored, criteria
from planning_docs.rules.statuses import total

from .monitored import MonitoredYear, entered


def report_years(report: Report) -> list[MonitoredYear]:
    """The years that REPORT tells, the last one last; a final report tells the whole period (§230)."""
    last = MonitoredYear(report.document, report.year, report.quarter)
    earlier = [MonitoredYear(report.document, year, 0, last.contents) for year in report.years[:-1]]
    return [*earlier, last]


def report_criteria(report: Report, due_on: Any = None) -> Criteria:
    """The computed criteria of REPORT; information counts as in time until DUE_ON (always, without one)."""
    years = report_years(report)
    indicators = [line for year in years for line in year.indicators]
    measures = [line for year in years for line in year.measures]
    editions, changes, reasoned = amendments(report.document)
    asked = list(ReportInformation.objects.filter(report=report)) if report.pk else []
    return criteria(
        Monitored(
            indicators=[line.status for line in indicators],
            measures=[line.status for line in measures],
            absorption=total(year.absorption_total for year in years),
            facts_entered=entered(indicators) + entered(measures),
            facts_expected=len(indicators) + len(measures),
            amendments=editions,
            changes=changes,
            changes_with_reason=reasoned,
            bodies_asked=len(asked),
            bodies_in_time=sum(1 for one in asked if one.sent_on and (due_on is None or one.sent_on <= due_on)),
        )
    )


def amendments(document: PlanningDocument) -> tuple[int, int, int]:
    """How often DOCUMENT was amended, how many changes these amendments say, how many of them with a reason."""
    amended = DocumentEdition.objects.filter(document=document, number__gt=1, act_date__isnull=False)
    reasons = ChangeReason.objects.filter(edition__in=amended)
    without = reasons.filter(reason_kk="", reason_ru="").count()
    said = reasons.count()
    return amended.count(), said, said - without
