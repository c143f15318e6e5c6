"""Indicators with their values by year, budget programmes and calculation passports."""

import uuid
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import Better, DataKind, IndicatorClass, IndicatorKind, SharedProgramme
from settlements.models import Territory

from .bodies import Body
from .documents import EditionRow, PlanningDocument
from .tree import Element

VALUE: dict[str, Any] = {"max_digits": 20, "decimal_places": 4, "null": True, "blank": True}
MLN_TENGE: dict[str, Any] = {"max_digits": 16, "decimal_places": 4, "null": True, "blank": True}


class BudgetProgramme(models.Model):
    """A budget programme or subprogramme; `code` as the budget classification prints it (253.113)."""

    code = models.CharField(_("code"), max_length=20, unique=True)
    name_kk = models.CharField(_("name in Kazakh"), max_length=500)
    name_ru = models.CharField(_("name in Russian"), max_length=500)
    administrator = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="programmes")
    shared = models.CharField(
        _("may serve several goals because"), max_length=9, choices=SharedProgramme.choices, blank=True
    )

    class Meta:
        verbose_name = _("budget programme")
        verbose_name_plural = _("budget programmes")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class Indicator(EditionRow):
    """A strategic, target or result indicator, or an expected result of a concept (which has no element)."""

    element = models.ForeignKey(Element, null=True, blank=True, on_delete=models.CASCADE, related_name="indicators")
    kind = models.CharField(_("kind"), max_length=16, choices=IndicatorKind.choices)
    indicator_class = models.CharField(_("class"), max_length=14, choices=IndicatorClass.choices, blank=True)
    name_kk = models.CharField(_("name in Kazakh"), max_length=1000)
    name_ru = models.CharField(_("name in Russian"), max_length=1000)
    name_en = models.CharField(_("name in English"), max_length=1000, blank=True)
    search = models.TextField(blank=True, editable=False)  # folded names
    unit_kk = models.CharField(_("unit in Kazakh"), max_length=100, blank=True)
    unit_ru = models.CharField(_("unit in Russian"), max_length=100, blank=True)
    additive = models.BooleanField(_("values of parts add up"), default=False)  # not a percent, index or rating
    better = models.CharField(_("what is better"), max_length=5, choices=Better.choices, default=Better.UP)
    source_kk = models.TextField(_("source of information in Kazakh"), blank=True)
    source_ru = models.TextField(_("source of information in Russian"), blank=True)
    collection_kk = models.TextField(_("how data are collected, in Kazakh"), blank=True)  # §39, §53
    collection_ru = models.TextField(_("how data are collected, in Russian"), blank=True)
    responsible = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("responsible body")
    )
    official_kk = models.CharField(_("responsible official, in Kazakh"), max_length=300, blank=True)
    official_ru = models.CharField(_("responsible official, in Russian"), max_length=300, blank=True)
    co_executors = models.ManyToManyField(Body, blank=True, related_name="+", verbose_name=_("co-executors"))
    programmes = models.ManyToManyField(BudgetProgramme, blank=True, related_name="indicators")
    base_year = models.PositiveSmallIntegerField(_("base year"), null=True, blank=True)
    # Decomposition (§60-62): the indicator of a higher document that this one serves, in percent of it.
    parent_document = models.ForeignKey(
        PlanningDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    parent_key = models.UUIDField(null=True, blank=True, db_index=True)
    share_percent = models.DecimalField(
        _("share of the contribution, %"), max_digits=7, decimal_places=4, null=True, blank=True
    )
    several_bodies = models.BooleanField(_("depends on several bodies"), default=False)  # §60
    own_additional = models.BooleanField(_("additional, on the akimat's initiative"), default=False)  # §143
    district_statistics = models.BooleanField(_("statistics by district exist"), default=True)  # §149

    class Meta(EditionRow.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        indexes = [models.Index(fields=["key"], name="planning_indicator_key")]

    def __str__(self) -> str:
        return self.name_kk


class IndicatorValue(models.Model):
    """What is planned for a year, of the whole (territory empty) or of a district (Annex 7).

    `plan` is the value as first approved, `amended_plan` what an amendment made of it. Of years before the
    period `plan` is what was reached (base and reported year) or is being planned (the current year).
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    territory = models.ForeignKey(Territory, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    plan = models.DecimalField(_("plan"), **VALUE)
    amended_plan = models.DecimalField(_("amended plan"), **VALUE)
    low = models.DecimalField(_("from"), **VALUE)  # of a range indicator
    high = models.DecimalField(_("to"), **VALUE)
    is_fact = models.BooleanField(_("reached, not planned"), default=False)  # column 7 «жоспар (факт)»
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("value of an indicator")
        verbose_name_plural = _("values of indicators")
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year"], condition=models.Q(territory=None), name="planning_value_once"
            ),
            models.UniqueConstraint(
                fields=["indicator", "year", "territory"],
                condition=models.Q(territory__isnull=False),
                name="planning_district_value_once",
            ),
        ]

    @property
    def planned(self) -> Decimal | None:
        """The plan that holds: the amended one where there is one."""
        return self.plan if self.amended_plan is None else self.amended_plan


class CalculationPassport(models.Model):
    """How an indicator is calculated (Annex 1-1); one through all editions, due a month after approval (§59)."""

    document = models.ForeignKey(PlanningDocument, on_delete=models.CASCADE, related_name="passports")
    indicator_key = models.UUIDField(default=uuid.uuid4)
    data_kind = models.CharField(_("kind of data"), max_length=14, choices=DataKind.choices)
    definition_kk = models.TextField(_("definition in Kazakh"), blank=True)
    definition_ru = models.TextField(_("definition in Russian"), blank=True)
    periodicity_kk = models.TextField(_("periodicity and dates in Kazakh"), blank=True)
    periodicity_ru = models.TextField(_("periodicity and dates in Russian"), blank=True)
    sources_kk = models.TextField(_("sources with links, in Kazakh"), blank=True)
    sources_ru = models.TextField(_("sources with links, in Russian"), blank=True)
    republican_kk = models.TextField(_("algorithm at the republican level, in Kazakh"), blank=True)
    republican_ru = models.TextField(_("algorithm at the republican level, in Russian"), blank=True)
    local_kk = models.TextField(_("algorithm at the local level, in Kazakh"), blank=True)
    local_ru = models.TextField(_("algorithm at the local level, in Russian"), blank=True)
    link_kk = models.TextField(_("link to higher documents, in Kazakh"), blank=True)
    link_ru = models.TextField(_("link to higher documents, in Russian"), blank=True)
    approved_on = models.DateField(_("approved"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("calculation passport")
        verbose_name_plural = _("calculation passports")
        constraints = [
            models.UniqueConstraint(fields=["document", "indicator_key"], name="planning_passport_once"),
        ]
