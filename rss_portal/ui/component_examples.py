"""Examples for the component page: a value for every state that a component has."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from rss_portal.documents.example import example_form

from . import tiles
from .charts import (
    BandRow,
    BandShare,
    Bar,
    BarChart,
    LineChart,
    LinePoint,
    LineSeries,
    Sparkline,
    StackedBands,
    Tile,
    TileMap,
)


class ExampleForm(forms.Form):
    """One field of each kind; bound with errors on the component page."""

    name = forms.CharField(label=gettext_lazy("Name"), help_text=gettext_lazy("As in the register"))
    year = forms.IntegerField(label=gettext_lazy("Year"), required=False, max_value=2030)
    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=[("a", "1"), ("b", "2")])
    agree = forms.BooleanField(label=gettext_lazy("I have checked the values"))


def examples() -> dict[str, Any]:
    source = _("Example figures")
    years = [LinePoint(year, value) for year, value in ((2021, 548000), (2022, 557421), (2023, 601000), (2024, 661000))]
    printed = [LinePoint(2021, 641000), LinePoint(2022, 557000)]
    shares = [
        BandShare("high", _("High"), 786, 3_200_000),
        BandShare("medium", _("Medium"), 2789, 3_600_000),
        BandShare("low", _("Low"), 2718, 700_000),
    ]
    places = enumerate(tiles.PLACES)
    return {
        "form": ExampleForm({"name": "", "year": "3000", "status": "a"}),
        "page": Paginator(range(1234), 50).page(3),
        "charts": [
            BarChart(_("Bars"), source, "", [
                Bar("Абай", 827000, "high", 23000), Bar("Ақмола", 567000, "medium", -4000), Bar("Ұлытау", None),
                Bar("Атырау", 440000, "low", 0),
            ]),
            LineChart(_("Lines"), source, "", [
                LineSeries(_("Computed by the portal"), years), LineSeries(_("Published"), printed, published=True),
            ]),
            StackedBands(_("Bands"), source, "", [BandRow("2022", shares)]),
            TileMap(_("Tile map"), source, "", [
                Tile(code, tiles.SHORT_NAMES[code]["kk"], None if place == 3 else 400000 + place * 25000, "#")
                for place, code in places
            ]),
        ],
        "official_form": example_form(get_language() or "kk"),
        "spark": Sparkline(_("Small line"), source, "", years),
    }  # fmt: skip
