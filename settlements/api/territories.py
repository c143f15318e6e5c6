"""The register and the monitored settlements of a year."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rss_portal.api.lists import ListView, list_operation
from rss_portal.api.operations import Field, Ordering
from rss_portal.api.parameters import Parameter
from rss_portal.api.problems import bad_parameter
from rss_portal.ui.folding import fold
from settlements.choices import Kind, Level, Status
from settlements.models import SettlementYear, Territory
from settlements.scope import visible_settlement_years

from .access import require_rows, territory_or_problem, year_or_problem
from .versions import log_version, register_versions

WITHIN = Parameter("within", _("Only inside this territory (КАТО code, or KZ)"), "kato")
YEAR = Parameter("year", _("Year; without it the newest published one"), "integer", minimum=1990, maximum=2100)
SEARCH = Parameter("q", _("Part of the name in Kazakh or Russian, or of the code"), max_length=100)
NAMES = ("name_kk", "name_ru", "name_en")


def names_of(prefix: str = "") -> tuple[Field, ...]:
    return tuple(Field(name, f"{prefix}{name}") for name in NAMES)


def searched(rows: QuerySet[Any], text: str | None, column: str) -> QuerySet[Any]:
    """ROWS whose folded names or code, in COLUMN, contain every word of TEXT."""
    for word in fold(text or "").split():
        rows = rows.filter(**{f"{column}__contains": word})
    return rows


def place_in_year(territory: Territory) -> dict[str, str]:
    """Filter of rows that repeat the year's chain (profiles, provision) by TERRITORY."""
    found = territory.subtree_filter()
    return {"settlement_id": found["kato"]} if "kato" in found else found


class TerritoryList(ListView):
    """Units of the classifier КАТО from the country down to sub-places, on one day's tree."""

    fields = (
        Field("kato", "kato"),
        Field("level", "level"),
        Field("kind", "kind"),
        *names_of(),
        Field("parent", "parent_id", nullable=True),
        Field("region", "region_id", nullable=True),
        Field("district", "district_id", nullable=True),
        Field("okrug", "okrug_id", nullable=True),
        Field("monitored", "monitored", "boolean"),
        Field("demonstration", "demonstration", "boolean"),
        Field("latitude", "latitude", "decimal", nullable=True),
        Field("longitude", "longitude", "decimal", nullable=True),
        Field("valid_from", "valid_from", "date"),
        Field("valid_to", "valid_to", "date", nullable=True),
        Field("successor", "successor_id", nullable=True),
    )
    orderings = (Ordering("kato", ("kato",)), Ordering("name_kk", ("name_kk", "kato")))
    operations = {
        "GET": list_operation(
            _("Territories"),
            fields,
            orderings,
            (
                WITHIN,
                Parameter("parent", _("Only directly below this territory"), "kato"),
                Parameter("level", _("Level of the unit"), choices=tuple(Level.values)),
                Parameter("kind", _("Kind of the unit"), choices=tuple(Kind.values)),
                Parameter("monitored", _("Whether it is monitored"), "boolean"),
                Parameter("on", _("The tree as of this day (YYYY-MM-DD); today without it"), max_length=10),
                SEARCH,
            ),
            formats=("json", "csv", "xlsx", "geojson"),
            problems=(400, 404, 429),
        )
    }
    answer_media = ("application/json", "text/csv", "application/geo+json")

    def versions(self) -> list[Any]:
        return [*register_versions(), self._day()]

    def rows(self) -> QuerySet[Territory]:
        given = self.given
        rows = Territory.objects.valid_on(self._day())
        if given["within"]:
            rows = rows.within(territory_or_problem(given["within"]))
        if given["parent"]:
            rows = rows.filter(parent=territory_or_problem(given["parent"]))
        exact = {name: given[name] for name in ("level", "kind", "monitored") if given[name] is not None}
        return searched(rows.filter(**exact), given["q"], "search")

    def _day(self) -> date:
        text = self.given["on"]
        try:
            return date.fromisoformat(text) if text else timezone.localdate()
        except ValueError as error:
            reason = _("a day like 2026-12-31 is expected, “%(found)s” was found") % {"found": text}
            raise bad_parameter("on", reason) from error


class SettlementList(ListView):
    """Monitored settlements of a year: people, status, marks and place in that year's tree."""

    fields = (
        Field("kato", "settlement_id"),
        *names_of("settlement__"),
        Field("year", "year", "integer"),
        Field("region", "region_id", nullable=True),
        Field("district", "district_id", nullable=True),
        Field("okrug", "okrug_id", nullable=True),
        Field("status", "status"),
        Field("urban", "urban", "boolean"),
        Field("population", "population", "integer", nullable=True),
        Field("households", "households", "integer", nullable=True),
        Field("is_anchor", "is_anchor", "boolean"),
        Field("satellite_of", "satellite_of_id", nullable=True),
        Field("is_border", "is_border", "boolean"),
        Field("is_remote", "is_remote", "boolean"),
        Field("is_mono_town", "is_mono_town", "boolean"),
        Field("is_small_town", "is_small_town", "boolean"),
        Field("is_undeveloped", "is_undeveloped", "boolean"),
        Field("demonstration", "settlement__demonstration", "boolean"),
        Field("latitude", "settlement__latitude", "decimal", nullable=True),
        Field("longitude", "settlement__longitude", "decimal", nullable=True),
    )
    orderings = (
        Ordering("kato", ("settlement_id",)),
        Ordering("name_kk", ("settlement__name_kk", "settlement_id")),
    )
    operations = {
        "GET": list_operation(
            _("Settlements of a year"),
            fields,
            orderings,
            (
                YEAR,
                WITHIN,
                Parameter("status", _("Status of the settlement"), choices=tuple(Status.values)),
                Parameter("urban", _("Cities and towns, or villages"), "boolean"),
                SEARCH,
            ),
            formats=("json", "csv", "xlsx", "geojson"),
            problems=(400, 403, 404, 429),
        )
    }
    answer_media = ("application/json", "text/csv", "application/geo+json")

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        given = self.given
        self.territory = territory_or_problem(given["within"]) if given["within"] else None
        self.year = year_or_problem(given["year"])
        self.open_to_all = require_rows(request.user, self.territory, self.year)

    def public(self) -> bool:
        return self.open_to_all

    def versions(self) -> list[Any]:
        return log_version()

    def rows(self) -> QuerySet[SettlementYear]:
        rows = visible_settlement_years(self.request.user, self.year).filter(monitored=True)
        if self.territory is not None:
            rows = rows.filter(**place_in_year(self.territory))
        exact = {name: self.given[name] for name in ("status", "urban") if self.given[name] is not None}
        return searched(rows.filter(**exact), self.given["q"], "settlement__search")
