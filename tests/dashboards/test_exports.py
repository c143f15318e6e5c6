"""Files of figures and of settlements: what is in them, and that no cell is read as a formula."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse

from settlements.models import Territory

from .world import PUBLISHED, World

pytestmark = pytest.mark.django_db
FORMS = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv", "xlsx": "application/vnd.openxml"}


def of_figure(view: str, code: str, key: str, form: str) -> str:
    address = reverse(f"standards:{view}", args=[code] if code else [])
    return f"{address}?year={PUBLISHED}&edition=2023&chart={key}&format={form}"


def rows_of(response) -> list[list[str]]:
    text = (b"".join(response) if response.streaming else response.content).decode("utf-8-sig")
    dialect = csv.Sniffer().sniff(text.splitlines()[0], delimiters=";,\t")
    return list(csv.reader(io.StringIO(text), dialect))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("view", "code", "key"),
    [
        ("country", "", "history"),
        ("country", "", "bands"),
        ("country", "", "map"),
        ("country", "", "ranking"),
        ("territory", "110000000", "directions"),
        ("country", "", "worst_items"),
        ("passport", "116030100", "directions"),
        ("passport", "116030100", "history"),
        ("item", "EDU-01", "places"),
        ("direction", "EDU", "items"),
    ],
)
def test_a_figure_goes_out_in_every_form(client, world: World, view, code, key, form):
    response = client.get(of_figure(view, code, key, form))
    assert response.status_code == 200
    assert response["Content-Type"].startswith(FORMS[form])


def test_the_table_of_a_figure_holds_the_figures_of_the_page(client, world: World):
    rows = rows_of(client.get(of_figure("country", "", "ranking", "csv")))
    names = {row[0] for row in rows}
    assert {"Ақмола облысы", "Түркістан облысы"} <= names


def test_an_unknown_form_of_a_figure_is_not_found(client, world: World):
    assert client.get(of_figure("country", "", "history", "pdf")).status_code == 404


def test_the_workbook_of_a_page_has_a_sheet_for_each_table(client, world: World):
    response = client.get(of_figure("territory", "110000000", "all", "xlsx"))
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    assert len(book.sheetnames) >= 6
    assert all(sheet.max_row > 1 for sheet in book)


def settlements(client, kato: str, **query: str) -> list[list[str]]:
    pairs = "&".join(f"{name}={value}" for name, value in {"year": PUBLISHED, "export": "csv", **query}.items())
    return rows_of(client.get(reverse("standards:settlements", args=[kato]) + f"?{pairs}"))


def test_the_export_holds_what_is_filtered_in_the_order_of_the_page(client, world: World):
    everything = settlements(client, "110000000")
    assert len(everything) == 1 + 4
    assert [row[0] for row in settlements(client, "110000000", name="зеренди")[1:]] == ["116030100"]
    assert [row[0] for row in settlements(client, "110000000", status="city_oblast")[1:]] == ["111010000"]
    ascending = [row[0] for row in settlements(client, "116000000", sort="percent_e4")[1:]]
    descending = [row[0] for row in settlements(client, "116000000", sort="-percent_e4")[1:]]
    assert ascending == list(reversed(descending))


def test_a_name_that_looks_like_a_formula_stays_text(client, world: World):
    Territory.objects.filter(kato="116030100").update(name_kk='=HYPERLINK("http://x")', name_ru="+1")
    rows = settlements(client, "116000000")
    named = next(row for row in rows if row[0] == "116030100")
    assert not named[1].startswith(("=", "+", "-", "@"))
    address = reverse("standards:settlements", args=["116000000"]) + f"?year={PUBLISHED}&export=xlsx"
    response = client.get(address)
    content = b"".join(response) if response.streaming else response.content
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
