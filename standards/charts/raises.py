"""What would raise a percent, in words."""

from django.utils.translation import gettext as _

from rss_portal.ui import formats
from settlements.choices import Unit
from standards import phrases
from standards.figures import Raise


def sentence(one: Raise) -> str:
    """“Schools: build 1 object → 87.5 % (settlement 74.1 %, +0.3 p.p.)”."""
    unit = str(Unit(one.item.unit).label) if one.item.unit else ""
    return _("%(item)s: %(action)s → %(score)s %% (settlement %(percent)s %%, %(gain)s p.p.)") % {
        "item": formats.name(one.item),
        "action": phrases.raise_text(one.code, one.amount, unit),
        "score": formats.percent(one.item_score_e4),
        "percent": formats.percent(one.settlement_percent_e4),
        "gain": formats.points(one.gain_e4),
    }
