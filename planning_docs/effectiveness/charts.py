"""Small charts of scores: points of 100, not percents."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from rss_portal.ui.charts import Bar, BarChart, LineChart, LinePoint, LineSeries

BARS = 40


def as_e4(points: Decimal | None) -> int | None:
    """Points of 100 in ten-thousandths, as the charts keep numbers."""
    return None if points is None else int((points * 10_000).to_integral_value())


@dataclass(frozen=True)
class PointBars(BarChart):
    """Bars of scores from 0 to 100 points."""

    def headings(self) -> list[str]:
        return [self.label_heading, _("Points")]


def ranking_chart(rows: Iterable[Any], year: int, name_of: Any) -> PointBars:
    """Final scores of a year, the best first."""
    bars = [
        Bar(name_of(row.body), as_e4(row.points), url=reverse("effectiveness:evaluation", args=[row.body_id, year]))
        for row in rows
    ][:BARS]
    return PointBars(
        title=_("Final scores of %(year)s, points") % {"year": year},
        source=_("The 2012 methodology, order No. 14 of 19.01.2012 (repealed in 2014)"),
        key="ranking",
        bars=bars,
        label_heading=_("State body"),
    )


def dynamics_chart(rows: Iterable[Any], name: str) -> LineChart:
    """Final scores of one body by year."""
    points = [LinePoint(row.year, as_e4(row.points)) for row in rows]
    return LineChart(
        title=_("Final scores by year, points"),
        source=_("The 2012 methodology, order No. 14 of 19.01.2012 (repealed in 2014)"),
        key="dynamics",
        series=[LineSeries(name, points)],
    )
