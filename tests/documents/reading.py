"""A given-out form read back by the usual readers of its format."""

import io
from html.parser import HTMLParser

import docx
import openpyxl
from pypdf import PdfReader


class _Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.words, self.tags, self.skipped = [], [], 0

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.skipped += tag == "style"

    def handle_endtag(self, tag):
        self.skipped -= tag == "style"

    def handle_data(self, data):
        if not self.skipped:
            self.words.append(data)


def html_text(content: bytes) -> str:
    reader = _Words()
    reader.feed(content.decode())
    return "".join(reader.words)


def html_tags(content: bytes) -> list[str]:
    reader = _Words()
    reader.feed(content.decode())
    return reader.tags


def docx_text(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def xlsx_cells(content: bytes) -> list:
    book = openpyxl.load_workbook(io.BytesIO(content), rich_text=False)
    return [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]


def xlsx_text(content: bytes) -> str:
    return "\n".join(str(cell.value) for cell in xlsx_cells(content))


def pdf_text(content: bytes) -> str:
    """Text of the PDF without the soft hyphens that mark where a long word was divided."""
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return text.replace("\u00ad", "").replace("\u2010\n", "").replace("-\n", "")


READERS = {"html": html_text, "xlsx": xlsx_text, "docx": docx_text, "pdf": pdf_text}


def squeezed(text: str) -> str:
    """TEXT without white space and hyphens, which each format breaks in its own way."""
    return "".join(
        character for character in text if not character.isspace() and character not in "-\u00ad\u2010\u200b"
    )
