"""Open data of infrastructure support: nothing in it names a person or an enterprise."""

from typing import Any

from django.db.models import Case, F, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from infra_support import public_queries as public
from infra_support.models import (
    Application,
    InfrastructureObject,
    ObjectUse,
    PriorityActivity,
    ShelfPlacement,
    TradeObject,
)
from infra_support.monitoring_queries import WAITING
from infra_support.rules.retail import LARGE_M2, SMALL_M2
from rss_portal.api.lists import ListView, list_operation
from rss_portal.api.operations import Field, Ordering
from rss_portal.api.parameters import Parameter
from settlements.api.territories import names_of
from settlements.api.versions import log_version

REGION = Parameter("region", _("Code of the region (КАТО)"), "kato")
BY_KEY = Ordering("id", ("pk",))


class OfRegion(ListView):
    """Rows that belong to a region."""

    def versions(self) -> list[Any]:
        return [*log_version(), timezone.localdate()]

    def narrowed(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        region = self.given["region"]
        return rows.filter(region=region) if region and region != "KZ" else rows


class PriorityList(OfRegion):
    """Priority activities in force today, at most six a region (p.5)."""

    fields = (
        Field("id", "pk", "integer"),
        Field("region", "region_id"),
        Field("oked", "oked"),
        *names_of(),
        Field("valid_from", "valid_from", "date"),
        Field("valid_to", "valid_to", "date", nullable=True),
    )
    orderings = (BY_KEY, Ordering("region", ("region_id", "oked", "pk")))
    operations = {"GET": list_operation(_("Priority activities"), fields, orderings, (REGION,))}

    def rows(self) -> QuerySet[PriorityActivity]:
        return self.narrowed(public.in_force(timezone.localdate()))


class ObjectList(OfRegion):
    """Infrastructure objects with the places taken today."""

    fields = (
        Field("id", "pk", "integer"),
        Field("region", "region_id"),
        Field("settlement", "settlement_id"),
        Field("kind", "kind_id"),
        Field("category", "kind__category_id"),
        *names_of(),
        Field("shared", "shared", "boolean"),
        Field("route", "route"),
        Field("stage", "stage"),
        Field("commissioned_on", "commissioned_on", "date", nullable=True),
        Field("area_m2", "area_m2", "decimal", nullable=True),
        Field("capacity", "capacity", "integer"),
        Field("taken", "taken", "integer", help=_("Places taken today")),
    )
    orderings = (BY_KEY, Ordering("region", ("region_id", "pk")))
    operations = {"GET": list_operation(_("Infrastructure objects"), fields, orderings, (REGION,))}

    def rows(self) -> QuerySet[InfrastructureObject]:
        today = timezone.localdate()
        uses = ObjectUse.objects.filter(object=OuterRef("pk"), starts_on__lte=today, ends_on__gte=today)
        total = uses.order_by().values("object").annotate(n=Sum("places")).values("n")
        return self.narrowed(public.open_objects().annotate(taken=Coalesce(Subquery(total), 0)))


class TradeList(OfRegion):
    """Trade objects: the percent of space that the rules set (null above 3000 m²), and what is given today."""

    fields = (
        Field("id", "pk", "integer"),
        Field("region", "region_id"),
        Field("settlement", "settlement_id"),
        Field("name", "name"),
        Field("trade_area_m2", "trade_area_m2", "decimal"),
        Field("state_utilities", "state_utilities", "boolean"),
        Field("minimum_percent", "minimum_percent", "integer", nullable=True),
        Field("given_m2", "given_m2", "decimal", nullable=True),
    )
    orderings = (BY_KEY, Ordering("region", ("region_id", "pk")))
    operations = {"GET": list_operation(_("Shelf space"), fields, orderings, (REGION,))}

    def rows(self) -> QuerySet[TradeObject]:
        today = timezone.localdate()
        given = ShelfPlacement.objects.filter(trade_object=OuterRef("pk"), starts_on__lte=today, ends_on__gte=today)
        total = given.order_by().values("trade_object").annotate(n=Sum("area_m2")).values("n")
        percent = Case(
            When(trade_area_m2__lte=SMALL_M2, then=Value(5)),
            When(trade_area_m2__lte=LARGE_M2, then=Value(3)),
            default=Value(None),
            output_field=IntegerField(null=True),
        )
        return self.narrowed(public.trade_objects().annotate(minimum_percent=percent, given_m2=Subquery(total)))


class WaitingList(OfRegion):
    """Applications that wait: number, state, day of registration; nobody is named."""

    fields = (
        Field("id", "pk", "integer"),
        Field("region", "region_id"),
        Field("number", "number"),
        Field("state", "state"),
        Field("priority", "priority", "boolean"),
        Field("registered_on", "registered_on", "date"),
    )
    orderings = (BY_KEY, Ordering("number", ("number", "pk")))
    operations = {"GET": list_operation(_("Waiting list"), fields, orderings, (REGION,))}

    def rows(self) -> QuerySet[Application]:
        waiting = Application.objects.filter(state__in=WAITING, registered_at__isnull=False)
        return self.narrowed(waiting.annotate(registered_on=F("registered_at__date")))
