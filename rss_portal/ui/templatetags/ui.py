"""Tags and filters of the building blocks; every page says `{% load ui %}`."""

from typing import Any

from django import template
from django.http import QueryDict
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from rss_portal.ui import formats, rich_text
from rss_portal.ui.chart_export import FORMATS
from rss_portal.ui.charts import BarChart, BoundaryMap, Chart, LineChart, Sparkline, StackedBands, TileMap
from rss_portal.ui.sources import shipped_text

register = template.Library()

for _filter in ("percent4", "points", "number", "decimal", "money", "day", "moment", "name"):
    register.filter(_filter, getattr(formats, _filter))

KINDS = {
    BarChart: "bars", LineChart: "lines", StackedBands: "bands", TileMap: "tiles", Sparkline: "spark",
    BoundaryMap: "boundaries",
}  # fmt: skip
BAND_ICONS = {"high": "arrow-up", "medium": "minus", "low": "arrow-down"}


@register.filter
def percent(value_e4: int | None, places: int = 1) -> str:
    return formats.percent(value_e4, places=int(places))


@register.filter
def rich(html: str) -> SafeString:
    """Text that people wrote with headings and tables, cleaned."""
    return rich_text.shown(html)


@register.filter
def coordinate(value: float) -> str:
    """A number of an SVG: always with a point, whatever the language."""
    return f"{value:g}"


@register.simple_tag(name="name")
def name_tag(thing: Any) -> str:
    return formats.name(thing)


@register.simple_tag
def icon(code: str) -> SafeString:
    """An icon of the sprite, hidden from screen readers: the words beside it tell."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("icons/sprite.svg"),
        code,
    )


def band_label(code: str) -> str:
    """The band's name in the running language; never told by colour alone."""
    return {"high": _("High"), "medium": _("Medium"), "low": _("Low")}.get(code, _("No return"))


@register.simple_tag
def band_badge(code: str) -> SafeString:
    mark = icon(BAND_ICONS[code]) if code in BAND_ICONS else ""
    return format_html('<span class="badge badge-{}">{}{}</span>', code or "none", mark, band_label(code))


@register.simple_tag
def badge(text: Any, kind: str = "plain") -> SafeString:
    return format_html('<span class="badge badge-{}">{}</span>', kind, text)


@register.simple_tag
def field(bound_field: Any) -> SafeString:
    """A form field with label, hint and error, tied to each other."""
    return mark_safe(render_to_string("ui/field.html", {"field": bound_field}))  # noqa: S308  our own template


@register.inclusion_tag("ui/form_errors.html")
def form_errors(form: Any) -> dict[str, Any]:
    """Every error of FORM summed up, with links to the fields."""
    return {"form": form, "fields": [one for one in form if one.errors] if form.is_bound else []}


@register.inclusion_tag("ui/pager.html", takes_context=True)
def pager(context: template.Context, page: Any) -> dict[str, Any]:
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {"page": page, "numbers": list(numbers), "request": context.get("request")}


@register.inclusion_tag("ui/empty.html")
def empty(title: str = "", text: str = "", url: str = "", label: str = "") -> dict[str, str]:
    """Nothing here: what to do next, and who can do it."""
    return {"title": title or _("Nothing here yet"), "text": text, "url": url, "label": label}


@register.inclusion_tag("ui/progress_bar.html")
def progress_bar(done: int, total: int, label: str = "") -> dict[str, Any]:
    share = 100 * done // total if total else 0
    return {"done": done, "total": total, "percent": min(100, share), "label": label or _("Progress")}


@register.inclusion_tag("ui/chart.html", takes_context=True)
def chart(context: template.Context, drawn: Chart) -> dict[str, Any]:
    """A chart with its table, source and files."""
    return {
        "chart": drawn,
        "drawing": drawn.drawing(),
        "kind": KINDS.get(type(drawn), "other"),
        "formats": FORMATS,
        "links": True,
        "request": context.get("request"),
    }


@register.filter
def shipped_source(source: str) -> str:
    """A stored source, translated when it came with the portal."""
    return shipped_text(source)


@register.inclusion_tag("ui/spark.html")
def sparkline(drawn: Chart) -> dict[str, Any]:
    """The bare small line, for a cell whose numbers stand beside it."""
    return {"chart": drawn, "drawing": drawn.drawing(), "links": False}


@register.simple_tag(takes_context=True)
def query_with(context: template.Context, **changes: Any) -> str:
    """The query of this address with CHANGES; an empty value leaves the parameter out."""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    for key, value in changes.items():
        query.pop(key, None)
        if value not in (None, ""):
            query[key] = str(value)
    return query.urlencode()
