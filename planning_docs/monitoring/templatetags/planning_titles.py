"""Titles and units in the running language, for the monitoring pages."""

from typing import Any

from django import template

from planning_docs.check_phrases import paragraph
from planning_docs.monitoring.forms import titled
from rss_portal.ui.formats import language_of

register = template.Library()
register.filter("document_title", titled)
register.filter("paragraph", paragraph)


@register.filter
def unit_name(row: Any) -> str:
    """The unit of an indicator or a measure; other languages than Kazakh read the Russian one."""
    return row.unit_kk if language_of(None) == "kk" else row.unit_ru or row.unit_kk
