"""A region plan in force with a report, so that each address of monitoring can be opened."""

from typing import Any

from planning_docs.choices import BodyKind
from planning_docs.monitoring.models import Report, ReportFactor, ReportInformation
from tests.planning_docs.monitoring_world import YEAR, make_body, make_document, make_edition, make_indicator

PAGES = (
    "document_deadlines", "deadline_mark", "deadline_unmark", "facts", "facts_districts", "facts_take", "facts_provision",
    "facts_provision_remove", "reports", "report", "report_write", "report_prepare", "report_information",
    "report_factor", "report_factor_remove", "report_conclusion", "report_step", "report_return",
)  # fmt: skip
ARGUMENTS = {"pk": "monitored_document", "key": "monitored_indicator", "year": YEAR, "quarter": 0, "code": "MON",
             "number": "monitored_factor", "token": "x"}  # fmt: skip
SPECIAL = {f"planning:{page}": ARGUMENTS for page in PAGES}
SENT = {"planning:report_step": {"action": "sign"}}


def monitoring_objects(country: dict[str, Any]) -> dict[str, Any]:
    """The objects that the arguments above name. Nobody of the world works for the body of the plan."""
    body = make_body("MON", country["north"], BodyKind.LOCAL)
    document = make_document(body)
    indicator = make_indicator(make_edition(document), "Мектептер", body, "60")
    report = Report.objects.create(document=document, year=YEAR, state="submitted")
    ReportInformation.objects.create(report=report, body=body)
    factor = ReportFactor.objects.create(report=report, text_kk="Баға", text_ru="Цены")
    return {
        "monitored_document": document.pk,
        "monitored_indicator": indicator.key,
        "monitored_factor": factor.pk,
    }
