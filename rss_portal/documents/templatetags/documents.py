"""`{% load documents %}{% form_sheet form %}` shows an official form on a page."""

from typing import Any

from django import template
from django.utils.safestring import SafeString

from rss_portal.documents import Form
from rss_portal.documents.html import Sheet, html_runs, sheet

register = template.Library()
register.filter("runs", html_runs)


@register.simple_tag
def form_sheet(form: Form, level: int = 2) -> SafeString:
    """FORM with its title as a heading of LEVEL; what is inside goes on from there."""
    return sheet(form, level)


@register.inclusion_tag("documents/_items.html")
def form_items(items: Any) -> dict[str, Any]:
    return {"items": items}


@register.simple_tag
def heading_tag(drawn: Sheet, level: int) -> str:
    """The name of the HTML heading for a heading of LEVEL inside the form."""
    return f"h{min(6, drawn.level + level)}"
