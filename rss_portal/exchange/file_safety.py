"""Decides by a file's content whether it is a workbook that may be read, before anything parses it.

Every answer is a code (`exchange.phrases` has the sentences), so that page, API and command say the same.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from django.conf import settings

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGIC = b"PK\x03\x04"
MAX_MEMBERS = 1000
MAX_RATIO, RATIO_COUNTS_FROM = 400, 20 * 1024 * 1024
MAX_GRID_CELLS = 33_000_000  # a reader keeps the whole rectangle of a sheet, empty cells too
SHEET_ROWS = 1_048_576
CHUNK = 1 << 20
PROLOG = 1 << 16

_BEYOND_NARROW = re.compile(rb'<c(?! r="(?:[A-Z]|A[A-E])\d)[\s>/]')
_PREFIXED = re.compile(rb":c[\s/>]")
_UNNAMED = re.compile(rb"<(?:\w+:)?c(?=[\s>/])(?!\s[^<>]*\br\s*=)")
_ANY_REFERENCE = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{0,3})(\d{1,7})[\"']")
_ELEMENT = re.compile(rb"<[A-Za-z_]")


class FileRefused(Exception):
    """The file is not read; CODE says why, VALUES fill in its sentence."""

    def __init__(self, code: str, **values: Any):
        super().__init__(code)
        self.code = code
        self.values = values


def megabytes(size: int) -> int:
    """SIZE in whole megabytes, at least one."""
    return max(1, round(size / 1024 / 1024))


def refuse_size(size: int) -> None:
    """Raise `FileRefused` for an empty file and for one above the limit; nothing of it is read."""
    if size == 0:
        raise FileRefused("empty")
    if size > settings.UPLOAD_MAX_BYTES:
        raise FileRefused("too_large", size=megabytes(size), limit=megabytes(settings.UPLOAD_MAX_BYTES))


def inspect_workbook(data: bytes) -> None:
    """Return when DATA is an XLSX workbook that is safe to read, raise `FileRefused` when it is not."""
    refuse_size(len(data))
    if data.startswith(OLE_MAGIC):
        raise FileRefused("encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "old_format")
    if not data.startswith(ZIP_MAGIC):
        raise FileRefused("text_file" if _is_text(data[:4096]) else "not_workbook")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, EOFError) as error:
        raise FileRefused("broken") from error
    _refuse_archive(members)
    for member in members:
        _inspect_member(data, member)


def _is_text(start: bytes) -> bool:
    return b"\x00" not in start


def _refuse_archive(members: list[zipfile.ZipInfo]) -> None:
    """What the archive's own list of members already tells."""
    names = [member.filename for member in members]
    if any(member.flag_bits & 0x1 for member in members):
        raise FileRefused("encrypted")
    if len(members) > MAX_MEMBERS:
        raise FileRefused("zip_bomb")
    if len(set(names)) != len(names):
        raise FileRefused("broken")
    _refuse_kind(names)
    unpacked = sum(member.file_size for member in members)
    if unpacked > settings.UPLOAD_MAX_UNPACKED_BYTES or any(_is_bomb(member) for member in members):
        raise FileRefused("zip_bomb")


def _refuse_kind(names: list[str]) -> None:
    lower = [name.lower() for name in names]
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in lower):
        raise FileRefused("macro")
    if "xl/workbook.bin" in lower:
        raise FileRefused("binary_format")
    if "content.xml" in lower:
        raise FileRefused("opendocument")
    if "xl/workbook.xml" not in lower:
        raise FileRefused("not_workbook")


def _is_bomb(member: zipfile.ZipInfo) -> bool:
    return member.file_size > max(RATIO_COUNTS_FROM, MAX_RATIO * member.compress_size)


def _inspect_member(data: bytes, member: zipfile.ZipInfo) -> None:
    """Unpack MEMBER piece by piece, keeping nothing: size and checksum are as declared, XML is plain, and a
    sheet's rectangle fits."""
    is_xml = member.filename.lower().endswith((".xml", ".rels", ".vml"))
    is_sheet = member.filename.lower().startswith("xl/worksheets/") and is_xml
    size, checksum, grid = 0, 0, _Grid()
    for piece in _pieces(data, member):
        if is_xml and size == 0:
            _refuse_prolog(member.filename, piece[:PROLOG])
        size += len(piece)
        checksum = zlib.crc32(piece, checksum)
        if size > member.file_size:
            raise FileRefused("zip_bomb")
        if is_sheet:
            grid.take(piece)
    if size != member.file_size or checksum != member.CRC:
        raise FileRefused("broken")
    if is_sheet and grid.cells() > MAX_GRID_CELLS:
        raise FileRefused("grid_too_large")


def _pieces(data: bytes, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked content. Not by `zipfile`, which stops at the declared size where other readers go on."""
    header = data[member.header_offset : member.header_offset + 30]
    if len(header) < 30 or not header.startswith(ZIP_MAGIC):
        raise FileRefused("broken")
    start = member.header_offset + 30 + int.from_bytes(header[26:28], "little")
    start += int.from_bytes(header[28:30], "little")
    packed = memoryview(data)[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        yield bytes(packed)
    elif member.compress_type == zipfile.ZIP_DEFLATED:
        yield from _inflate(packed)
    else:
        raise FileRefused("broken")


def _inflate(packed: memoryview) -> Iterator[bytes]:
    inflater, position, rest = zlib.decompressobj(-15), 0, b""
    try:
        while not inflater.eof and (rest or position < len(packed)):
            if not rest:
                rest = bytes(packed[position : position + CHUNK])
                position += len(rest)
            piece = inflater.decompress(rest, CHUNK)
            rest = inflater.unconsumed_tail
            if piece:
                yield piece
    except zlib.error as error:
        raise FileRefused("broken") from error


def _refuse_prolog(name: str, start: bytes) -> None:
    """A workbook's XML declares no document type: entities are how a small file becomes a huge one."""
    plain = start.replace(b"\x00", b"")  # UTF-16 of the same letters
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise FileRefused("xml_bomb")
    if not _ELEMENT.search(plain):
        raise FileRefused("broken")


class _Grid:
    """The rectangle that a sheet's cells span, found without parsing it.

    A sheet whose cells all lie in the columns A to AE fits whatever its rows; only another one is counted.
    """

    def __init__(self) -> None:
        self._tail = b""
        self._started = False
        self._counting = False
        self._width, self._rows, self._unnamed = 0, 0, 0

    def take(self, piece: bytes) -> None:
        text = self._tail + piece
        cut = text.rfind(b">") + 1  # a tag cut in two is looked at with the next piece
        self._tail = text[cut:] if len(text) - cut < CHUNK else b""
        if self._counting or _BEYOND_NARROW.search(text, 0, cut) or _PREFIXED.search(text, 0, cut):
            self._count(text[:cut])
        self._started = True

    def _count(self, text: bytes) -> None:
        if self._started and not self._counting:
            self._rows = SHEET_ROWS  # the rows before were not looked at: suppose the worst
        self._counting = True
        self._unnamed += len(_UNNAMED.findall(text))
        for column, row in _ANY_REFERENCE.findall(text):
            self._width = max(self._width, _column_number(column.upper()))
            self._rows = max(self._rows, int(row))

    def cells(self) -> int:
        """An upper bound of the cells that a reader would keep; 0 for a narrow sheet."""
        return max(self._width, self._unnamed) * self._rows


def _column_number(letters: bytes) -> int:
    """1 for A, 27 for AA; 0 for a cell that does not name its column."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
