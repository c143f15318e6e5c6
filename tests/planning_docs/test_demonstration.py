"""The demonstration documents: made once, complete, marked as invented, with two years of facts."""

import pytest
from django.core.management import CommandError, call_command

from planning_docs.models import IndicatorFact, PlanningDocument
from planning_docs.monitoring.demonstration import build_planning
from planning_docs.monitoring.models import Report
from planning_docs.monitoring.queries.monitored import MonitoredYear

pytestmark = pytest.mark.django_db


@pytest.fixture
def documents(country, settings):
    settings.DEMONSTRATION = True
    call_command("load_calendar", verbosity=0)
    build_planning()
    return PlanningDocument.objects.order_by("pk")


def test_there_are_five_documents_and_a_second_call_changes_nothing(documents, settings):
    assert [one.kind for one in documents] == ["national_plan", "concept", "body_plan", "region_plan", "region_plan"]
    assert all("көрсетілім" in one.title_kk and "демонстрация" in one.title_ru for one in documents)
    again = build_planning()
    assert (again.made, PlanningDocument.objects.count()) == (False, 5)


def test_two_years_have_facts_and_every_status_occurs(documents):
    years = set(IndicatorFact.objects.values_list("year", flat=True))
    assert years == {2024, 2025}
    lines = [MonitoredYear(one, year) for one in documents for year in years]
    assert {line.status for year in lines for line in year.indicators} >= {"done", "partly", "not_done"}
    assert {line.status for year in lines for line in year.measures} == {"done", "partly", "not_done"}


def test_districts_of_what_adds_up_add_up_to_the_region(documents):
    region = documents.filter(kind="region_plan").first()
    monitored = MonitoredYear(region, 2024)
    places = next(line for line in monitored.indicators if line.indicator.additive)
    parts = monitored.district_lines(places.indicator)
    assert sum(part.fact.value for part in parts) == places.fact.value
    assert sum(part.value.plan for part in parts) == places.value.plan


def test_the_first_year_is_accepted_and_the_second_is_being_written(documents):
    assert set(Report.objects.values_list("year", "state")) == {(2024, "accepted"), (2025, "draft")}
    assert all(report.figures["completeness"] == "100.0" for report in Report.objects.all())


def test_production_never_gets_them(country, settings):
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError):
        call_command("demonstrate_planning")
