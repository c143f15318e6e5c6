"""Charts: the table says what the drawing shows, values are printed, files are safe to open."""

import csv
import io
from xml.etree import ElementTree

import openpyxl
import pytest
from django.http import Http404
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override

from rss_portal.ui import tiles
from rss_portal.ui.chart_export import chart_response, png_of, respond, svg_of
from rss_portal.ui.charts import Bar, BarChart, LineChart, LinePoint, LineSeries, Tile, TileMap, scale_of, step_of
from rss_portal.ui.component_examples import examples
from rss_portal.ui.exports import csv_response, harmless, xlsx_response

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def bars() -> BarChart:
    return BarChart(
        "Өңірлер & <атаулар>", "Дереккөз", "regions", [Bar("Абай <b>", 827000, "high", 23000), Bar("Ұлытау", None)]
    )


def drawn(chart) -> ElementTree.Element:
    page = Template("{% load ui %}{% chart drawn %}").render(
        Context({"drawn": chart, "request": RequestFactory().get("/")})
    )
    return ElementTree.fromstring(page[page.index("<svg") : page.index("</svg>") + 6])


@pytest.mark.parametrize("chart", examples()["charts"], ids=lambda chart: type(chart).__name__)
def test_every_chart_has_a_name_a_table_and_no_inline_style(chart):
    request = RequestFactory().get("/")
    page = Template("{% load ui %}{% chart drawn %}").render(Context({"drawn": chart, "request": request}))
    assert "style=" not in page and "<style" not in page
    assert chart.title in page and "<table" in page
    widths = {len(row) for row in chart.rows()}
    assert widths == {len(chart.headings())}
    ElementTree.fromstring(svg_of(chart))


def test_a_chart_escapes_names_and_prints_its_values(bars):
    texts = [text.text for text in drawn(bars).iter(f"{SVG}text")]
    assert "Абай <b>" in texts
    assert [row[1] for row in bars.rows()] == ["82,7", "—"]


def test_a_value_is_printed_in_the_language_of_the_page(bars):
    with override("en"):
        assert bars.rows()[0][1] == "82.7"


def test_numbers_of_two_lines_in_one_year_stand_on_both_sides(bars):
    lines = [LineSeries("a", [LinePoint(2024, 649000)]), LineSeries("b", [LinePoint(2024, 661000)], published=True)]
    own, published = (line["dots"][0] for line in LineChart("t", series=lines).drawing()["lines"])
    assert own["label_y"] > own["y"] and published["label_y"] < published["y"]


def test_the_map_has_a_place_and_a_name_for_each_of_the_20_regions():
    codes = [
        "10",
        "11",
        "15",
        "19",
        "23",
        "27",
        "31",
        "33",
        "35",
        "39",
        "43",
        "47",
        "55",
        "59",
        "61",
        "62",
        "63",
        "71",
        "75",
        "79",
    ]
    assert sorted(tiles.PLACES) == codes == sorted(tiles.SHORT_NAMES)
    assert len(set(tiles.PLACES.values())) == 20
    assert all(set(names) == {"kk", "ru", "en"} for names in tiles.SHORT_NAMES.values())
    map_ = TileMap("t", tiles=[Tile(code, code, 500000, f"/{code}/") for code in codes])
    assert len(list(drawn(map_).iter(f"{SVG}a"))) == 20


def test_a_map_of_one_region_still_draws_the_country_and_lists_the_region_alone():
    map_ = TileMap("t", tiles=[Tile("11", "Ақмола облысы", 807000, "/11/")])
    drawing = drawn(map_)
    assert len([shape for shape in drawing.iter(f"{SVG}rect") if "svg-tile" in shape.get("class", "")]) == 20
    assert len(list(drawing.iter(f"{SVG}a"))) == 1
    assert map_.rows() == [["Ақмола облысы", "80,7"]]


def test_steps_of_a_map_run_from_one_to_seven():
    low, high = scale_of([423000, 897000, None])
    assert (low, high) == (400000, 900000)
    assert [step_of(value, low, high) for value in (None, 400000, 650000, 900000)] == [0, 1, 4, 7]
    assert scale_of([]) == (0, 1000000)


def test_a_chart_is_given_as_svg_png_csv_and_xlsx(bars):
    assert png_of(bars).startswith(b"\x89PNG")
    assert b"var(--" not in chart_response(bars, "svg").content
    rows = list(csv.reader(io.StringIO(chart_response(bars, "csv").content.decode("utf-8-sig"))))
    assert rows[1][:2] == ["Абай <b>", "82,7"]
    sheet = openpyxl.load_workbook(io.BytesIO(chart_response(bars, "xlsx").content)).active
    assert sheet["A1"].value == "Өңірлер & <атаулар>"
    with pytest.raises(Http404):
        chart_response(bars, "exe")


def test_the_address_chooses_the_chart(bars):
    ask = RequestFactory().get
    assert respond(ask("/"), {"regions": bars}) is None
    assert respond(ask("/?chart=regions&format=csv"), {"regions": bars})["Content-Type"].startswith("text/csv")
    with pytest.raises(Http404):
        respond(ask("/?chart=other"), {"regions": bars})


@pytest.mark.parametrize("text", ["=1+1", "+CMD", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_from_a_person_stays_text(text):
    assert harmless(text) == f"'{text}"
    assert f"'{text}".strip() in csv_response("t", ["h"], [[text]]).content.decode("utf-8-sig").replace('"', "")
    cell = openpyxl.load_workbook(io.BytesIO(xlsx_response("t", ["h"], [[text]]).content)).active["A2"]
    assert cell.data_type != "f"


@pytest.mark.parametrize("value", ["-5", "+2,3", 7, None, "Абай"])
def test_numbers_and_plain_text_are_left_alone(value):
    assert harmless(value) == value
