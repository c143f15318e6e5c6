"""Files named .pdf that are not to be kept; the first word of each key is the code of its refusal."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject


def changed_pdf(change: Any) -> SimpleUploadedFile:
    writer, target = PdfWriter(), BytesIO()
    writer.add_blank_page(200, 200)
    change(writer)
    writer.write(target)
    return SimpleUploadedFile("a.pdf", target.getvalue())


def opens(kind: str, key: str) -> Any:
    """A change that lets the document do something when it is opened."""
    action = DictionaryObject({NameObject("/S"): NameObject(kind), NameObject(key): TextStringObject("cmd.exe")})
    return lambda writer: writer.root_object.update({NameObject("/OpenAction"): action})


def xfa(writer: PdfWriter) -> None:
    """A form of the kind that brings its own program."""
    form = DictionaryObject({NameObject("/XFA"): TextStringObject("<xdp/>")})
    writer.root_object.update({NameObject("/AcroForm"): form})


def no_pages() -> SimpleUploadedFile:
    target = BytesIO()
    PdfWriter().write(target)
    return SimpleUploadedFile("a.pdf", target.getvalue())


BAD_FILES = {
    "empty": lambda: SimpleUploadedFile("a.pdf", b""),
    "not_pdf": lambda: SimpleUploadedFile("a.pdf", b"PK\x03\x04 a workbook"),
    "broken": lambda: SimpleUploadedFile("a.pdf", b"%PDF-1.7 and nothing else"),
    "encrypted": lambda: changed_pdf(lambda writer: writer.encrypt("secret")),
    "script": lambda: changed_pdf(opens("/JavaScript", "/JS")),
    "script launched": lambda: changed_pdf(opens("/Launch", "/F")),
    "script of a form": lambda: changed_pdf(xfa),
    "embedded": lambda: changed_pdf(lambda writer: writer.add_attachment("virus.exe", b"MZ")),
    "no_pages": no_pages,
}
