"""Decides by its content whether a file is a PDF that may be kept: real, readable, with pages, without anything
that acts by itself (scripts, launch actions, embedded files). Answers are codes, as in `file_safety`."""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from .file_safety import FileRefused, megabytes

MAGIC = b"%PDF-"
_SEARCHED = 1024  # where readers look for the beginning
_ACTS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/RichMediaExecute", "/Rendition"}
_SCRIPTS = ("/JS", "/JavaScript", "/XFA")  # XFA: a form that brings its own program
_FILES = ("/EmbeddedFiles", "/EF")
MOST_OBJECTS = 200_000


def check_pdf(data: bytes, limit: int) -> int:
    """How many pages the PDF in DATA has; raises `FileRefused` when it may not be kept. LIMIT is in bytes."""
    _check_size(len(data), limit)
    if MAGIC not in data[:_SEARCHED]:
        raise FileRefused("not_pdf")
    try:
        return _pages(PdfReader(io.BytesIO(data)))
    except FileRefused:
        raise
    except Exception as error:  # pypdf raises many kinds on damaged files, recursion among them
        raise FileRefused("broken") from error


def _check_size(size: int, limit: int) -> None:
    if size == 0:
        raise FileRefused("empty")
    if size > limit:
        raise FileRefused("too_large", size=megabytes(size), limit=megabytes(limit))


def _pages(reader: PdfReader) -> int:
    if reader.is_encrypted:
        raise FileRefused("encrypted")
    _refuse_what_acts(reader)
    pages = len(reader.pages)
    if pages < 1:
        raise FileRefused("no_pages")
    for page in reader.pages:
        page.mediabox  # noqa: B018  a damaged page raises here
    return pages


def _refuse_what_acts(reader: PdfReader) -> None:
    for part in _dictionaries(reader.trailer):
        if part.get("/S") in _ACTS or any(key in part for key in _SCRIPTS):
            raise FileRefused("script")
        if part.get("/Subtype") == "/FileAttachment" or any(key in part for key in _FILES):
            raise FileRefused("embedded")


def _dictionaries(root: Any) -> Iterator[DictionaryObject]:
    """Every dictionary that can be reached from ROOT, each once."""
    waiting, seen = [root], set()
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            key = (one.idnum, one.generation)
            if key in seen:
                continue
            seen.add(key)
            if len(seen) > MOST_OBJECTS:
                raise FileRefused("broken")
            one = one.get_object()
        if isinstance(one, DictionaryObject):
            yield one
            waiting.extend(one.values())
        elif isinstance(one, ArrayObject):
            waiting.extend(one)
