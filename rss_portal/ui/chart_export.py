"""A chart as a file: the same drawing as on the page (SVG, PNG), or the numbers of its table (XLSX, CSV)."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import resvg_py
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string

from .charts import Chart
from .exports import csv_response, xlsx_response

FORMATS = ("png", "svg", "xlsx", "csv")
MARGIN = 16
FONTS = ("noto-sans-regular.ttf", "noto-sans-bold.ttf")


def respond(request: HttpRequest, charts: Mapping[str, Chart]) -> HttpResponse | None:
    """The file that `?chart=KEY&format=FORMAT` asks for; None when the request asks for the page."""
    key = request.GET.get("chart")
    if not key:
        return None
    if key not in charts:
        raise Http404(key)
    return chart_response(charts[key], request.GET.get("format", "png"))


def chart_response(chart: Chart, format_code: str) -> HttpResponse:
    """CHART as a file of the format; Http404 for a format that does not exist."""
    name = chart.key or "chart"
    if format_code == "csv":
        return csv_response(name, chart.headings(), chart.rows())
    if format_code == "xlsx":
        return xlsx_response(name, chart.headings(), chart.rows(), title=chart.title, source=chart.source)
    if format_code == "svg":
        return _file(svg_of(chart).encode(), "image/svg+xml", f"{name}.svg")
    if format_code == "png":
        return _file(png_of(chart), "image/png", f"{name}.png")
    raise Http404(format_code)


def svg_of(chart: Chart) -> str:
    """CHART as an SVG that stands alone: title, drawing, source, with the colours of the light theme."""
    drawing = chart.drawing()
    below = 44 + drawing["height"]
    return render_to_string(
        "ui/chart_file.svg",
        {
            "chart": chart,
            "drawing": drawing,
            "links": False,
            "style": light_style(),
            "width": max(drawing["width"] + 2 * MARGIN, 7 * len(chart.source) + 2 * MARGIN),
            "height": below + (40 if chart.source else 16),
            "source_y": below + 24,
        },
    )


def png_of(chart: Chart) -> bytes:
    """CHART as a PNG of double size."""
    fonts = [str(Path(settings.BASE_DIR) / "static" / "fonts" / font) for font in FONTS]
    return bytes(resvg_py.svg_to_bytes(svg_string=svg_of(chart), zoom=2, font_files=fonts, skip_system_fonts=True))


@cache
def light_style() -> str:
    """Rules of the drawing classes with the light theme's colours put in, for a file without the page's styles."""
    css = Path(settings.BASE_DIR) / "static" / "css"
    light = (css / "tokens.css").read_text("utf-8").split("@media", 1)[0]
    colours = dict(re.findall(r"(--[\w-]+): (#[0-9a-f]{3,8});", light))
    drawn = re.findall(r"^\.svg-.*$", (css / "components.css").read_text("utf-8"), re.MULTILINE)
    return re.sub(r"var\((--[\w-]+)\)", lambda match: colours[match[1]], " ".join(drawn))


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
