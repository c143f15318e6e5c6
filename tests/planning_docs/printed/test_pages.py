"""The pages of the forms: which are listed, who gets them, in which language and format; the opinion of Annex 2."""

import io
from datetime import date

import docx
import openpyxl
import pytest
from django.urls import reverse

from planning_docs.models import ConceptOpinion, DocumentEdition
from planning_docs.monitoring.models import Report, ReportFactor
from planning_docs.printed import catalogue
from rss_portal.access import Refused
from rss_portal.accounts.models import RoleGrant
from rss_portal.changelog.models import Change
from rss_portal.notices.models import Notice
from tests.documents.reading import READERS, squeezed
from tests.factories import make_user
from tests.planning_docs.printed.world import add_fact, add_measure_fact, make_body, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return make_world()


def grant(name, role, body="", territory="KZ"):
    person = make_user(name)
    RoleGrant.objects.create(
        user=person, role=role, territory_code=territory, body_code=body, valid_from=date(2020, 1, 1)
    )
    return person


@pytest.fixture
def authority(world, signed_in):
    return signed_in(grant("authority", "planning_authority", "MNE"))


def address(world, name, annex, **asked):
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return reverse("planning:form", args=[world[name]["edition"].document_id, annex]) + f"?{query}"


def test_the_list_names_every_form_of_the_kind_and_reports_by_year(world, client):
    text = client.get(reverse("planning:forms", args=[world["region"]["edition"].document_id])).content.decode()
    listed = [annex.code for annex in catalogue.annexes_of("region_plan") if f"{annex.code}-қосымша" in text]
    assert listed == ["1-1", "5", "7", "8", "9", "11", "14"]
    assert "year=2026" in text and "year=2027" not in text


@pytest.mark.parametrize("kind", ["xlsx", "docx", "pdf"])
def test_a_form_is_given_in_the_language_asked_for_whatever_the_page_s(world, client, kind):
    answer = client.get(address(world, "region", "8", language="ru", format=kind))
    assert answer["Content-Disposition"].startswith("attachment")
    assert "Планмероприятий" in squeezed(READERS[kind](answer.content))


def test_a_form_on_a_page_is_in_its_own_language(world, client):
    answer = client.get(address(world, "region", "9", language="ru"))
    text = answer.content.decode()
    assert 'lang="ru"' in text and "Наименование администраторов бюджетных программ" in text


def test_numbers_of_a_workbook_can_be_added(world, client):
    answer = client.get(address(world, "region", "9", language="kk", format="xlsx"))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert 112.5 in [cell.value for line in sheet.iter_rows() for cell in line]


@pytest.mark.parametrize(
    "annex, asked",
    [("13", {}), ("nothing", {}), ("14", {"year": "1999"}), ("8", {"edition": "7"}), ("8", {"format": "exe"})],
)
def test_a_form_that_there_is_not_is_not_found(world, client, annex, asked):
    assert client.get(address(world, "region", annex, **asked)).status_code == 404


def test_a_restricted_document_s_forms_are_for_those_who_may_see_it(world, client, authority, signed_in):
    document = world["region"]["edition"].document
    document.restricted = True
    document.save()
    for found in (address(world, "region", "8"), reverse("planning:forms", args=[document.pk])):
        assert client.get(found).status_code == 403
        assert signed_in(grant(f"n{len(found)}", "planning_editor", "MNE")).get(found).status_code == 403
        assert authority.get(found).status_code == 200


def test_a_draft_edition_s_form_is_not_given_to_strangers(world, client, authority):
    region = world["region"]["edition"]
    DocumentEdition.objects.create(document=region.document, number=2, state="draft", based_on=region)
    assert client.get(address(world, "region", "6")).status_code == 404
    assert client.get(address(world, "region", "8", edition=2)).status_code == 404
    assert authority.get(address(world, "region", "6")).status_code == 200


def test_a_report_s_texts_are_printed_when_it_may_be_read(world, client, authority):
    edition = world["concept"]["edition"]
    report = Report.objects.create(
        document=edition.document, year=2026, note_kk="<p>Жазба</p>", note_ru="<p>Записка</p>"
    )
    ReportFactor.objects.create(report=report, internal=True, text_kk="Кадр", text_ru="Кадры")
    found = address(world, "concept", "12", year=2026, language="ru")
    assert "Записка" not in client.get(found).content.decode()
    text = authority.get(found).content.decode()
    assert "Записка" in text and "Кадры" in text


def test_a_page_of_a_form_asks_a_fixed_number_of_queries(world, client, django_assert_max_num_queries):
    region = world["region"]
    add_fact(region["linked"], 2026, 51)
    add_measure_fact(region["funded"], 2026, {"local": (1, 1)})
    client.get(address(world, "region", "14", year=2026))
    with django_assert_max_num_queries(26):
        assert client.get(address(world, "region", "14", year=2026)).status_code == 200


# --- the opinion ------------------------------------------------------------------------------------------


@pytest.fixture
def draft(world):
    """The concept while it is a draft."""
    edition = world["concept"]["edition"]
    edition.state = "draft"
    edition.save()
    edition.document.state = "agreeing"
    edition.document.save()
    return edition


def written(**more):
    body = {"body": "MNE", "seen_version": 0, "row_4_kk": "Мақсат", "row_4_ru": "Цель"}
    return {**body, **more}


def test_the_authority_writes_and_issues_the_opinion_and_the_developer_is_told(world, draft, authority, signed_in):
    editor = grant("editor", "planning_editor", "MNE")
    page = reverse("planning:opinion", args=[draft.document_id])
    issue = reverse("planning:opinion_issue", args=[draft.document_id])
    assert authority.post(page, written()).status_code == 302
    authority.post(issue)
    assert ConceptOpinion.objects.get().issued_on is None  # row 13 is not written yet
    recommended = written(seen_version=1, row_13_kk="Мақұлдансын", row_13_ru="Одобрить")
    assert authority.post(page, recommended).status_code == 302
    assert "Мақұлдансын" not in signed_in(editor).get(page).content.decode()
    assert authority.post(issue).status_code == 302
    assert ConceptOpinion.objects.get().issued_on is not None
    assert "Мақұлдансын" in signed_in(editor).get(page).content.decode()
    assert Notice.objects.filter(person=editor, kind="planning.opinion").exists()
    assert Change.objects.filter(object_type="planning.conceptopinion").count() == 3
    assert authority.post(page, written(seen_version=3)).status_code == 403


def test_two_people_do_not_overwrite_each_other_s_opinion(world, draft, authority):
    page = reverse("planning:opinion", args=[draft.document_id])
    authority.post(page, written())
    answer = authority.post(page, written(row_4_kk="Басқа"))
    assert answer.status_code == 422
    assert ConceptOpinion.objects.get().rows.get(number=4).text_kk == "Мақсат"


@pytest.mark.parametrize(
    "role, body, territory",
    [("planning_editor", "MNE", "KZ"), ("planning_authority", "", "110000000"), ("ministry_analyst", "", "KZ")],
)
def test_nobody_else_writes_the_opinion(world, draft, signed_in, role, body, territory):
    person = signed_in(grant("other", role, body, territory))
    page = reverse("planning:opinion", args=[draft.document_id])
    assert person.post(page, written()).status_code == 403
    assert not ConceptOpinion.objects.exists()


def test_the_printed_opinion_is_blank_for_others_until_it_is_issued(world, draft, authority, signed_in):
    authority.post(reverse("planning:opinion", args=[draft.document_id]), written())
    reader = signed_in(grant("reader", "planning_editor", "MNE"))
    found = address(world, "concept", "2", language="kk", format="docx")

    def row_4(person):
        return docx.Document(io.BytesIO(person.get(found).content)).tables[0].rows[3].cells[2].text

    assert (row_4(reader), row_4(authority)) == ("", "Мақсат")


def test_a_plan_of_a_region_has_no_opinion(world, authority):
    assert authority.get(reverse("planning:opinion", args=[world["region"]["edition"].document_id])).status_code == 404


def test_the_service_refuses_by_itself(world, draft):
    from planning_docs.services.opinions import write_opinion

    with pytest.raises(Refused):
        write_opinion(grant("nobody", "akimat_editor"), draft, make_body("X", "X"), {})
