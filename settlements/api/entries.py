"""Inventory entries of the years that a person may see. Notes and files of entries stay inside the portal."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rss_portal.api.lists import ListView, list_operation
from rss_portal.api.operations import Field, Ordering
from rss_portal.api.parameters import Parameter
from settlements.models import InventoryEntry
from settlements.rules.measure_fields import COUNTS, DECIMALS, FLAGS
from settlements.scope import visible_settlement_years

from .access import require_rows, territory_or_problem, year_or_problem
from .territories import WITHIN, YEAR, place_in_year
from .versions import log_version

OPEN_VALUES = (
    "required",
    "good",
    "current_repair",
    "capital_repair",
    "emergency",
    "lacking_equipment",
    "capacity",
    "distance_km",
    "served_by",
    "total",
    "covered",
    "normative",
    "available",
    "share_served",
    "schedule",
    "cost_thousand_tenge",
    "na_reason",
    "na_approved",
)


def value_field(name: str) -> Field:
    """The column of one value of an entry."""
    if name in COUNTS:
        return Field(name, name, "integer", nullable=True)
    if name in DECIMALS:
        return Field(name, name, "decimal", nullable=True)
    if name in FLAGS:
        return Field(name, name, "boolean", nullable=True)
    return Field(name, name, "boolean" if name == "na_approved" else "text")


class EntryList(ListView):
    """What settlements have of each item in a year; unpublished years for those who work there."""

    fields = (
        Field("settlement", "settlement_id"),
        Field("year", "year", "integer"),
        Field("item", "item_id"),
        *(value_field(name) for name in OPEN_VALUES),
        Field("version", "version", "integer", help=_("What a writer says to have seen (If-Match)")),
    )
    orderings = (
        Ordering("settlement", ("settlement_id", "item_id")),
        Ordering("item", ("item_id", "settlement_id")),
    )
    operations = {
        "GET": list_operation(
            _("Inventory entries"),
            fields,
            orderings,
            (
                YEAR,
                WITHIN,
                Parameter("settlement", _("КАТО code of one settlement"), "kato"),
                Parameter("item", _("Code of the item"), max_length=6),
                Parameter("direction", _("Code of the direction"), max_length=3),
            ),
            formats=("json", "csv", "xlsx"),
            problems=(400, 403, 404, 429),
        )
    }

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        place = self.given["settlement"] or self.given["within"]
        self.territory = territory_or_problem(place) if place else None
        self.year = year_or_problem(self.given["year"])
        self.open_to_all = require_rows(request.user, self.territory, self.year)

    def public(self) -> bool:
        return self.open_to_all

    def versions(self) -> list[Any]:
        return log_version()

    def rows(self) -> QuerySet[InventoryEntry]:
        rows = InventoryEntry.objects.filter(year=self.year)
        narrowed = self.territory is not None and self.territory.kato != "KZ"
        if narrowed or not self.open_to_all:
            places = visible_settlement_years(self.request.user, self.year)
            if self.territory is not None:
                places = places.filter(**place_in_year(self.territory))
            rows = rows.filter(settlement__in=places.values("settlement_id"))
        exact = {"item_id": self.given["item"], "item__direction_id": self.given["direction"]}
        return rows.filter(**{name: value for name, value in exact.items() if value})
