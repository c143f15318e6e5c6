"""Links of the dashboards that keep year, edition and scope, and words for what they show."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from rss_portal.changelog.choices import Origin
from rss_portal.ui import formats
from rss_portal.ui.charts import Chart
from settlements.choices import Status
from settlements.models import Territory
from standards import phrases
from standards.charts import raises, states
from standards.charts.addresses import place_address
from standards.charts.figure_set import band_of
from standards.charts.sources import source_text
from standards.choices import ActKind, RequirementLevel, Scope
from standards.figures import ItemState, Raise
from standards.models import Edition
from standards.selection import Available, Page

register = template.Library()
CHOICE = ("year", "edition", "scope")


# --- links ----------------------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def to(context: Any, view: str, *args: Any, **changes: Any) -> str:
    """Address of VIEW with the page's choice in its query; CHANGES replace or add single values."""
    page = context.get("page")
    query = page.query(**changes) if page else urlencode({name: value for name, value in changes.items() if value})
    address = reverse(view, args=args)
    return f"{address}?{query}" if query else address


@register.simple_tag(takes_context=True)
def place_url(context: Any, territory: Territory, **changes: Any) -> str:
    """Address of the page of TERRITORY that keeps the page's choice."""
    page = context.get("page")
    return place_address(territory, page.query(**changes) if page else "")


@register.simple_tag(takes_context=True)
def explain_url(context: Any, kato: str, **about: Any) -> str:
    """Address of the explanation of a percent of the territory KATO in the page's year."""
    page = context["page"]
    year = about.pop("year", page.year)
    return f"{reverse('standards:explain', args=[kato, year])}?{page.query(year=None, **about)}"


@register.simple_tag(takes_context=True)
def why(context: Any, value_e4: int | None, kato: str, **about: Any) -> SafeString | str:
    """The percent VALUE_E4 as a link to its explanation; ABOUT may name year, scope, item or direction."""
    text = formats.percent(value_e4)
    if value_e4 is None:
        return text
    return format_html(
        '<a class="why" href="{}" title="{}">{}<span class="why-unit">\u202f%</span></a>',
        explain_url(context, kato, **about),
        _("Why this number"),
        text,
    )


@register.simple_tag(takes_context=True)
def keep_query(context: Any, **changes: Any) -> str:
    """The page's choice with what else the address holds; CHANGES replace single values."""
    others = {name: value for name, value in context["request"].GET.items() if name not in (*CHOICE, "page")}
    return context["page"].query(**{**others, **changes})


@register.inclusion_tag("standards/parts/context_bar.html", takes_context=True)
def context_bar(context: Any, hide_scope: bool = False) -> dict[str, Any]:
    """The form of year and edition, and the links of scope."""
    page: Page | None = context.get("page")
    request = context["request"]
    kept = [(name, value) for name, value in request.GET.items() if name not in (*CHOICE, "page")]
    scopes = (
        [(scope.label, keep_query(context, scope=scope.value), page.scope == scope) for scope in Scope] if page else []
    )
    return {
        "page": page,
        "form": page.form() if page else None,
        "kept": kept,
        "scopes": scopes,
        "hide_scope": hide_scope,
        "path": request.path,
    }


@register.simple_tag(takes_context=True)
def kept_fields(context: Any, *own: str) -> SafeString:
    """Hidden fields for what a form's own fields do not name, so that sending it keeps the rest of the address."""
    page, request = context["page"], context["request"]
    kept = {"year": page.year, "edition": page.edition.code, "scope": page.scope}
    kept |= {name: value for name, value in request.GET.items() if name not in (*CHOICE, "page", "export", *own)}
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', kept.items())


@register.inclusion_tag("standards/parts/mini_map.html")
def mini_map(drawn: Chart) -> dict[str, Any]:
    """A settlement's place without table and files: its coordinates stand beside it."""
    return {"chart": drawn, "drawing": drawn.drawing(), "links": False}


@register.inclusion_tag("standards/parts/footer_source.html", takes_context=True)
def footer_source(context: Any) -> dict[str, Any]:
    """Edition and date of the figures, for the footer."""
    return {"page": context.get("page")}


# --- values ---------------------------------------------------------------------------------------------------


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """MAPPING's value under KEY, None when it has none."""
    return mapping.get(key) if mapping else None


@register.simple_tag
def change(change_e4: int) -> SafeString:
    """A change in percentage points with its sign, arrow and unit."""
    arrow = "▲" if change_e4 > 0 else "▼" if change_e4 < 0 else "="
    unit = pgettext("percentage points, short", "p.p.")
    return format_html(
        '<strong><span aria-hidden="true">{}</span> {} {}</strong>', arrow, formats.points(change_e4), unit
    )


@register.simple_tag
def change_of(before_e4: int, after_e4: int) -> str:
    return formats.points(after_e4 - before_e4)


@register.simple_tag
def bar(value_e4: int | None) -> SafeString | str:
    """A percent as a bar of the band it lies in; nothing for None. The number stands beside it."""
    if value_e4 is None:
        return ""
    width = f"{value_e4 / 10_000:.1f}"
    return format_html(
        '<svg class="dash-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="track" width="100" height="10"/><rect class="fill-{}" width="{}" height="10"/></svg>',
        band_of(value_e4),
        width,
    )


@register.simple_tag
def seconds(start: datetime, end: datetime) -> str:
    """How long from START to END, in seconds."""
    return formats.decimal((end - start).total_seconds(), 1)


@register.simple_tag
def years_of(available: Available, edition_code: str) -> list[int]:
    """Years with figures by an edition, newest first."""
    return sorted({one.year for one in available.series if one.edition_id == edition_code}, reverse=True)


# --- words ----------------------------------------------------------------------------------------------------


@register.filter
def chips(state: ItemState) -> list[states.Chip]:
    return states.chips(state)


@register.simple_tag
def raise_text(one: Raise) -> str:
    """An improvement in words with the percents that it would give."""
    return raises.sentence(one)


@register.filter
def note(edition: Edition) -> str:
    """The note of an edition in the current language, else in Kazakh."""
    return getattr(edition, f"note_{formats.language_of(get_language())}", "") or edition.note_kk


@register.filter
def method_label(code: str) -> str:
    """Name of an item's formula."""
    return phrases.method_name(code)


@register.filter
def act_label(code: str) -> str:
    """Kind of a legal act in words."""
    return str(ActKind(code).label) if code in ActKind.values else code


@register.filter
def source(text: str) -> str:
    """A source of published figures in the current language."""
    return source_text(text)


@register.filter
def origin_label(code: str) -> str:
    return str(Origin(code).label) if code in Origin.values else code


@register.filter
def status_label(code: str) -> str:
    return str(Status(code).label)


@register.filter
def level_label(code: str) -> str:
    """Level of an item on a list; "" is "not on the list"."""
    return str(RequirementLevel(code).label) if code else _("not on the list")


@register.filter
def provenance_label(code: str) -> str:
    """Where an item's place on a list is known from."""
    return {"printed": _("printed in the source"), "inferred": _("inferred from the source")}.get(code, code)


@register.filter
def expected_label(text: str) -> str:
    """What a file's problem asks for, in the current language."""
    return phrases.expected_text(text)
