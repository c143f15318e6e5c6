"""Values of indicators as lines of forms."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import get_language, pgettext

from planning_docs.models import Indicator
from rss_portal.documents import Value
from rss_portal.documents.texts import cell_of, number_text, plain_text

from .lines import planned
from .reading import Values


def plan_cells(values: Values, years: Sequence[int], district: str | None = None) -> list[Value]:
    return [planned(values.in_year(year, district)) for year in years]


def value_text(value: Value) -> str:
    """VALUE of a cell as it stands in a sentence."""
    cell = cell_of(value)
    if cell.number is None:
        return plain_text(cell.text)
    return number_text(Decimal(cell.number), cell.places, get_language() or "kk")


def value_by_years(indicator: Indicator, years: Sequence[int]) -> str:
    """ "2026 – 4,5; 2027 – 5"; years without a value are left out."""
    values = Values(indicator)
    told = [(year, value_text(planned(values.in_year(year)))) for year in years]
    parts = [pgettext("form", "%(year)s – %(value)s") % {"year": year, "value": text} for year, text in told if text]
    return "; ".join(parts)
