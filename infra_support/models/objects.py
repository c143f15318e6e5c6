"""Infrastructure objects and their users, trade objects and the shelf space given in them."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from infra_support.monitoring_choices import BuilderRoute, ObjectStage
from settlements.models import Territory

from .reference import InfrastructureKind


class Versioned(models.Model):
    """A row that two people may have open: the second to save is told. Written by `services.registers.save`."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class InfrastructureObject(Versioned):
    """An object of infrastructure: what, where, run by whom, how far built, how much it holds."""

    region = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+", verbose_name=_("region"))
    settlement = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+", verbose_name=_("settlement"))
    kind = models.ForeignKey(
        InfrastructureKind, on_delete=models.PROTECT, related_name="objects_of_kind", verbose_name=_("kind")
    )
    name_kk = models.CharField(_("name in Kazakh"), max_length=300)
    name_ru = models.CharField(_("name in Russian"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    area_m2 = models.DecimalField(
        _("area, m²"), max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    operator = models.CharField(_("operator"), max_length=300, blank=True)
    shared = models.BooleanField(_("for shared use"), default=False)
    planned_users = models.PositiveSmallIntegerField(_("entrepreneurs that will use it"), default=0)
    route = models.CharField(_("built through"), max_length=10, choices=BuilderRoute.choices)
    stage = models.CharField(_("stage"), max_length=10, choices=ObjectStage.choices, default=ObjectStage.PLANNED)
    commissioned_on = models.DateField(_("commissioned"), null=True, blank=True)
    capacity = models.PositiveIntegerField(_("capacity, places"), default=0)

    class Meta:
        verbose_name = _("infrastructure object")
        verbose_name_plural = _("infrastructure objects")
        ordering = ["region", "pk"]

    def __str__(self) -> str:
        return self.name_kk


class ObjectUse(Versioned):
    """Places of an object that an entrepreneur has for a time: up to 36 months, longer with consent (p.7)."""

    object = models.ForeignKey(
        InfrastructureObject, on_delete=models.PROTECT, related_name="uses", verbose_name=_("object")
    )
    user_name = models.CharField(_("entrepreneur"), max_length=300)
    account_number = models.CharField(_("ledger account"), max_length=20, blank=True)
    places = models.PositiveIntegerField(_("places"), default=1, validators=[MinValueValidator(1)])
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    consent_number = models.CharField(_("consent to a longer term: number"), max_length=60, blank=True)
    consent_on = models.DateField(_("consent to a longer term: date"), null=True, blank=True)

    class Meta:
        verbose_name = _("use of an object")
        verbose_name_plural = _("uses of objects")
        ordering = ["object", "starts_on", "pk"]


class TradeObject(Versioned):
    """A modern trade object (p.2 10)) with the space that it owes to local producers (p.11)."""

    region = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+", verbose_name=_("region"))
    settlement = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+", verbose_name=_("settlement"))
    name = models.CharField(_("name"), max_length=300)
    address = models.CharField(_("address of the object"), max_length=300, blank=True)
    trade_area_m2 = models.DecimalField(
        _("trade area, m²"), max_digits=10, decimal_places=2, validators=[MinValueValidator(1)]
    )
    state_utilities = models.BooleanField(
        _("utilities up to the border of the plot were paid by the state"), default=True
    )

    class Meta:
        verbose_name = _("trade object")
        verbose_name_plural = _("trade objects")
        ordering = ["region", "name", "pk"]

    def __str__(self) -> str:
        return self.name


class ShelfPlacement(Versioned):
    """Trade area or shelf space given to a local producer: at least six months, extendable (p.11)."""

    trade_object = models.ForeignKey(
        TradeObject, on_delete=models.PROTECT, related_name="placements", verbose_name=_("trade object")
    )
    producer = models.CharField(_("local producer"), max_length=300)
    goods = models.CharField(_("goods"), max_length=300, blank=True)
    area_m2 = models.DecimalField(_("area, m²"), max_digits=8, decimal_places=2, validators=[MinValueValidator(0)])
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))

    class Meta:
        verbose_name = _("shelf space")
        verbose_name_plural = _("shelf spaces")
        ordering = ["trade_object", "starts_on", "pk"]
