"""The entry page, the grid and the panel in the server's eyes."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from settlements.models import Campaign, EntryFile, InventoryReturn, ReturnRemark
from settlements.services.entries import save_entry
from tests.settlements.entry_world import YEAR, World, make_entry

SignIn = Callable[[Any], Client]
PDF = b"%PDF-1.7\n%test"


def entry_url(world: World, direction: str = "EDU") -> str:
    return reverse("settlements:entry", args=[world.village.kato, YEAR]) + f"?direction={direction}"


def field(world: World, item: Any, name: str) -> str:
    return f"{world.village.kato}.{item.code}.{name}"


def autosave(client: Client, world: World, values: dict[str, Any], **more: Any) -> Any:
    body = {
        "settlement": world.village.kato,
        "year": YEAR,
        "item": "EDU-01",
        "seen_version": 0,
        "values": values,
        **more,
    }
    return client.post(reverse("settlements:cell"), json.dumps(body), content_type="application/json")


def test_the_page_shows_the_items_of_a_direction_with_last_year(world: World, signed_in: SignIn) -> None:
    page = signed_in(world.editor).get(entry_url(world)).content.decode()
    assert "Білім беру мектептері" in page
    assert "Сумен жабдықтау" not in page
    assert f'name="{field(world, world.school, "good")}"' in page
    assert 'class="cell-last"' in page


def test_without_scripts_good_rows_are_saved_and_the_wrong_come_back_with_their_text(
    world: World, signed_in: SignIn
) -> None:
    sent = {
        field(world, world.school, "required"): "4",
        field(world, world.school, "good"): "12,5",
        field(world, world.school, "version"): "0",
        field(world, world.bus, "available"): "1",
        field(world, world.bus, "version"): "0",
    }
    answer = signed_in(world.editor).post(entry_url(world), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="12,5"' in page
    assert "error-summary" in page
    assert world.entry(world.school) is None
    assert world.entry(world.bus).available is True


def test_without_scripts_a_warning_asks_for_a_note_and_the_note_saves(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.editor)
    sent = {field(world, world.school, "good"): "9", field(world, world.school, "version"): "0"}
    assert field(world, world.school, "confirm") in client.post(entry_url(world), sent).content.decode()
    sent[field(world, world.school, "confirm")] = "Жаңа мектептер"
    assert client.post(entry_url(world), sent).status_code == 302
    assert world.entry(world.school).good == 9


def test_without_scripts_a_conflict_is_told_and_the_second_press_decides(world: World, signed_in: SignIn) -> None:
    save_entry(world.district_head, world.village, YEAR, world.school, {"good": 2}, seen_version=None)
    client = signed_in(world.editor)
    sent = {field(world, world.school, "good"): "3", field(world, world.school, "version"): "0"}
    answer = client.post(entry_url(world), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "district_head" in page
    assert f'name="{field(world, world.school, "version")}" value="1"' in page
    sent[field(world, world.school, "version")] = "1"
    assert client.post(entry_url(world), sent).status_code == 302
    assert world.entry(world.school).good == 3


def test_autosave_answers_each_outcome_with_its_status(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.editor)
    saved = autosave(client, world, {"good": "3"})
    assert (saved.status_code, saved.json()["version"], saved.json()["existing"]) == (200, 1, 3)
    invalid = autosave(client, world, {"good": "x"}, seen_version=1)
    assert (invalid.status_code, invalid.json()["status"]) == (422, "invalid")
    warned = autosave(client, world, {"good": "0"}, seen_version=1)
    assert (warned.status_code, warned.json()["status"]) == (422, "confirm")
    save_entry(world.district_head, world.village, YEAR, world.school, {"good": 2}, seen_version=None)
    conflict = autosave(client, world, {"good": "4"}, seen_version=1)
    assert (conflict.status_code, conflict.json()["fields"], conflict.json()["values"]["good"]) == (409, ["good"], "2")
    assert autosave(client, world, {"na_approved": "1"}).status_code == 400
    assert client.post(reverse("settlements:cell"), "[", content_type="application/json").status_code == 400


@pytest.mark.parametrize(
    ("person", "status"), [("neighbour", "refused"), ("entrepreneur", "refused"), ("", "signed_out")]
)
def test_autosave_refuses_strangers(world: World, signed_in: SignIn, person: str, status: str) -> None:
    client = signed_in(getattr(world, person)) if person else Client()
    answer = autosave(client, world, {"good": "3"})
    assert (answer.status_code, answer.json()["status"]) == (403, status)
    assert world.entry(world.school) is None


def test_autosave_needs_the_token_against_forged_requests(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.editor, backend="django.contrib.auth.backends.ModelBackend")
    assert autosave(client, world, {"good": "3"}).status_code == 403
    assert world.entry(world.school) is None


@pytest.mark.parametrize("name", ["entry", "entry_panel", "entry_row", "grid"])
def test_an_unpublished_year_is_not_shown_to_the_neighbour(world: World, signed_in: SignIn, name: str) -> None:
    address = {
        "entry": entry_url(world),
        "entry_panel": reverse("settlements:entry_panel", args=[world.village.kato, YEAR, "EDU-01"]),
        "entry_row": reverse("settlements:entry_row", args=[world.village.kato, YEAR, "EDU-01"]),
        "grid": reverse("settlements:grid", args=["116000000", YEAR, "EDU"]),
    }[name]
    assert signed_in(world.neighbour).get(address).status_code == 403
    assert signed_in(world.editor).get(address).status_code == 200
    Campaign.objects.filter(pk=YEAR).update(published_at=timezone.now())
    assert Client().get(address).status_code == 200


def test_same_undo_and_approval_work_from_the_page(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.editor)
    client.post(reverse("settlements:entry_same", args=[world.village.kato, YEAR]), {"only_direction": "EDU"})
    assert world.entry(world.school).confirmed_same
    assert world.entry(world.water) is None
    client.post(reverse("settlements:entry_undo", args=[world.village.kato, YEAR]))
    assert world.entry(world.school) is None
    autosave(client, world, {"na_reason": "own_school"}, item="EDU-02")
    signed_in(world.district_head).post(reverse("settlements:entry_approve", args=[world.village.kato, YEAR]))
    assert world.entry(world.bus).na_approved


def test_files_are_recognised_by_content_and_given_out_as_attachments(
    world: World, signed_in: SignIn, settings: Any, tmp_path: Any
) -> None:
    entry = make_entry(world.village, YEAR, world.school, good=1)
    client = signed_in(world.editor)
    address = reverse("settlements:entry_attach", args=[world.village.kato, YEAR, "EDU-01"])
    client.post(address, {"file": SimpleUploadedFile("act.pdf", b"<html>")})
    assert not entry.files.exists()
    client.post(address, {"file": SimpleUploadedFile("акт 1.pdf", PDF)})
    kept = EntryFile.objects.get()
    assert "акт" not in kept.file.name
    given = client.get(reverse("settlements:entry_file", args=[kept.pk]))
    assert given["Content-Disposition"].startswith("attachment")
    assert b"".join(given.streaming_content) == PDF
    for stranger in (signed_in(world.neighbour), signed_in(world.entrepreneur), Client()):
        assert stranger.get(reverse("settlements:entry_file", args=[kept.pk])).status_code == 403
    page = client.get(reverse("settlements:entry_panel", args=[world.village.kato, YEAR, "EDU-01"]))
    assert kept.name in page.content.decode()
    client.post(reverse("settlements:entry_clear", args=[world.village.kato, YEAR, "EDU-01"]), {"seen_version": "1"})
    assert world.entry(world.school)  # files keep the entry
    client.post(reverse("settlements:entry_file_remove", args=[kept.pk]))
    assert not EntryFile.objects.exists()


def test_the_panel_tells_remarks_and_history(world: World, signed_in: SignIn) -> None:
    save_entry(world.editor, world.village, YEAR, world.school, {"good": 3}, seen_version=None)
    held = InventoryReturn.objects.get(settlement=world.village)
    ReturnRemark.objects.create(inventory_return=held, item=world.school, text="Тексеріңіз", author=world.district_head)
    address = reverse("settlements:entry_panel", args=[world.village.kato, YEAR, "EDU-01"]) + "?fragment=1"
    page = signed_in(world.editor).get(address).content.decode()
    assert "Тексеріңіз" in page
    assert "Айгүл Сәрсенова" in page
    assert "<html" not in page


def test_the_grid_of_an_item_saves_rows_of_several_settlements(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.editor)
    address = reverse("settlements:grid", args=["116000000", YEAR, "EDU"])
    assert "Ескенежал" in client.get(address).content.decode()
    other = world.places["village_b"]
    sent = {
        field(world, world.school, "good"): "3",
        field(world, world.school, "version"): "0",
        f"{other.kato}.EDU-01.good": "1",
        f"{other.kato}.EDU-01.version": "0",
    }
    assert client.post(address + "?item=EDU-01", sent).status_code == 302
    assert world.entry(world.school).good == 3
    assert world.entry(world.school, other).good == 1


def test_a_cell_of_the_grid_opens_as_the_row_of_the_entry_page(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.editor)
    grid = client.get(reverse("settlements:grid", args=["116000000", YEAR, "EDU"])).content.decode()
    address = reverse("settlements:entry_row", args=[world.village.kato, YEAR, "EDU-01"])
    assert f'data-open-cell="{address}"' in grid
    assert 'href="?item=EDU-01#row-116030100-EDU-01"' in grid  # the way without scripts
    part = client.get(address).content.decode()
    assert "<html" not in part
    assert f'name="{field(world, world.school, "good")}"' in part
    assert 'id="row-116030100-EDU-01"' in part
    assert client.get(address.replace("EDU-01", "ENG-99")).status_code == 404


def test_the_list_of_returns_counts_filters_and_moves(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.district_head)
    InventoryReturn.objects.create(campaign=world.campaign, settlement=world.village, state="submitted")
    address = reverse("settlements:returns", args=[YEAR])
    page = client.get(address).content.decode()
    assert "Зеренді а." in page
    assert "Ескенежал" in page
    assert "Азат" not in page  # another district
    assert "Ескенежал" not in client.get(address + "?state=submitted").content.decode()
    assert "Зеренді а." not in client.get(address + "?q=ескене&state=").content.decode()
    client.post(
        reverse("settlements:returns_move", args=[YEAR]), {"action": "accept", "settlement": world.village.kato}
    )
    assert InventoryReturn.objects.get().state == "accepted_district"


def test_the_list_of_returns_is_sorted_and_exported_as_filtered(world: World, signed_in: SignIn) -> None:
    client = signed_in(world.district_head)
    InventoryReturn.objects.create(campaign=world.campaign, settlement=world.village, state="submitted")
    address = reverse("settlements:returns", args=[YEAR])
    make_entry(world.village, YEAR, world.school, required=1, good=1, na_reason="")
    upwards, downwards = (client.get(address + f"?sort={sort}").content.decode() for sort in ("state", "-state"))
    assert upwards.index("Ескенежал а.</a>") < upwards.index("Зеренді а.</a>")
    assert downwards.index("Зеренді а.</a>") < downwards.index("Ескенежал а.</a>")
    file = client.get(address + "?state=submitted&export=csv")
    lines = (
        b"".join(file).decode("utf-8-sig").splitlines()
        if file.streaming
        else file.content.decode("utf-8-sig").splitlines()
    )
    assert len(lines) == 2
    assert lines[1].startswith(world.village.kato)
    book = client.get(address + "?export=xlsx")
    assert "spreadsheetml" in book["Content-Type"]
    assert "Азат" not in "".join(lines)  # another district


def test_a_return_is_sent_back_from_its_page_and_errors_keep_the_remarks(world: World, signed_in: SignIn) -> None:
    held = InventoryReturn.objects.create(campaign=world.campaign, settlement=world.village, state="submitted")
    client = signed_in(world.district_head)
    address = reverse("settlements:return_send_back", args=[YEAR, world.village.kato])
    assert client.get(reverse("settlements:return", args=[YEAR, world.village.kato])).status_code == 200
    wrong = client.post(address, {"remark.EDU-01": "Тексеріңіз", "due_on": "2001-01-01"})
    assert wrong.status_code == 422
    assert "Тексеріңіз" in wrong.content.decode()
    assert client.post(address, {"remark.EDU-01": "Тексеріңіз"}).status_code == 302
    held.refresh_from_db()
    assert held.state == "returned"
