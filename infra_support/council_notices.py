"""Kinds of notices about applications, terms and meetings."""

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from rss_portal.access import Reason
from rss_portal.notices.registry import kind

LANGUAGES = ("kk", "ru", "en")
STEP = kind("support.step", title=_("Application %(number)s"), text=_("%(state)s. %(reasons)s"))
WAITS = kind(
    "support.waits", title=_("Application %(number)s waits for you"), text=_("%(state)s: %(project)s, %(region)s")
)
TERM_NEAR = kind(
    "support.term_near", title=_("Term ends on %(due_on)s"), text=_("%(term)s: application %(number)s, %(project)s")
)
TERM_OVER = kind(
    "support.term_over",
    title=_("Term was over on %(due_on)s"),
    text=_("%(term)s: application %(number)s, %(project)s, %(region)s"),
)
TERM_MOVED = kind(
    "support.term_moved",
    title=_("The working calendar changed: the term ends on %(due_on)s instead of %(old_on)s"),
    text=_("%(term)s: application %(number)s, %(project)s"),
)
MEETING = kind(
    "support.meeting",
    title=_("Meeting № %(number)s of the council: %(held_on)s, %(time)s"),
    text=_("%(place)s. On the agenda: %(agenda)s"),
)
MEETING_CANCELLED = kind(
    "support.meeting_cancelled",
    title=_("Meeting № %(number)s of the council on %(held_on)s is cancelled"),
    text=_("%(place)s. On the agenda: %(agenda)s"),
)


def in_three(text: Reason) -> dict[str, str]:
    """TEXT said in every language, as a value of a notice."""
    said = {}
    for code in LANGUAGES:
        with translation.override(code):
            said[code] = str(text)
    return said
