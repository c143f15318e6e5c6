"""Links of the dashboards that keep year, edition and scope, and that lead from a percent to its explanation."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rss_portal.ui import formats
from settlements.choices import Level
from settlements.models import Territory

register = template.Library()


@register.simple_tag(takes_context=True)
def to(context: Any, view: str, *args: Any, **changes: Any) -> str:
    """Address of VIEW with the page's choice in its query; CHANGES replace or add single values."""
    page = context.get("page")
    query = page.query(**changes) if page else urlencode({name: value for name, value in changes.items() if value})
    address = reverse(view, args=args)
    return f"{address}?{query}" if query else address


@register.simple_tag(takes_context=True)
def place_url(context: Any, territory: Territory, **changes: Any) -> str:
    """Address of the page of TERRITORY: country, unit or settlement's passport."""
    if territory.level == Level.COUNTRY:
        return to(context, "standards:country", **changes)
    settled = territory.monitored or territory.level == Level.SETTLEMENT
    return to(context, "standards:passport" if settled else "standards:territory", territory.kato, **changes)


@register.simple_tag(takes_context=True)
def why(context: Any, value_e4: int | None, kato: str, **about: Any) -> SafeString | str:
    """The percent VALUE_E4 as a link to its explanation; ABOUT may name year, edition, scope, item, direction."""
    text = formats.percent(value_e4)
    if value_e4 is None:
        return text
    page = context["page"]
    year = about.pop("year", page.year)
    address = f"{reverse('standards:explain', args=[kato, year])}?{page.query(year=None, **about)}"
    return format_html(
        '<a class="why" href="{}" title="{}">{}<span class="why-unit"> %</span></a>',
        address, _("Why this number"), text,
    )


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """MAPPING's value under KEY, None when it has none."""
    return mapping.get(key) if mapping else None
