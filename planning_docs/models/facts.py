"""What was reached. Facts belong to the document, not to an edition: an amendment does not touch them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import FactStatus, FundingSource
from settlements.models import Territory

from .documents import PlanningDocument
from .indicators import MLN_TENGE, VALUE


class Fact(models.Model):
    """Who entered a fact, when, and in which version of the row."""

    document = models.ForeignKey(PlanningDocument, on_delete=models.CASCADE, related_name="%(class)ss")
    year = models.PositiveSmallIntegerField(_("year"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class IndicatorFact(Fact):
    """The fact of an indicator for a year (quarter 0) or a quarter, of the whole or of a district."""

    indicator_key = models.UUIDField(db_index=True)
    quarter = models.PositiveSmallIntegerField(_("quarter"), default=0)  # 0: the year
    territory = models.ForeignKey(Territory, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField(_("fact"), **VALUE)
    status = models.CharField(_("status of the fact"), max_length=12, choices=FactStatus.choices)
    comment_kk = models.TextField(_("comment in Kazakh"), blank=True)  # reasons of a miss
    comment_ru = models.TextField(_("comment in Russian"), blank=True)
    # Where the value flowed in from the portal's own percents (`ProvisionLink`).
    run_id = models.PositiveIntegerField(_("run of the computation"), null=True, blank=True)
    frozen = models.BooleanField(_("frozen by a signed report"), default=False)

    class Meta:
        verbose_name = _("fact of an indicator")
        verbose_name_plural = _("facts of indicators")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "indicator_key", "year", "quarter"],
                condition=models.Q(territory=None),
                name="planning_fact_once",
            ),
            models.UniqueConstraint(
                fields=["document", "indicator_key", "year", "quarter", "territory"],
                condition=models.Q(territory__isnull=False),
                name="planning_district_fact_once",
            ),
        ]


class MeasureFact(Fact):
    """What was done of a measure in a year."""

    measure_key = models.UUIDField(db_index=True)
    quantity = models.DecimalField(_("quantity done"), **VALUE)
    fully_completed = models.BooleanField(_("fully completed"), default=False)
    text_kk = models.TextField(_("information in Kazakh"), blank=True)
    text_ru = models.TextField(_("information in Russian"), blank=True)

    class Meta:
        verbose_name = _("fact of a measure")
        verbose_name_plural = _("facts of measures")
        constraints = [
            models.UniqueConstraint(fields=["document", "measure_key", "year"], name="planning_measure_fact_once")
        ]


class MeasureFundingFact(models.Model):
    """Money allocated to a measure in a year from one source, and how much of it was absorbed; mln tenge."""

    fact = models.ForeignKey(MeasureFact, on_delete=models.CASCADE, related_name="funding")
    source = models.CharField(_("source"), max_length=16, choices=FundingSource.choices)
    allocated_mln = models.DecimalField(_("allocated, mln tenge"), **MLN_TENGE)
    absorbed_mln = models.DecimalField(_("absorbed, mln tenge"), **MLN_TENGE)
    reason_kk = models.TextField(_("reason of not using, in Kazakh"), blank=True)
    reason_ru = models.TextField(_("reason of not using, in Russian"), blank=True)

    class Meta:
        verbose_name = _("absorbed money of a measure")
        verbose_name_plural = _("absorbed money of measures")
        constraints = [models.UniqueConstraint(fields=["fact", "source"], name="planning_funding_fact_once")]


class ProvisionLink(models.Model):
    """A percent of the portal that is the fact of an indicator (standards, section 8)."""

    document = models.ForeignKey(PlanningDocument, on_delete=models.CASCADE, related_name="provision_links")
    indicator_key = models.UUIDField()
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")
    edition_code = models.CharField(_("edition of the standards"), max_length=40)
    scope = models.CharField(_("all, urban or rural"), max_length=5, default="all")
    direction_code = models.CharField(_("direction"), max_length=10, blank=True)
    item_code = models.CharField(_("item"), max_length=10, blank=True)

    class Meta:
        verbose_name = _("link to the provision")
        verbose_name_plural = _("links to the provision")
        constraints = [
            models.UniqueConstraint(fields=["document", "indicator_key"], name="planning_provision_link_once")
        ]
