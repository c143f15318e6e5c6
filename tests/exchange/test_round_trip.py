"""Download, fill in, upload, see every mistake, correct, accept: the way of a district's workbook."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from rss_portal.access import Refused
from rss_portal.changelog.models import ChangeSet
from rss_portal.exchange import services
from rss_portal.exchange.choices import ImportState
from settlements.events import entries_changed
from settlements.models import EntryRevision, InventoryEntry
from settlements.services import bulk_entries

pytestmark = pytest.mark.django_db
A, B = "116030100", "116030300"


def entry(kato, item):
    return InventoryEntry.objects.get(settlement=kato, item=item, year=2025)


def filled(workbook, world):
    facility, network, service = world.codes[0], world.codes[2], world.codes[4]
    return (
        workbook()
        .put(
            "facility", A, facility, required=4, good=1, capital_repair=2, distance_km="1 234,5".replace(" ", "\u00a0")
        )
        .put("network", A, network, total="1\u202f200", covered=600, normative=500)
        .put("service", B, service, available="Иә / Да", share_served="97,5", schedule="дүйсенбі")
    )


def test_a_good_file_is_shown_accepted_logged_and_told(world, workbook, send):
    told = []
    entries_changed.connect(lambda sender, **said: told.append(said), weak=False, dispatch_uid="test")
    try:
        staged = send(filled(workbook, world).data())
        assert (staged.state, staged.problem_count, staged.good_rows) == (ImportState.CHECKED, 0, 3)
        assert InventoryEntry.objects.count() == 0
        services.accept(world.editor, staged)
    finally:
        entries_changed.disconnect(dispatch_uid="test")
    school = entry(A, world.codes[0])
    assert (school.required, school.good, school.capital_repair, school.emergency) == (4, 1, 2, None)
    assert school.distance_km == Decimal("1234.5")
    assert entry(A, world.codes[2]).total == 1200
    served = entry(B, world.codes[4])
    assert (served.available, served.share_served, served.schedule) == (True, Decimal("97.50"), "дүйсенбі")
    change_set = ChangeSet.objects.get()
    assert (change_set.origin, change_set.detail, change_set.actor) == ("xlsx", "есеп.xlsx", world.editor)
    assert EntryRevision.objects.filter(change_set=change_set, version=1).count() == 3
    assert [(one["year"], one["settlements"]) for one in told] == [(2025, [A, B])]
    assert staged.state == ImportState.ACCEPTED


def test_the_same_file_again_changes_nothing_and_says_so(world, workbook, send):
    data = filled(workbook, world).data()
    services.accept(world.editor, send(data))
    again = send(data)
    assert (again.changed, again.problem_count, again.good_rows) == (0, 0, 0)
    with pytest.raises(services.AcceptanceRefused):
        services.accept(world.editor, again)
    assert ChangeSet.objects.count() == 1


def test_every_mistake_is_told_at_once_with_its_place(world, workbook, send):
    book = filled(workbook, world)
    book.put("facility", A, world.codes[0], required="көп", lacking_equipment=9)
    book.put("facility", B, world.codes[1], required=-1)
    book.put("network", A, world.codes[2], covered=2000)
    book.put("service", B, world.codes[4], share_served=140, na_reason="бос сөз")
    staged = send(book.data())
    told = {(one["sheet"], one["column"] != "", one["code"]) for one in staged.problems}
    assert told == {
        ("Объектілер-Объекты", True, "not_integer"),
        ("Объектілер-Объекты", True, "negative"),
        ("Желілер-Сети", True, "covered_above_total"),
        ("Қызметтер-Услуги", True, "unknown_reason"),
    }
    cell = book.cell("network", A, world.codes[2], "covered")
    assert (cell.row, cell.column_letter) in {(one["row"], one["column"]) for one in staged.problems}
    with pytest.raises(services.AcceptanceRefused):
        services.accept(world.editor, staged)
    assert InventoryEntry.objects.count() == 0


def test_good_rows_are_accepted_alone_only_when_chosen(world, workbook, send):
    book = filled(workbook, world).put("network", A, world.codes[2], covered=2000)
    services.accept(world.editor, send(book.data()), only_good=True)
    assert set(InventoryEntry.objects.values_list("item", flat=True)) == {world.codes[0], world.codes[4]}


def test_the_marked_file_can_be_corrected_and_sent_again(world, workbook, send):
    from rss_portal.exchange.marking import BAD_FILL, marked_file
    from tests.exchange.conftest import Book

    book = filled(workbook, world).put("network", A, world.codes[2], covered=2000)
    marked = Book(marked_file(send(book.data())))
    cell = marked.cell("network", A, world.codes[2], "covered")
    assert cell.fill.start_color.rgb == BAD_FILL.start_color.rgb
    assert "2" in marked.cell("network", A, world.codes[2], "messages").value
    marked.put("network", A, world.codes[2], covered=700)
    corrected = send(marked.data())
    assert corrected.problem_count == 0
    services.accept(world.editor, corrected)
    assert entry(A, world.codes[2]).covered == 700


def test_a_workbook_holds_what_is_there_and_last_years_values(world, workbook, send):
    services.accept(world.editor, send(filled(workbook, world).data()))
    InventoryEntry.objects.update(year=2024)
    InventoryEntry.objects.create(
        settlement_id=A, year=2025, item_id=world.codes[0], required=5, change_set=ChangeSet.objects.first()
    )
    InventoryEntry.objects.create(
        settlement_id=B, year=2025, item_id=world.codes[4], schedule="=1+1", change_set=ChangeSet.objects.first()
    )
    book = workbook()
    formula = book.cell("service", B, world.codes[4], "schedule")
    assert (formula.value, formula.data_type) == ("=1+1", "s")
    assert book.cell("facility", A, world.codes[0], "required").value == 5
    assert book.cell("facility", A, world.codes[0], "last.required").value == 4
    assert book.cell("service", B, world.codes[4], "last.available").value == "Иә / Да"
    assert (
        book.sheet("facility").protection.sheet
        and not book.cell("facility", B, world.codes[0], "required").protection.locked
    )


def test_a_change_made_after_the_download_is_not_overwritten_silently(world, workbook, send):
    services.accept(world.editor, send(filled(workbook, world).data()))
    old = workbook()
    services.accept(world.editor, send(workbook().put("network", A, world.codes[2], covered=800, normative=700).data()))
    old.put("network", A, world.codes[2], covered=900)
    staged = send(old.data())
    assert staged.conflicts == 1
    assert [(one["field"], one["old"], one["new"]) for one in staged.differences] == [("covered", 800, 900)]


def test_a_change_between_showing_and_accepting_is_shown_first(world, workbook, send):
    services.accept(world.editor, send(filled(workbook, world).data()))
    mine = send(workbook().put("network", A, world.codes[2], covered=900).data())
    services.accept(world.editor, send(workbook().put("network", A, world.codes[2], covered=800).data()))
    with pytest.raises(services.AcceptanceRefused):
        services.accept(world.editor, mine)
    assert entry(A, world.codes[2]).covered == 800
    mine.refresh_from_db()
    assert mine.conflicts == 1 and mine.state == ImportState.CHECKED
    services.accept(world.editor, mine)
    assert entry(A, world.codes[2]).covered == 900


def test_an_emptied_row_goes_back_to_no_data_and_its_versions_go_on(world, workbook, send):
    services.accept(world.editor, send(filled(workbook, world).data()))
    emptied = workbook().put("network", A, world.codes[2], total=None, covered=None, normative=None)
    services.accept(world.editor, send(emptied.data()))
    assert not InventoryEntry.objects.filter(item=world.codes[2]).exists()
    services.accept(world.editor, send(workbook().put("network", A, world.codes[2], total=9, covered=1).data()))
    assert entry(A, world.codes[2]).version == 3
    versions = EntryRevision.objects.filter(item=world.codes[2]).order_by("version").values_list("version", "total")
    assert list(versions) == [(1, 1200), (2, None), (3, 9)]


def test_a_failure_in_the_middle_leaves_nothing(world, workbook, send, monkeypatch):
    staged = send(filled(workbook, world).data())

    def fail(change_set, year):
        raise RuntimeError("disk full")

    monkeypatch.setattr(bulk_entries, "_log", fail)
    with pytest.raises(RuntimeError):
        services.accept(world.editor, staged)
    staged.refresh_from_db()
    assert (InventoryEntry.objects.count(), EntryRevision.objects.count(), ChangeSet.objects.count()) == (0, 0, 0)
    assert staged.state == ImportState.CHECKED


def test_a_neighbour_may_neither_send_nor_fetch_nor_see(world, workbook, send, signed_in):
    staged = send(filled(workbook, world).data())
    with pytest.raises(Refused):
        send(workbook().data(), user=world.neighbour)
    client = signed_in(world.neighbour)
    where = "settlements.inventory/116000000/2025/"
    assert client.get(f"/exchange/imports/{staged.public_id}/").status_code == 404
    assert client.post(f"/exchange/imports/{staged.public_id}/accept/").status_code == 404
    assert client.get(f"/exchange/imports/{staged.public_id}/marked/").status_code == 404
    assert client.get(f"/exchange/download/{where}").status_code == 403
    assert client.get(f"/exchange/upload/{where}").status_code == 403


def test_a_file_of_another_territory_or_with_foreign_rows_is_told(world, workbook, send):
    book = filled(workbook, world)
    cell = book.cell("facility", A, world.codes[0], "label.kato")
    cell.value = "113230100"
    book.sheet("network").cell(4, 1).value = f"113230100/{world.codes[2]}/0"
    staged = send(book.data())
    assert {one["code"] for one in staged.problems} == {"key_changed", "outside_territory"}
    book = workbook()
    imprint = book.sheet("form")
    for row in imprint.iter_rows():
        if row[0].value == "territory":
            row[1].value = "113200000"
    assert [one["code"] for one in send(book.data()).problems] == ["other_territory"]


def test_moved_columns_blank_rows_other_sheets_and_a_doubled_row_are_understood(world, workbook, send):
    book = filled(workbook, world)
    sheet = book.sheet("facility")
    sheet.insert_cols(3)
    sheet.insert_rows(4)
    sheet.title = "Менің парағым"
    book.book.create_sheet("Ескертпелер", 0)["A1"] = "өз жазбам"
    assert send(book.data()).good_rows == 3
    doubled = sheet.max_row + 1
    sheet.cell(doubled, 1).value = sheet.cell(5, 1).value
    sheet.cell(doubled, 2).value = sheet.cell(5, 2).value
    assert [one["code"] for one in send(book.data()).problems] == ["duplicate_row"]


def test_a_locked_return_is_told_by_row(world, workbook, send):
    from settlements.models import InventoryReturn

    InventoryReturn.objects.create(campaign_id=2025, settlement_id=A, state="accepted_district")
    staged = send(filled(workbook, world).data())
    assert [one["code"] for one in staged.problems] == ["locked", "locked"]
    assert staged.good_rows == 1


def test_the_pages_of_the_journey_answer(world, workbook, signed_in, language):
    from django.core.files.uploadedfile import SimpleUploadedFile

    world.editor.language = language
    world.editor.save()
    client = signed_in(world.editor)
    where = "settlements.inventory/116000000/2025/"
    assert client.get(f"/exchange/upload/{where}").status_code == 200
    got = client.get(f"/exchange/download/{where}")
    assert load_workbook(BytesIO(b"".join(got.streaming_content))).sheetnames[1] == "Объектілер-Объекты"
    bad = filled(workbook, world).put("network", A, world.codes[2], covered=2000).data()
    answer = client.post(f"/exchange/upload/{where}", {"file": SimpleUploadedFile("a.xlsx", bad)}, follow=True)
    assert answer.status_code == 200 and "Желілер-Сети" in answer.content.decode()
    page = answer.redirect_chain[-1][0]
    assert client.get(f"{page}marked/").status_code == 200
    good = filled(workbook, world).data()
    answer = client.post(f"/exchange/upload/{where}", {"file": SimpleUploadedFile("b.xlsx", good)}, follow=True)
    page = answer.redirect_chain[-1][0]
    assert "1\u202f234,5" in answer.content.decode() and "97,5" in answer.content.decode()
    answer = client.post(f"{page}accept/", follow=True)
    assert InventoryEntry.objects.count() == 3
    assert client.get("/exchange/imports/").status_code == 200
    assert client.post(f"{answer.redirect_chain[-1][0]}discard/", follow=True).status_code == 200
