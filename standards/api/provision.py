"""Provision of territories: sums, their parts, and single settlements."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from rss_portal.access import decide
from rss_portal.api.lists import ListView, list_operation, percent_text
from rss_portal.api.operations import PERCENT, Field, Operation, Ordering, object_schema
from rss_portal.api.parameters import Parameter
from rss_portal.api.views import ApiView
from settlements.api.territories import WITHIN, YEAR, names_of
from settlements.choices import Status
from settlements.models import Campaign
from standards import queries
from standards.choices import Band
from standards.models import SettlementProvision
from standards.queries.selection import provision_rows

from . import shapes
from .selecting import EDITION, SCOPE, SELECTION, Asked, asked

FROM_YEAR = Parameter("from_year", _("The earlier year"), "integer", required=True, minimum=1990, maximum=2100)
PROBLEMS = (400, 403, 404, 429)


class FiguresView(ApiView):
    """Base of the answers about one selection; an unchanged one is 304 before a large table is read."""

    def get(self, request: Request) -> HttpResponse:
        found = asked(request.user, self.given)
        return self.conditional_json(request, found.versions(), lambda: self.data(found), public=found.public)

    def data(self, found: Asked) -> dict[str, Any]:
        raise NotImplementedError


class ProvisionView(FiguresView):
    """Provision of a territory. `mean` counts each settlement once: the rule of the published figures."""

    operations = {
        "GET": Operation(
            _("Provision of a territory"),
            SELECTION,
            object_schema(
                {
                    **shapes.SELECTED,
                    **shapes.FIGURES,
                    "rule": shapes.TEXT,
                    "computed_at": shapes.NULLABLE_TEXT,
                }
            ),
            problems=PROBLEMS,
        )
    }

    def data(self, found: Asked) -> dict[str, Any]:
        figures = queries.territory_figures(found.selection)
        more = {"rule": shapes.rule_of_mean(), "computed_at": found.series.computed_at}
        return {**shapes.selected(found.selection), **shapes.figures_data(figures), **more}


class ProvisionParts(FiguresView):
    """Provision of the units directly below a territory, with the change against the year before."""

    operations = {
        "GET": Operation(
            _("Provision of the parts of a territory"),
            SELECTION,
            object_schema(
                {
                    **shapes.SELECTED,
                    "results": {
                        "type": "array",
                        "items": object_schema(
                            {
                                "kato": shapes.TEXT,
                                **shapes.FIGURES,
                                "change": {**PERCENT, "pattern": r"^-?\d{1,3}\.\d{4}$"},
                            }
                        ),
                    },
                }
            ),
            problems=PROBLEMS,
        )
    }

    def data(self, found: Asked) -> dict[str, Any]:
        parts = [
            {
                "kato": child.territory.kato,
                "name_kk": child.territory.name_kk,
                "name_ru": child.territory.name_ru,
                **shapes.figures_data(child.figures),
                "change": change_text(child.change_e4),
            }
            for child in queries.children_figures(found.selection)
        ]
        return {**shapes.selected(found.selection), "results": parts}


def change_text(change_e4: int | None) -> str | None:
    """A change in percentage points with four decimals, "-" before a fall."""
    if change_e4 is None or change_e4 >= 0:
        return percent_text(change_e4)
    return f"-{percent_text(-change_e4)}"


class ProvisionItems(FiguresView):
    """Each object and service over the settlements where it is mandatory, and how many people lack it."""

    operations = {
        "GET": Operation(
            _("Provision by object and service"),
            SELECTION,
            object_schema({**shapes.SELECTED, "results": {"type": "array", "items": shapes.ITEM_FIGURE}}),
            problems=PROBLEMS,
        )
    }

    def data(self, found: Asked) -> dict[str, Any]:
        figures = [shapes.item_data(one) for one in queries.item_figures(found.selection)]
        return {**shapes.selected(found.selection), "results": figures}


class ProvisionHistory(FiguresView):
    """The mean by years, with the official printed figure beside it."""

    operations = {
        "GET": Operation(
            _("Provision by years"),
            SELECTION,
            object_schema(
                {
                    **shapes.SELECTED,
                    "results": {
                        "type": "array",
                        "items": object_schema(
                            {
                                "year": shapes.INTEGER,
                                "mean": PERCENT,
                                "published": shapes.NULLABLE_TEXT,
                                "published_source": shapes.TEXT,
                            }
                        ),
                    },
                }
            ),
            problems=PROBLEMS,
        )
    }

    def data(self, found: Asked) -> dict[str, Any]:
        points = [
            {
                "year": point.year,
                "mean": percent_text(point.mean_e4),
                "published": None if point.published is None else str(point.published),
                "published_source": point.published_source,
            }
            for point in queries.history(found.selection)
            if self.may_see(point.year)
        ]
        return {**shapes.selected(found.selection), "results": points}

    def may_see(self, year: int) -> bool:
        """Years that were never collected here have printed figures alone."""
        if not Campaign.objects.filter(year=year).exists():
            return True
        return bool(decide(self.request.user, "settlements.see_aggregates", year))


class ProvisionMovement(FiguresView):
    """Settlements and people moving between the bands of two years, and who rose and fell most."""

    operations = {
        "GET": Operation(
            _("Movement between bands"),
            (*SELECTION, FROM_YEAR),
            shapes.MOVEMENT,
            problems=PROBLEMS,
        )
    }

    def get(self, request: Request) -> HttpResponse:
        found = asked(request.user, self.given, rows=True)
        before = asked(request.user, {**self.given, "year": self.given["from_year"]}, rows=True)
        versions = [*found.versions(), *before.versions()]
        public = found.public and before.public
        return self.conditional_json(request, versions, lambda: self.data(found), public=public)

    def data(self, found: Asked) -> dict[str, Any]:
        movement = queries.movement(found.selection, self.given["from_year"])
        return {**shapes.selected(found.selection), **shapes.movement_data(movement)}


class SettlementProvisionList(ListView):
    """Percent of every settlement of a year; null where there is no return."""

    fields = (
        Field("kato", "settlement_id"),
        *names_of("settlement__"),
        Field("region", "region_id", nullable=True),
        Field("district", "district_id", nullable=True),
        Field("okrug", "okrug_id", nullable=True),
        Field("status", "status"),
        Field("urban", "urban", "boolean"),
        Field("population", "population", "integer", nullable=True),
        Field("percent", "percent_e4", "percent", nullable=True),
        Field("recommended", "recommended_e4", "percent", nullable=True),
        Field("band", "band", help=_("high above 80, medium 50 to 80 inclusive, low below 50; empty: no return")),
        Field("counted", "counted", "integer"),
        Field("expected", "expected", "integer"),
        Field("entered", "entered", "integer"),
        Field("latitude", "settlement__latitude", "decimal", nullable=True),
        Field("longitude", "settlement__longitude", "decimal", nullable=True),
    )
    orderings = (
        Ordering("kato", ("settlement_id",)),
        Ordering("percent", ("percent_or_less", "settlement_id")),
        Ordering("population", ("population_or_less", "settlement_id")),
    )
    operations = {
        "GET": list_operation(
            _("Provision of settlements"),
            fields,
            orderings,
            (
                YEAR,
                WITHIN,
                EDITION,
                SCOPE,
                Parameter("status", _("Status of the settlement"), choices=tuple(Status.values)),
                Parameter("band", _("Band of the percent"), choices=tuple(Band.values)),
            ),
            formats=("json", "csv", "xlsx", "geojson"),
            problems=PROBLEMS,
        )
    }
    answer_media = ("application/json", "text/csv", "application/geo+json")

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.found = asked(request.user, {**self.given, "territory": self.given["within"]}, rows=True)

    def public(self) -> bool:
        return self.found.public

    def versions(self) -> list[Any]:
        return self.found.versions()

    def rows(self) -> QuerySet[SettlementProvision]:
        selection = self.found.selection
        rows = provision_rows(selection, selection.run_id)
        exact = {name: self.given[name] for name in ("status", "band") if self.given[name] is not None}
        return rows.filter(**exact).annotate(
            percent_or_less=Coalesce("percent_e4", -1), population_or_less=Coalesce("population", -1)
        )
