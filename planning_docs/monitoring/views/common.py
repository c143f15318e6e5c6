"""What the monitoring pages share: the document of the address, the years that can be reported on."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from planning_docs.document_tabs import tabs_of
from planning_docs.models import Indicator, PlanningDocument
from planning_docs.monitoring.forms import titled
from planning_docs.monitoring.queries.monitored import MonitoredYear
from rss_portal.access import require


def document_or_404(request: HttpRequest, pk: int, action: str = "planning.see") -> PlanningDocument:
    """The document, when the person may do ACTION to it."""
    found = get_object_or_404(PlanningDocument.objects.select_related("developer", "territory"), pk=pk)
    require(request.user, action, found)
    return found


def open_years(document: PlanningDocument) -> list[int]:
    """Years of the period that have begun, the newest first."""
    last = min(document.year_to, timezone.localdate().year)
    return list(range(last, document.year_from - 1, -1))


def asked_year(request: HttpRequest, document: PlanningDocument) -> int:
    """The year that the address asks for, else the last whole year of the period."""
    years = open_years(document)
    asked = request.GET.get("year", "")
    if asked.isascii() and asked.isdecimal() and int(asked[:6]) in years:
        return int(asked)
    whole = [year for year in years if year < timezone.localdate().year]
    return (whole or years or [document.year_from])[0]


def asked_quarter(request: HttpRequest, document: PlanningDocument) -> int:
    """The quarter that the address asks for; documents other than the national plan have none."""
    asked = request.GET.get("quarter", "")
    return int(asked) if asked in ("1", "2", "3", "4") and document.kind == "national_plan" else 0


def indicator_or_404(monitored: MonitoredYear, key: UUID) -> Indicator:
    rows = monitored.contents.indicators if monitored.contents else []
    found = next((one for one in rows if one.key == key), None)
    if found is None:
        raise Http404(str(key))
    return found


def trail(document: PlanningDocument) -> dict[str, Any]:
    """What the breadcrumb and the tabs of a document's monitoring pages need."""
    return {"document": document, "title": titled(document), "tabs": tabs_of(document)}
