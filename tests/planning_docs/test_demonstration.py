"""The demonstration documents: made once, complete, marked as invented, with two years of facts."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from planning_docs.models import FinancialNeed, IndicatorFact, PlanningDocument
from planning_docs.monitoring.demonstration import build_planning
from planning_docs.monitoring.models import Report
from planning_docs.monitoring.queries.monitored import MonitoredYear
from planning_docs.queries import comparing

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


def test_the_plan_of_the_body_prints_its_annexes_with_content(documents, client):
    """Passports (1-1), the need for money (4), an amendment (6) and the money of its measures (13)."""
    body = documents.get(kind="body_plan")
    edition = body.editions.get(state="current")
    assert (edition.number, edition.act_kind, body.passports.count()) == (2, "order", 4)
    assert {one.kind for one in comparing.comparison(edition)} == {"added", "changed", "removed"}
    assert comparing.without_reason(edition, comparing.comparison(edition)) == []
    needs = FinancialNeed.objects.filter(edition=edition)
    assert {one.priority for one in needs} == {1, 2} and needs[0].amounts_mln["2028"] == "28000"
    said = {}
    for code in ("1-1", "4", "6", "13"):
        asked = {"language": "ru", **({"year": 2025} if code == "13" else {})}
        said[code] = client.get(reverse("planning:form", args=[body.pk, code]), asked).content.decode()
    assert "Число корректировок / число действующих документов" in said["1-1"]
    assert "229.004 Целевые трансферты" in said["4"].replace("\u00a0", " ") and "Поручение о реализации" in said["4"]
    assert "открытость" in said["6"] and "Итоги мониторинга за 2025 год" in said["6"]
    assert "задержаны процедуры государственных закупок" in said["13"]


def test_the_passports_were_in_time(documents):
    body = documents.get(kind="body_plan")
    (mark,) = body.deadline_marks.filter(step="passports")
    assert mark.done_on == date(2024, 2, 4)


def test_production_never_gets_them(country, settings):
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError):
        call_command("demonstrate_planning")
