"""Tags of the pages of support."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from infra_support.choices import EligibilityState
from infra_support.models import EligibilityLine
from infra_support.workflow_phrases import LETTERS
from rss_portal.personal import SHOWN, masked
from rss_portal.ui.formats import NO_DATA
from rss_portal.ui.templatetags.ui import badge

register = template.Library()
HIDDEN = "••••"
_KINDS = {EligibilityState.MET: "good", EligibilityState.NOT_MET: "bad", EligibilityState.NOT_APPLICABLE: "plain"}


@register.simple_tag
def secret(value: str, shown: bool = False, letters: int = SHOWN) -> str:
    """A piece of personal data, masked but for its last LETTERS unless it is to be SHOWN; words are masked whole."""
    if not value:
        return NO_DATA
    if shown:
        return value
    return masked(value, shown=letters) if letters else HIDDEN


@register.simple_tag
def check_badge(line: EligibilityLine) -> SafeString:
    """The result of a line; what only the applicant says is told apart from what was checked."""
    if line.checked_at is None and line.state == EligibilityState.MET:
        return badge(_("Confirmed by the applicant"), "warning")
    return badge(line.get_state_display(), _KINDS.get(EligibilityState(line.state), "plain"))


@register.simple_tag
def letter_name(kind: str) -> str:
    return str(LETTERS[kind])
