"""Files that are no good workbook get a clear answer and change nothing."""

import io
import struct
import zipfile

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rss_portal.exchange.choices import ImportState
from rss_portal.exchange.file_safety import FileRefused
from rss_portal.exchange.phrases import REFUSALS, refusal_text
from rss_portal.exchange.reading import Workbook

pytestmark = pytest.mark.django_db
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DTD = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaa">]><worksheet/>'


def rebuilt(data, change=None, add=None):
    """The archive with members changed (name -> bytes) and added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, (change or {}).get(name, old.read(name)))
        for name, content in (add or {}).items():
            new.writestr(name, content)
    return target.getvalue()


def lying(data):
    """A sheet that unpacks to more than the archive declares."""
    large = rebuilt(data, {"xl/worksheets/sheet2.xml": b"<worksheet>" + b" " * 500_000 + b"</worksheet>"})
    with zipfile.ZipFile(io.BytesIO(large)) as archive:
        size = archive.getinfo("xl/worksheets/sheet2.xml").file_size
    return large.replace(struct.pack("<L", size), struct.pack("<L", 1000))


def sparse(data):
    sheet = b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    return rebuilt(data, {"xl/worksheets/sheet2.xml": sheet})


KINDS = {
    "empty": lambda data: b"",
    "text_file": lambda data: "КАТО;Қажеті\n116030100;4\n".encode(),
    "not_workbook": lambda data: rebuilt_without(data, "xl/workbook.xml"),
    "encrypted": lambda data: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
    "old_format": lambda data: OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"),
    "macro": lambda data: rebuilt(data, add={"xl/vbaProject.bin": b"code"}),
    "binary_format": lambda data: rebuilt(data, add={"xl/workbook.bin": b"x"}),
    "zip_bomb": lambda data: rebuilt(data, add={"xl/media/bomb.bin": b"\0" * 60_000_000}),
    "xml_bomb": lambda data: rebuilt(data, {"xl/worksheets/sheet2.xml": DTD}),
    "grid_too_large": sparse,
    "broken": lambda data: data[: len(data) // 2],
}


def rebuilt_without(data, gone):
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            if name != gone:
                new.writestr(name, old.read(name))
    return target.getvalue()


@pytest.mark.parametrize("code", KINDS)
def test_a_bad_file_is_refused_by_its_content(code, workbook, send, language):
    staged = send(KINDS[code](workbook().data()))
    assert (staged.state, staged.refusal) == (ImportState.REFUSED, code)
    said = refusal_text(staged.refusal, staged.refusal_values)
    with translation.override("en"):
        assert said != refusal_text(staged.refusal, staged.refusal_values)  # the reader gets their own language


def test_a_size_that_lies_is_found(workbook, send):
    assert send(lying(workbook().data())).state == ImportState.REFUSED


def test_a_workbook_of_others_is_named(send):
    from openpyxl import Workbook as Book

    target = io.BytesIO()
    Book().save(target)
    assert send(target.getvalue()).refusal == "foreign_workbook"


def test_a_file_above_the_limit_is_not_read(workbook, send, settings):
    settings.UPLOAD_MAX_BYTES = 2000
    staged = send(workbook().data())
    assert staged.refusal == "too_large" and not staged.file


def test_an_upload_above_the_limit_is_stopped_and_told(world, signed_in, settings):
    from django.core.files.uploadedfile import SimpleUploadedFile

    settings.UPLOAD_MAX_BYTES = 100_000
    sent = {"file": SimpleUploadedFile("a.xlsx", b"x" * 3_000_000)}
    answer = signed_in(world.editor).post("/exchange/upload/settlements.inventory/116000000/2025/", sent)
    assert answer.status_code == 400
    assert "upload-error" in answer.content.decode()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_files_are_refused_or_read_but_never_crash(workbook, data):
    if not hasattr(test_damaged_files_are_refused_or_read_but_never_crash, "good"):
        test_damaged_files_are_refused_or_read_but_never_crash.good = workbook().data()
    damaged = bytearray(test_damaged_files_are_refused_or_read_but_never_crash.good)
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    end = data.draw(st.integers(1, len(damaged)))
    try:
        Workbook(bytes(damaged[:end] if data.draw(st.booleans()) else damaged))
    except FileRefused as refused:
        assert refused.code in REFUSALS
