"""Facts and reports by the REST API: the same forms, permissions and services as the pages."""

import json
from decimal import Decimal

import pytest
from django.test import Client

from planning_docs.models import IndicatorFact, MeasureFact, MeasureFundingFact, PlanningDocument, ProvisionLink
from planning_docs.monitoring.models import Report
from planning_docs.monitoring.services import reports
from rss_portal.api.services import create_token
from rss_portal.changelog.models import ChangeSet
from tests.planning_docs.monitoring_world import YEAR

pytestmark = pytest.mark.django_db


@pytest.fixture
def api(monitoring):
    """Asks about the document of the world as a person of it."""
    clients = {None: Client()}

    def ask(person, method, part, body=None):
        if person not in clients:
            _row, token = create_token(monitoring.people[person], "tests", "write")
            clients[person] = Client(headers={"Authorization": f"Bearer {token}"})
        address = f"/api/v1/planning-documents/{monitoring.document.pk}/{part}"
        more = {} if body is None else {"data": body, "content_type": "application/json"}
        return getattr(clients[person], method)(address, **more)

    return ask


FACTS = f"facts/?year={YEAR}"
REPORT = f"reports/{YEAR}/0/"


def row_of(monitoring, name="schools", **more):
    return {"key": str(monitoring.indicators[name].key), **more}


def test_everybody_reads_facts_with_plans_and_statuses(monitoring, api):
    key = monitoring.indicators["schools"].key
    IndicatorFact.objects.create(
        document=monitoring.document, indicator_key=key, year=YEAR, value=Decimal(66), status="official",
        entered_by=monitoring.people["edu"],
    )  # fmt: skip
    found = api(None, "get", FACTS).json()
    whole = next(row for row in found["indicators"] if row["key"] == str(key) and row["territory"] is None)
    assert (whole["plan"], whole["value"], whole["deviation"], whole["percent_of_plan"], whole["reached"]) == (
        "60", "66", "6", "110", "done",
    )  # fmt: skip
    assert len([row for row in found["indicators"] if row["territory"]]) == 2
    build = found["measures"][0]
    assert build["funding"][0] == {
        "source": "local", "planned_mln": "120", "allocated_mln": None, "absorbed_mln": None, "reason_kk": "",
        "reason_ru": "",
    }  # fmt: skip
    assert api(None, "get", "facts/").status_code == 400
    assert api(None, "get", f"{FACTS}&quarter=2").status_code == 400


def test_a_co_executor_enters_its_own_rows_all_or_nothing(monitoring, api):
    measure = {
        "key": str(monitoring.measures["build"].key), "fully_completed": False, "text_kk": "Салынуда",
        "text_ru": "Строится", "funding": [{"source": "local", "allocated_mln": "100", "absorbed_mln": "99,5"}],
    }  # fmt: skip
    district = monitoring.country["north_1"].kato
    rows = [row_of(monitoring, value="61.5", status="official", seen_version=0),
            row_of(monitoring, territory=district, value=70)]  # fmt: skip
    answer = api("edu", "patch", FACTS, {"indicators": rows, "measures": [measure]})
    assert (answer.status_code, answer.json()) == (200, {"changed": 3})
    assert IndicatorFact.objects.get(territory=None).value == Decimal("61.5")
    assert IndicatorFact.objects.get(territory=district).status == "operational"
    assert MeasureFundingFact.objects.get().absorbed_mln == Decimal("99.5")
    assert ChangeSet.objects.filter(action="planning.save_facts", origin="api").count() == 1
    roads = row_of(monitoring, "roads", value="1")
    refused = api("edu", "patch", FACTS, {"indicators": [row_of(monitoring, value="99"), roads]})
    assert refused.status_code == 403
    assert IndicatorFact.objects.get(territory=None).value == Decimal("61.5")


def test_fields_that_are_not_given_stay_as_they_are(monitoring, api):
    key = str(monitoring.measures["build"].key)
    money = [{"source": "local", "allocated_mln": "100", "absorbed_mln": "90", "reason_kk": "Үнем"}]
    api("edu", "patch", FACTS, {"measures": [{"key": key, "text_kk": "Салынуда", "funding": money}]})
    answer = api("edu", "patch", FACTS, {"measures": [{"key": key, "fully_completed": True}]})
    assert answer.json() == {"changed": 1}
    fact = MeasureFact.objects.get()
    assert (fact.text_kk, fact.fully_completed, fact.version) == ("Салынуда", True, 2)
    assert fact.funding.get().reason_kk == "Үнем" and fact.funding.get().absorbed_mln == 90


def test_every_wrong_row_is_told_and_nothing_is_kept(monitoring, api):
    money = [{"source": "local", "absorbed_mln": "-5"}]
    body = {
        "indicators": [row_of(monitoring, value="61"), row_of(monitoring, value="көп", status="guessed")],
        "measures": [{"key": str(monitoring.measures["build"].key), "funding": money}],
    }
    answer = api("editor", "patch", FACTS, body)
    assert answer.status_code == 422
    told = {(one["name"], one.get("row")) for one in answer.json()["errors"]}
    assert told == {("value", 1), ("status", 1), ("absorbed_mln", 0)}
    assert not IndicatorFact.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        [], {"indicators": 5}, {"indicators": ["x"]}, {"indicators": [{"key": "KEY", "value": {"a": 1}}]},
        {"indicators": [{"key": "KEY", "value": "1", "seen_version": "1"}]},
        {"measures": [{"key": "BUILD", "fully_completed": "yes"}]}, {"measures": [{"key": "BUILD", "funding": {}}]},
    ],
)  # fmt: skip
def test_a_broken_body_is_a_bad_request(monitoring, api, body):
    keys = {"KEY": monitoring.indicators["schools"].key, "BUILD": monitoring.measures["build"].key}
    sent = json.dumps(body)
    for name, key in keys.items():
        sent = sent.replace(name, str(key))
    assert api("editor", "patch", FACTS, json.loads(sent)).status_code == 400


def test_unknown_rows_and_sources_are_not_found(monitoring, api):
    build = {"key": str(monitoring.measures["build"].key), "funding": [{"source": "republican", "allocated_mln": "1"}]}
    for body in ({"indicators": [{"key": "x", "value": "1"}]}, {"measures": [{"key": "x"}]}, {"measures": [build]}):
        assert api("editor", "patch", FACTS, body).status_code == 404


def test_a_row_that_others_changed_is_not_overwritten(monitoring, api):
    api("edu", "patch", FACTS, {"indicators": [row_of(monitoring, value="61")]})
    moved = api("editor", "patch", FACTS, {"indicators": [row_of(monitoring, value="70", seen_version=0)]})
    assert moved.status_code == 412 and moved.json()["code"] == "version_conflict"
    assert IndicatorFact.objects.get().value == 61


def test_a_percent_of_the_portal_is_not_overwritten(monitoring, api):
    ProvisionLink.objects.create(
        document=monitoring.document, indicator_key=monitoring.indicators["schools"].key,
        territory=monitoring.country["north"], edition_code="2023",
    )  # fmt: skip
    answer = api("edu", "patch", FACTS, {"indicators": [row_of(monitoring, value="1", comment_kk="Себебі")]})
    assert answer.status_code == 200
    fact = IndicatorFact.objects.get()
    assert (fact.value, fact.comment_kk) == (None, "Себебі")


def test_strangers_other_territories_and_closed_years_are_refused(monitoring, api):
    body = {"indicators": [row_of(monitoring, value="1")]}
    assert api(None, "patch", FACTS, body).status_code == 401
    for person in ("stranger", "authority", "other_authority"):
        assert api(person, "patch", FACTS, body).status_code == 403
    assert api("editor", "patch", f"facts/?year={YEAR - 1}", body).status_code == 403
    report = reports.begin_report(monitoring.people["editor"], monitoring.document, YEAR)
    Report.objects.filter(pk=report.pk).update(state="signed")
    assert api("edu", "patch", FACTS, body).status_code == 403


def test_a_report_goes_its_whole_way(monitoring, api, run_jobs):
    assert api("edu", "post", "reports/", {"year": YEAR}).status_code == 403
    begun = api("editor", "post", "reports/", {"year": YEAR})
    assert (begun.status_code, begun.json()["state"]) == (201, "draft")
    assert api("editor", "post", "reports/", {"year": YEAR, "quarter": 1}).status_code == 422
    said = {"body": "EDU", "text_kk": "Ақпарат", "text_ru": "Информация"}
    assert api("road", "post", f"{REPORT}information/", said).status_code == 403
    assert api("edu", "post", f"{REPORT}information/", said).json()["sent_on"]
    job = api("editor", "post", f"{REPORT}prepare/", {}).json()["job"]
    run_jobs()
    assert Client().get(f"/api/v1/jobs/{job['id']}/").status_code in (401, 404)
    seen = api("editor", "get", REPORT).json()
    assert seen["figures"] and seen["note_kk"]
    texts = {"seen_version": seen["version"], "note_kk": "<p>Жазба</p><script>x</script>", "note_ru": "<p>Записка</p>"}
    assert "script" not in api("editor", "patch", REPORT, texts).json()["note_kk"]
    assert api("editor", "patch", REPORT, texts).status_code == 412
    assert api(None, "get", REPORT).status_code == 403
    assert api(None, "get", "reports/").json()["results"] == []
    for person, action, state in (("editor", "sign", "signed"), ("editor", "submit", "submitted")):
        assert api(person, "post", f"{REPORT}{action}/", {}).json()["state"] == state
    assert api("authority", "post", f"{REPORT}return/", {}).status_code == 422
    conclusion = {"seen_version": 0, "analysis_kk": "<p>Талдау</p>", "analysis_ru": "<p>Анализ</p>"}
    assert api("authority", "post", f"{REPORT}conclusion/", conclusion).json()["version"] == 1
    assert api("other_authority", "post", f"{REPORT}accept/", {}).status_code == 403
    assert api("authority", "post", f"{REPORT}accept/", {}).json()["state"] == "accepted"
    public = api(None, "get", REPORT).json()
    assert public["conclusion"]["analysis_kk"] and [one["action"] for one in public["steps"]][0] == "accept_report"


def test_a_restricted_document_has_no_facts_and_no_reports_for_strangers(monitoring, api):
    reports.begin_report(monitoring.people["editor"], monitoring.document, YEAR)
    PlanningDocument.objects.update(restricted=True)
    Report.objects.update(state="accepted")
    for part in (FACTS, "reports/", REPORT):
        assert api(None, "get", part).status_code == 404
        assert api("other_authority", "get", part).status_code == 404
        assert api("edu", "get", part).status_code == 200
