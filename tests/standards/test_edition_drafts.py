"""A draft edition from its copy to its being in force, by services and by pages."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from rss_portal.access import Refused
from rss_portal.changelog.models import Change
from rss_portal.jobs.models import Job
from standards.models import Edition
from standards.services import edition_drafts as drafts
from standards.services.editions import EditionRefused
from tests.factories import make_user

STATUS = "other_village"


@pytest.fixture
def analyst(country):
    return make_user("analyst", "ministry_analyst")


@pytest.fixture
def draft(analyst, edition):
    return drafts.copy_edition(analyst, edition, "2026-draft", title_kk="Жоба", title_ru="Проект")


@pytest.fixture
def client(analyst, signed_in):
    return signed_in(analyst)


def list_of(edition, status=STATUS):
    return list(edition.requirements.filter(status=status).values_list("item_id", "level", "position"))


def form_of(page):
    """What a browser would send back of the page of a list."""
    form = page.context["form"]
    data = {"revision": page.context["edition"].revision}
    for _item, row in form.rows:
        data |= {row.add_prefix(name): row.initial.get(name, "") for name in row.fields}
    return data


def test_the_list_of_a_status_is_changed_in_the_browser_and_logged(client, draft):
    address = reverse("standards:edition_list", args=[draft.pk, STATUS])
    data = form_of(client.get(address))
    before = list_of(draft)
    data |= {"EDU-01-level": "recommended", "CUL-01-level": ""}
    assert client.post(address, data).status_code == 302
    draft.refresh_from_db()
    after = {item: level for item, level, _position in list_of(draft)}
    assert after["EDU-01"] == "recommended" and "CUL-01" not in after
    assert draft.revision == 2
    untouched = {item: level for item, level, _position in before if item not in ("EDU-01", "CUL-01")}
    assert untouched.items() <= after.items()
    assert [position for *_, position in list_of(draft)] == list(range(1, len(after) + 1))
    assert Change.objects.filter(object_key=draft.pk, change_set__action="standards.change_list").count() == 1


def test_saving_a_list_as_it_is_changes_nothing(client, draft):
    address = reverse("standards:edition_list", args=[draft.pk, STATUS])
    client.post(address, form_of(client.get(address)))
    draft.refresh_from_db()
    assert draft.revision == 1


def test_a_page_read_before_another_s_change_saves_nothing(client, analyst, draft):
    address = reverse("standards:edition_list", args=[draft.pk, STATUS])
    data = form_of(client.get(address))
    drafts.change_list(analyst, draft.pk, 1, "okrug_centre", [])
    before = list_of(draft)
    assert client.post(address, data | {"EDU-01-level": ""}).status_code == 302
    assert list_of(draft) == before


def test_a_wrong_position_is_told_beside_its_field(client, draft):
    address = reverse("standards:edition_list", args=[draft.pk, STATUS])
    answer = client.post(address, form_of(client.get(address)) | {"EDU-01-position": "x"})
    assert answer.status_code == 422 and "field-error" in answer.content.decode()


def test_the_head_is_changed_and_a_bad_parameter_is_explained(client, draft, language):
    address = reverse("standards:edition_head", args=[draft.pk])
    page = client.get(address)
    data = {name: page.context["form"].initial.get(name) or "" for name in page.context["form"].fields}
    data["revision"] = 1
    bad = client.post(address, data | {"parameters": '{"facility": {"method": "nowhere"}}'})
    assert bad.status_code == 422 and "facility.method" in bad.content.decode()
    assert client.post(address, data | {"act_number": "710", "parameters": '{"missing": "exclude"}'}).status_code == 302
    draft.refresh_from_db()
    assert (draft.act_number, draft.parameters, draft.revision) == ("710", {"missing": "exclude"}, 2)


def workbook(client, draft, change=lambda sheet: None):
    answer = client.get(reverse("standards:edition_lists_file", args=[draft.pk]))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    change(book.active)
    target = io.BytesIO()
    book.save(target)
    return SimpleUploadedFile("lists.xlsx", target.getvalue())


def upload(client, draft, file):
    address = reverse("standards:edition_upload", args=[draft.pk])
    return client.post(address, {"revision": Edition.objects.get(pk=draft.pk).revision, "file": file})


def test_the_lists_go_out_as_a_workbook_and_come_back_unchanged(client, draft):
    assert upload(client, draft, workbook(client, draft)).status_code == 302
    draft.refresh_from_db()
    assert draft.revision == 1


def test_a_changed_workbook_changes_the_lists(client, draft):
    def first_row_recommended(sheet):
        sheet["C2"] = "recommended"

    assert upload(client, draft, workbook(client, draft, first_row_recommended)).status_code == 302
    draft.refresh_from_db()
    assert draft.revision == 2


def test_every_problem_of_a_workbook_is_shown_at_once_and_nothing_changes(client, draft):
    def spoil(sheet):
        sheet["A2"], sheet["C3"], sheet["D4"] = "village", "must", "first"

    answer = upload(client, draft, workbook(client, draft, spoil))
    assert answer.status_code == 422
    assert [(one.row, one.column) for one in answer.context["problems"]] == [
        (2, "status"),
        (3, "level"),
        (4, "position"),
    ]
    draft.refresh_from_db()
    assert draft.revision == 1


@pytest.mark.parametrize("content", [b"", b"a;b", b"PK\x03\x04broken"])
def test_what_is_no_workbook_is_refused_in_words(client, draft, content):
    answer = upload(client, draft, SimpleUploadedFile("lists.xlsx", content))
    assert answer.status_code == 422 and answer.context["form"].errors["file"]


def test_a_draft_without_mandatory_items_is_not_put_in_force(client, analyst, draft):
    drafts.change_list(analyst, draft.pk, 1, STATUS, [])
    with pytest.raises(EditionRefused):
        drafts.put_in_force(analyst, draft)
    answer = client.post(reverse("standards:edition_in_force", args=[draft.pk]), follow=True)
    assert "Басқа ауыл" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_an_edition_in_force_is_not_changed_any_more(client, analyst, draft, edition):
    assert client.post(reverse("standards:edition_in_force", args=[draft.pk])).status_code == 302
    draft.refresh_from_db()
    assert draft.state == "in_force"
    with pytest.raises(drafts.NotADraft):
        drafts.change_list(analyst, draft.pk, draft.revision, STATUS, [])
    for name in ("edition_head", "edition_upload"):
        assert client.get(reverse(f"standards:{name}", args=[draft.pk])).status_code == 404
    assert client.post(reverse("standards:edition_remove", args=[edition.pk])).status_code == 404


def test_a_draft_is_removed_with_its_history_kept(client, draft):
    assert client.post(reverse("standards:edition_remove", args=[draft.pk])).status_code == 302
    assert not Edition.objects.filter(pk=draft.pk).exists()
    assert Change.objects.filter(object_key=draft.pk, change_set__action="standards.remove_edition").exists()


def test_two_editions_are_compared_over_the_country_in_the_background(client, draft, edition):
    sent = {"first": edition.pk, "second": draft.pk, "year": "1999"}
    assert client.post(reverse("standards:compare_over_country"), sent).url == reverse("standards:compare_editions")
    assert not Job.objects.exists()


def test_only_the_ministry_changes_drafts(draft):
    stranger = make_user("head", "akimat_head")
    for action in (
        lambda: drafts.change_list(stranger, draft.pk, 1, STATUS, []),
        lambda: drafts.replace_lists(stranger, draft.pk, 1, []),
        lambda: drafts.remove_draft(stranger, draft.pk),
        lambda: drafts.put_in_force(stranger, draft),
    ):
        with pytest.raises(Refused):
            action()
