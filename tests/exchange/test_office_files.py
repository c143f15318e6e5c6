"""A workbook that LibreOffice opened and saved is read like the portal's own."""

import shutil
import subprocess

import pytest
from openpyxl import load_workbook

from rss_portal.exchange import services
from settlements.models import InventoryEntry
from tests.exchange.conftest import Book
from tests.exchange.test_round_trip import A, filled

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed"),
]


def through_office(data, tmp_path):
    """The same workbook saved by LibreOffice, with its formulas computed."""
    source, out = tmp_path / "in.xlsx", tmp_path / "out"
    source.write_bytes(data)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (out / "in.xlsx").read_bytes()


def test_a_file_saved_by_libreoffice_keeps_codes_values_and_locks(world, workbook, send, tmp_path):
    book = filled(workbook, world)
    book.put("facility", A, world.codes[1], required="=1+2", good="=2*1")
    book.sheet("facility").merge_cells("G2:H2")
    saved = through_office(book.data(), tmp_path)
    staged = send(saved)
    assert (staged.refusal, staged.problem_count, staged.good_rows) == ("", 0, 4)
    services.accept(world.editor, staged)
    counted = InventoryEntry.objects.get(item=world.codes[1])
    assert (counted.required, counted.good) == (3, 2)
    sheet = Book(saved).sheet("facility")
    assert sheet.protection.sheet and sheet.row_dimensions[1].hidden and sheet.column_dimensions["A"].hidden


def test_the_workbook_has_lists_in_its_cells(world, workbook, tmp_path):
    data = through_office(workbook().data(), tmp_path)
    path = tmp_path / "saved.xlsx"
    path.write_bytes(data)
    sheet = load_workbook(path)["Қызметтер-Услуги"]
    kinds = {rule.type for rule in sheet.data_validations.dataValidation}
    assert {"list", "decimal"} <= kinds
