"""How the registers are shown: titles, columns, search, order."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rss_portal.ui.formats import day, decimal
from rss_portal.ui.formats import name as name_of
from rss_portal.ui.lists import Column


@dataclass(frozen=True)
class Shown:
    """A register on its page: what a row is called, its columns, what is read with it, where words are looked for."""

    code: str
    title: str | Promise
    new: str | Promise
    hint: str | Promise
    columns: tuple[Column, ...]
    related: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()
    order: tuple[str, ...] = ("-pk",)
    imported: bool = True
    detail: str = ""  # name of the page of one row, where there is one beside the form
    narrowed: tuple[str, ...] = field(default=())  # keys of the address that narrow the list


def _dates(row: Any) -> str:
    return f"{day(row.starts_on)} – {day(row.ends_on)}"


def _text(name: str, label: Any, value: Callable[[Any], Any], order: Any = None, numeric: bool = False) -> Column:
    return Column(name, label, value, order=order, numeric=numeric)


SHOWN = {
    one.code: one
    for one in (
        Shown(
            "objects",
            _("Infrastructure objects"),
            _("New object"),
            _("Objects built or planned for entrepreneurs, with their places and operators (p.6-7)."),
            (
                _text("name", _("The object"), name_of),
                _text("kind", _("Kind"), lambda row: name_of(row.kind), "kind"),
                _text("settlement", _("Settlement"), lambda row: name_of(row.settlement)),
                _text("operator", _("Operator"), lambda row: row.operator, "operator"),
                _text("stage", _("Stage"), lambda row: row.get_stage_display(), "stage"),
                _text("capacity", _("Places"), lambda row: row.capacity, "capacity", numeric=True),
            ),
            related=("kind", "settlement"),
            searched=("name_kk", "name_ru", "operator"),
            detail="support:object",
        ),
        Shown(
            "uses",
            _("Users of objects"),
            _("New use"),
            _("Who has places in an object and until when (p.7)."),
            (
                _text("user", _("Entrepreneur"), lambda row: row.user_name, "user_name"),
                _text("object", _("The object"), lambda row: name_of(row.object)),
                _text("places", _("Places"), lambda row: row.places, "places", numeric=True),
                _text("term", _("Term"), _dates, "ends_on"),
            ),
            related=("object",),
            searched=("user_name",),
            narrowed=("object",),
        ),
        Shown(
            "trade",
            _("Trade objects"),
            _("New trade object"),
            _("Modern trade objects and the space that they owe to local producers (p.10-11)."),
            (
                _text("name", _("Trade object"), lambda row: row.name, "name"),
                _text("settlement", _("Settlement"), lambda row: name_of(row.settlement)),
                _text(
                    "area",
                    _("Trade area, m²"),
                    lambda row: decimal(row.trade_area_m2, 1),
                    "trade_area_m2",
                    numeric=True,
                ),
            ),
            related=("settlement",),
            searched=("name", "address"),
            detail="support:trade_object",
        ),
        Shown(
            "shelves",
            _("Shelf space"),
            _("New placement"),
            _("Space given to local producers: at least 6 months (p.11)."),
            (
                _text("producer", _("Local producer"), lambda row: row.producer, "producer"),
                _text("trade_object", _("Trade object"), lambda row: row.trade_object.name),
                _text("goods", _("Goods"), lambda row: row.goods),
                _text("area", _("Area, m²"), lambda row: decimal(row.area_m2, 1), "area_m2", numeric=True),
                _text("term", _("Term"), _dates, "ends_on"),
            ),
            related=("trade_object",),
            searched=("producer", "goods"),
            narrowed=("trade_object",),
        ),
        Shown(
            "priorities",
            _("Priority activities"),
            _("New priority activity"),
            _("At most six activities of a region are in force on one day (p.5)."),
            (
                _text("oked", _("OKED code"), lambda row: row.oked, "oked"),
                _text("name", _("Activity"), name_of),
                _text("region", _("Region"), lambda row: name_of(row.region), "region"),
                _text("from", _("In force from"), lambda row: day(row.valid_from), "valid_from"),
                _text("to", _("In force to"), lambda row: day(row.valid_to), "valid_to"),
            ),
            related=("region",),
            searched=("oked", "name_kk", "name_ru"),
            order=("region", "oked"),
        ),
        Shown(
            "records",
            _("Records of the coordinator"),
            _("New record"),
            _("Announcements, consultations, dealings with operators and proposals (p.15-16)."),
            (
                _text("date", _("Date"), lambda row: day(row.date), "date"),
                _text("kind", _("Kind"), lambda row: row.get_kind_display(), "kind"),
                _text("subject", _("Subject"), lambda row: row.subject),
                _text("who", _("Who"), lambda row: row.who),
            ),
            searched=("subject", "text", "who"),
            order=("-date", "-pk"),
            imported=False,
        ),
        Shown(
            "facts",
            _("Facts of projects"),
            _("New fact"),
            _("What funded projects reached in a year (p.32)."),
            (
                _text("project", _("Project"), lambda row: row.application.number, "application__number"),
                _text("year", _("Year"), lambda row: row.year, "year", numeric=True),
                _text("kind", _("Figure"), lambda row: row.get_kind_display(), "kind"),
                _text("value", _("Fact"), lambda row: decimal(row.value, 1), "value", numeric=True),
            ),
            related=("application",),
            searched=("application__number",),
            narrowed=("application",),
        ),
        Shown(
            "project-years",
            _("Money and state of projects"),
            _("New year of a project"),
            _("Financing plan, absorbed money and the state of the object by year (p.29, p.31)."),
            (
                _text("project", _("Project"), lambda row: row.application.number, "application__number"),
                _text("year", _("Year"), lambda row: row.year, "year", numeric=True),
                _text(
                    "planned", _("Plan, thousand tenge"), lambda row: decimal(row.planned, 1), "planned", numeric=True
                ),
                _text(
                    "absorbed",
                    _("Absorbed, thousand tenge"),
                    lambda row: decimal(row.absorbed, 1),
                    "absorbed",
                    numeric=True,
                ),
            ),
            related=("application",),
            searched=("application__number",),
            narrowed=("application",),
        ),
    )
}
