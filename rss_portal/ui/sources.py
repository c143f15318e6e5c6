"""Sources that come with the portal: stored in English, shown in the reader's language."""

from django.utils.translation import gettext, gettext_noop

DEMONSTRATION = gettext_noop("Demonstration, invented")
SHIPPED_CALENDAR = gettext_noop("Holidays and moved days off, shipped with the portal")
KNOWN_HOLIDAYS = gettext_noop("Known holidays, to be compared with the decree")

SHIPPED = frozenset({DEMONSTRATION, SHIPPED_CALENDAR, KNOWN_HOLIDAYS})


def shipped_text(source: str) -> str:
    """SOURCE translated when it comes with the portal, else as a person or a file gave it."""
    return gettext(source) if source in SHIPPED else source
