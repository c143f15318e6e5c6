"""One form, four formats: each is opened again and says the same."""

import io
import zipfile
from datetime import timedelta
from decimal import Decimal

import docx
import openpyxl
import pytest
from django.http import Http404
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from rss_portal.documents import (
    KINDS,
    Box,
    Cell,
    Column,
    Field,
    Fields,
    Form,
    Heading,
    PageBreak,
    Paragraph,
    RichText,
    Row,
    Run,
    Scheme,
    Signature,
    Table,
    form_language,
    group,
    render,
    respond,
    row,
)
from rss_portal.documents.example import example_form
from rss_portal.documents.wrapping import breakable
from tests.documents.reading import READERS, docx_text, html_tags, squeezed, xlsx_cells, xlsx_text

HOSTILE = [
    '=cmd|"/c calc"!A1', "#include <x>", "#import \"@preview/x:1.0.0\"", "<script>alert(1)</script>", "{{ secret }}",
    "$ x^2 $ *b* _i_ `c` @r \\u{41} // c", "+7 701", "-1", "@SUM(A1)", "әіңғүұқөһ ӘІҢҒҮҰҚӨҺ ₸ №", "{=A1}", "\u202eabc",
]  # fmt: skip


def words_form(text: str, language: str = "kk") -> Form:
    """TEXT in every place of a form where a person's words may stand."""
    columns = [Column(text, 30), Column("№", 3), Column("x", 10, numeric=True)]
    rows = [group(text), row(text, text, Decimal("1.5")), row([Run(text, bold=True), " · ", text], None, 7)]
    return Form(
        title=text,
        blocks=[
            Heading(text),
            Fields([Field(text, text)]),
            Table(columns, rows, numbered=True, caption=text, show_caption=True),
            Scheme([[Box(text)]], text),
            Signature(text, text, text),
        ],
        language=language,
        notes=[text],
        corner=[text],
        subtitle=[text],
    )


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_says_the_same_in_every_format(kind, language):
    form = example_form(language)
    text = READERS[kind](render(form, kind))
    said = {
        "kk": ["Үлгі жоспардың іс-шаралары", "Білім беру", "300 орындық мектеп", "Құжаттар қоса берілді"],
        "ru": ["Отчёт о мероприятиях", "Образование", "Школа на 300 мест", "Документы приложены"],
    }[language]
    assert not [words for words in said if squeezed(words) not in squeezed(text)]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_form_gives_the_same_bytes(kind):
    assert render(example_form("ru"), kind) == render(example_form("ru"), kind)


@pytest.mark.parametrize("kind", ["docx", "html", "pdf"])
def test_numbers_are_written_in_the_form_s_language_whatever_the_page_s(kind, language):
    text = squeezed(READERS[kind](render(example_form("kk"), kind)))
    assert "1250,5" in text.replace("\u202f", "")


@pytest.mark.parametrize("code, expected", [("kk", "kk"), ("ru", "ru"), ("en", "ru"), ("", "ru")])
def test_a_form_is_in_kazakh_or_russian(code, expected):
    assert form_language(code) == expected


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", HOSTILE)
def test_words_that_another_program_would_obey_stay_words(kind, text):
    found = READERS[kind](render(words_form(text), kind))
    assert squeezed(text.replace("\u202e", "")) in squeezed(found)


def test_no_cell_of_a_workbook_is_a_formula_and_numbers_are_numbers():
    for text in HOSTILE:
        cells = xlsx_cells(render(words_form(text), "xlsx"))
        assert {cell.data_type for cell in cells} <= {"s", "n"}
        assert {1.5, 7} <= {cell.value for cell in cells if cell.data_type == "n"}


def test_no_tag_of_a_person_s_words_gets_into_the_page():
    assert "script" not in html_tags(render(words_form("<script>x</script><img src=x>"), "html"))


@settings(max_examples=25, deadline=timedelta(seconds=5))
@given(text=st.text(max_size=300), language=st.sampled_from(["kk", "ru"]))
@pytest.mark.parametrize("kind", KINDS)
def test_any_text_can_be_given_out(kind, text, language):
    assert render(words_form(text, language), kind)


@settings(max_examples=25, deadline=timedelta(seconds=5))
@given(
    spans=st.lists(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 4)), max_size=6), max_size=5),
    width=st.integers(1, 6),
)
@pytest.mark.parametrize("kind", KINDS)
def test_cells_that_cover_others_never_break_the_grid(kind, spans, width):
    rows = [Row([Cell("a", columns=columns, rows=down) for columns, down in line]) for line in spans]
    assert render(Form("t", [Table([Column("c")] * width, rows)]), kind)


def test_a_very_long_word_stays_within_the_page():
    word = "қ" * 400
    content = render(words_form(word), "pdf")
    assert squeezed(word) in squeezed(READERS["pdf"](content))


def test_headings_of_a_table_repeat_and_the_language_is_marked_in_docx():
    document = docx.Document(io.BytesIO(render(example_form("kk"), "docx")))
    table = next(table for table in document.tables if "Атауы" in table.rows[0].cells[1].text)
    repeated = [bool(line._tr.findall(f".//{qn('w:tblHeader')}")) for line in table.rows]
    assert repeated == [True] * 3 + [False] * 4
    styles = document.styles.element.xml
    assert 'w:lang w:val="kk-KZ"' in styles
    assert document.sections[0].page_width > document.sections[0].page_height
    assert [p.style.name for p in document.paragraphs if p.style.name.startswith(("Title", "Heading"))][0] == "Title"


def test_a_workbook_repeats_the_heading_and_fits_the_page():
    sheet = openpyxl.load_workbook(io.BytesIO(render(example_form("ru"), "xlsx"))).worksheets[0]
    first, last = (int(part) for part in sheet.print_title_rows.replace("$", "").split(":"))
    assert sheet.cell(first, 1).value == "№" and sheet.cell(last, 1).value == "1"
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.fitToHeight == 0


def test_a_pdf_is_tagged_and_knows_its_language_and_title():
    reader = PdfReader(io.BytesIO(render(example_form("kk"), "pdf")))
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"] and str(catalogue["/Lang"]).startswith("kk")
    assert reader.metadata.title == "Үлгі жоспардың іс-шаралары туралы есеп"
    fonts = {str(font.get_object()["/BaseFont"]) for font in reader.pages[0]["/Resources"]["/Font"].values()}
    assert fonts and all("NotoSans" in font for font in fonts)


def test_tables_of_other_columns_stand_on_sheets_of_their_own():
    one, two = Table([Column("a"), Column("b")], [row("1", "2")]), Table([Column("c")], [row("3")])
    book = openpyxl.load_workbook(
        io.BytesIO(render(Form("t", [one, Heading("Екінші"), two, PageBreak(), one]), "xlsx"))
    )
    assert len(book.worksheets) == 3
    assert book.worksheets[1].title.endswith("Екінші")
    assert [cell.value for cell in book.worksheets[1]["A"]][:2] == ["Екінші", "c"]


def test_a_table_without_rows_says_so(language):
    text = xlsx_text(render(Form("t", [Table([Column("a"), Column("b")], [])], language), "xlsx"))
    assert {"kk": "Деректер жоқ", "ru": "Нет данных"}[language] in text


def test_rich_text_keeps_paragraphs_lists_tables_and_faces():
    html = "<h2>Бас</h2><p>бір <b>екі</b></p><ol><li>үш<ul><li>төрт</li></ul></li></ol><table><tr><th>а</th><td>ә</td></tr></table><style>x{}</style>"
    content = render(Form("t", [RichText(html)]), "docx")
    document = docx.Document(io.BytesIO(content))
    assert [run.bold for p in document.paragraphs if p.text == "бір екі" for run in p.runs] == [None, True]
    assert "x{}" not in docx_text(content)
    assert {"Бас", "1.\tүш", "•\tтөрт"} <= {p.text for p in document.paragraphs}
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["а", "ә"]


def test_a_download_has_a_safe_name_and_its_type():
    form = Form("t", [Paragraph("x")], file_name='../есеп "2025"\r\n/x')
    answer = respond(form, "docx")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "/" not in answer["Content-Disposition"].replace("utf-8''", "") and "\n" not in answer["Content-Disposition"]
    assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None
    with pytest.raises(Http404):
        respond(form, "exe")


@pytest.mark.parametrize("number, expected", [("2.5", "+2,5"), ("-2.5", "\u22122,5"), ("0", "0")])
def test_a_deviation_has_its_sign(number, expected):
    form = Form("t", [Table([Column("c")], [row(Cell(number=Decimal(number), signed=True))])])
    assert expected in docx_text(render(form, "docx"))
    assert Decimal(number) in [Decimal(str(c.value)) for c in xlsx_cells(render(form, "xlsx")) if c.data_type == "n"]


def test_a_table_of_rich_text_keeps_its_spans_caption_and_heading():
    html = (
        "<table><caption>Кесте</caption><tr><th colspan='2'>Бас</th></tr>"
        "<tr><td rowspan='2'>а</td><td>ә</td></tr><tr><td colspan='x'>б</td></tr></table>"
    )
    content = render(Form("t", [RichText(html)]), "docx")
    document = docx.Document(io.BytesIO(content))
    assert [[cell.text for cell in line.cells] for line in document.tables[0].rows] == [
        ["Бас", "Бас"],
        ["а", "ә"],
        ["а", "б"],
    ]
    assert "Кесте" in docx_text(content)
    assert document.tables[0].rows[0]._tr.findall(f".//{qn('w:tblHeader')}")


@pytest.mark.parametrize(
    "word, divided", [("1.1.2.1", False), ("10.12.2025", False), ("инвестицияларды", True), ("x" * 40, True)]
)
def test_long_words_are_divided_and_numbers_of_rows_are_not(word, divided):
    assert ("\u00ad" in breakable(word, 6)) == divided
    assert breakable(word, 6).replace("\u00ad", "") == word
