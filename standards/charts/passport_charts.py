"""The figures of a settlement's passport."""

from typing import ClassVar

from django.utils.translation import gettext as _

from rss_portal.ui import formats
from rss_portal.ui.charts import (
    Bar,
    BarChart,
    BoundaryMap,
    Chart,
    LineChart,
    LinePoint,
    LineSeries,
    Shape,
    Spot,
)
from settlements.models import SettlementYear, Territory
from standards.charts.figure_set import FigureSet, TableFigure, band_of
from standards.charts.passport import Passport
from standards.choices import RequirementLevel


class PassportFigures(FigureSet):
    """Directions, history, items, gaps and the place of a settlement."""

    keys: ClassVar[tuple[str, ...]] = ("directions", "history", "items", "gaps")

    def __init__(self, passport: Passport) -> None:
        super().__init__(passport.page)
        self.passport = passport

    @property
    def directions(self) -> Chart:
        bars = [
            Bar(formats.name(group.direction), group.figure.mean_e4, band_of(group.figure.mean_e4))
            for group in self.passport.directions
            if group.figure
        ]
        rule = _("Mean of the scores of mandatory items that apply.")
        return BarChart(_("Directions"), self.source(rule), "directions", bars=bars, label_heading=_("Direction"))

    @property
    def history(self) -> Chart:
        points = [LinePoint(point.year, point.percent_e4) for point in self.passport.history]
        line = LineSeries(_("Portal, edition %(code)s") % {"code": self.page.edition.code}, points)
        return LineChart(_("Provision by years, %"), self.source(), "history", series=[line])

    @property
    def items(self) -> Chart:
        """Items with their entries in words."""
        cells = [
            [formats.name(row.state.item), str(RequirementLevel(row.state.level).label),
             " · ".join(chip.text for chip in row.chips), formats.percent(row.state.score_e4)]
            for group in self.passport.directions
            for row in group.rows
        ]  # fmt: skip
        columns = [_("Object or service"), _("On the list as"), _("Entered"), _("Score, %")]
        return TableFigure(_("Objects and services"), self.source(), "items", columns=columns, cells=cells)

    @property
    def gaps(self) -> Chart:
        cells = [[formats.name(gap.item), gap.text, gap.cost] for gap in self.passport.gaps]
        columns = [_("Object or service"), _("What is lacking"), _("Cost, thousand tenge")]
        return TableFigure(_("Gaps and their cost"), self.source(), "gaps", columns=columns, cells=cells)

    @property
    def place(self) -> Chart | None:
        """The settlement's dot among those of its district, within the region's outline where one is loaded; None
        without coordinates."""
        settlement = self.page.territory
        if settlement.latitude is None:
            return None
        boundary = self.passport.boundary
        shapes = [Shape(formats.name(settlement.region), boundary.rings, None)] if boundary else []
        source = boundary.notice if boundary else _("Settlements of the district")
        around = [self._spot(one, "none") for one in self.passport.around]
        spots = [*around, self._spot(settlement, self._band() or "brand")]
        return BoundaryMap(_("Where it lies"), source, shapes=shapes, spots=spots)

    def _spot(self, settlement: Territory, band: str) -> Spot:
        return Spot(formats.name(settlement), float(settlement.longitude or 0), float(settlement.latitude or 0), band)

    def _band(self) -> str:
        return self.passport.figures.band if self.passport.figures else ""

    @property
    def completeness_e4(self) -> int | None:
        """Entered of expected entries."""
        figures = self.passport.figures
        return figures.entered * 100 * formats.E4 // figures.expected if figures and figures.expected else None

    @property
    def marks(self) -> list[str]:
        """Marks of the settlement in the year, in words."""
        return marks_of(self.passport.profile) if self.passport.profile else []


def marks_of(profile: SettlementYear) -> list[str]:
    """Marks of a settlement in a year: district centre, anchor or satellite village, border and others."""
    words = {
        "is_district_centre": _("district centre"),
        "is_okrug_centre": _("okrug centre"),
        "is_anchor": _("anchor village"),
        "is_border": _("border territory"),
        "is_remote": _("remote"),
        "is_mono_town": _("mono-town"),
        "is_small_town": _("small town"),
        "is_undeveloped": _("not developed by the state"),
    }
    found = [word for name, word in words.items() if getattr(profile, name)]
    if profile.satellite_of:
        found.append(_("satellite village of %(anchor)s") % {"anchor": formats.name(profile.satellite_of)})
    return found
