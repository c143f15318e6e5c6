"""Measures of action plans (Annexes 1 and 8), resources (Annexes 3 and 5) and financial need (Annex 4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import CompletionForm, ExpenditureGround, FundingSource, ResourceKind

from .bodies import Body
from .documents import EditionRow
from .indicators import MLN_TENGE, VALUE, BudgetProgramme, Indicator
from .tree import Element


class Measure(EditionRow):
    """A reform or measure; counted in money (mln tenge) or in a quantity of its unit."""

    name_kk = models.CharField(_("name in Kazakh"), max_length=1000)
    name_ru = models.CharField(_("name in Russian"), max_length=1000)
    goal = models.ForeignKey(Element, null=True, blank=True, on_delete=models.CASCADE, related_name="measures")
    indicator = models.ForeignKey(Indicator, null=True, blank=True, on_delete=models.SET_NULL, related_name="measures")
    unit_kk = models.CharField(_("unit in Kazakh"), max_length=100, blank=True)
    unit_ru = models.CharField(_("unit in Russian"), max_length=100, blank=True)
    completion = models.CharField(_("form of completion"), max_length=10, choices=CompletionForm.choices)
    completion_kk = models.CharField(_("form of completion in Kazakh"), max_length=300, blank=True)
    completion_ru = models.CharField(_("form of completion in Russian"), max_length=300, blank=True)
    starts_in = models.PositiveSmallIntegerField(_("first year"))
    ends_in = models.PositiveSmallIntegerField(_("last year"))
    due_on = models.DateField(_("due on"), null=True, blank=True)
    responsible = models.ForeignKey(
        Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("responsible body")
    )
    co_executors = models.ManyToManyField(Body, blank=True, related_name="+", verbose_name=_("co-executors"))
    programme = models.ForeignKey(
        BudgetProgramme, null=True, blank=True, on_delete=models.PROTECT, related_name="measures"
    )

    class Meta(EditionRow.Meta):
        verbose_name = _("measure")
        verbose_name_plural = _("measures")

    def __str__(self) -> str:
        return self.name_kk


class MeasureQuantity(models.Model):
    """How much of the measure's unit is planned for a year."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="quantities")
    year = models.PositiveSmallIntegerField(_("year"))
    quantity = models.DecimalField(_("quantity"), **VALUE)

    class Meta:
        verbose_name = _("quantity of a measure")
        verbose_name_plural = _("quantities of measures")
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["measure", "year"], name="planning_quantity_once")]


class MeasureFunding(models.Model):
    """Money planned for a measure in a year from one source, mln tenge; empty while only the source is known."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="funding")
    year = models.PositiveSmallIntegerField(_("year"))
    source = models.CharField(_("source"), max_length=16, choices=FundingSource.choices)
    amount_mln = models.DecimalField(_("amount, mln tenge"), **MLN_TENGE)

    class Meta:
        verbose_name = _("funding of a measure")
        verbose_name_plural = _("funding of measures")
        ordering = ["year", "source"]
        constraints = [models.UniqueConstraint(fields=["measure", "year", "source"], name="planning_funding_once")]


class ResourceLine(EditionRow):
    """Resources of a plan in a year: money of a goal from a source (mln tenge), or people."""

    kind = models.CharField(_("kind of resource"), max_length=16, choices=ResourceKind.choices)
    goal = models.ForeignKey(Element, null=True, blank=True, on_delete=models.CASCADE, related_name="resources")
    source = models.CharField(_("source"), max_length=16, choices=FundingSource.choices, blank=True)
    programme = models.ForeignKey(
        BudgetProgramme, null=True, blank=True, on_delete=models.PROTECT, related_name="resources"
    )
    indicator_free_ground = models.CharField(  # §145
        _("ground for expenditure without an indicator"), max_length=16, choices=ExpenditureGround.choices, blank=True
    )
    year = models.PositiveSmallIntegerField(_("year"))
    amount = models.DecimalField(_("amount"), **MLN_TENGE)  # mln tenge, or persons

    class Meta(EditionRow.Meta):
        verbose_name = _("resource")
        verbose_name_plural = _("resources")


class FinancialNeed(EditionRow):
    """A line of Annex 4: what a target indicator of a body's plan needs."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="needs")
    programme = models.ForeignKey(BudgetProgramme, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    grounds_kk = models.TextField(_("grounds in Kazakh"), blank=True)
    grounds_ru = models.TextField(_("grounds in Russian"), blank=True)
    effect_kk = models.TextField(_("expected effect in Kazakh"), blank=True)
    effect_ru = models.TextField(_("expected effect in Russian"), blank=True)
    growth_share = models.CharField(_("contribution to growth of GDP (GVA)"), max_length=100, blank=True)
    priority = models.PositiveSmallIntegerField(_("priority"), default=3)  # 1 high, 2 middle, 3 the rest
    amounts_mln = models.JSONField(_("amounts by year, mln tenge"), default=dict)  # {"2026": "12.5"}

    class Meta(EditionRow.Meta):
        verbose_name = _("financial need")
        verbose_name_plural = _("financial needs")
