"""Computed figures. A percent is a whole number of ten-thousandths (80.8333 % is 808333): exact, sorted and
compared alike on every database."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from settlements.choices import Status
from settlements.models import Direction, Item, Territory
from standards.choices import Band, RunState

from .editions import Edition

# Rows are written by the ten thousand: a key is kept without a constraint and without an index of its own.
PLAIN_KEY: dict[str, Any] = {"related_name": "+", "db_constraint": False, "db_index": False}


class Series(models.Model):
    """The figures of one edition and year: a pointer to the run that everybody sees.

    Whoever computes holds this row's lock; `version` grows with every change of a visible figure and is the
    ETag of everything derived from it.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="series")
    year = models.PositiveSmallIntegerField(_("year"))
    current_run = models.ForeignKey("Run", null=True, on_delete=models.SET_NULL, related_name="+")
    version = models.PositiveBigIntegerField(default=0)
    computed_at = models.DateTimeField(_("computed"), null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "year"], name="series_once")]


class Run(models.Model):
    """One full computation: by whom, when, from which inputs, how long."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="runs")
    state = models.CharField(_("state"), max_length=10, choices=RunState.choices, default=RunState.BUILDING)
    territory_code = models.CharField(_("territory"), max_length=9, default="KZ")
    job = models.ForeignKey("jobs.Job", null=True, on_delete=models.SET_NULL, related_name="+")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    inputs_revision = models.CharField(_("revision of the inputs"), max_length=64, blank=True)
    edition_revision = models.PositiveIntegerField(_("revision of the edition"), default=0)
    settlements = models.PositiveIntegerField(_("settlements"), default=0)
    regions_done = models.JSONField(default=list)  # КАТО of regions whose rows are complete

    class Meta:
        verbose_name = _("computation")
        verbose_name_plural = _("computations")
        ordering = ["-id"]


class SettlementProvision(models.Model):
    """Provision of one monitored settlement; `percent_e4` is NULL where there is no return."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="rows", db_index=False, db_constraint=False)
    settlement = models.ForeignKey(Territory, on_delete=models.CASCADE, **PLAIN_KEY)
    region = models.ForeignKey(Territory, null=True, on_delete=models.CASCADE, **PLAIN_KEY)
    district = models.ForeignKey(Territory, null=True, on_delete=models.CASCADE, **PLAIN_KEY)
    okrug = models.ForeignKey(Territory, null=True, on_delete=models.CASCADE, **PLAIN_KEY)
    status = models.CharField(max_length=20, choices=Status.choices)
    urban = models.BooleanField()
    population = models.PositiveIntegerField(null=True)
    percent_e4 = models.PositiveIntegerField(null=True)
    recommended_e4 = models.PositiveIntegerField(null=True)
    band = models.CharField(max_length=6, choices=Band.choices, blank=True)  # decided on the exact value
    counted = models.PositiveSmallIntegerField(default=0)  # mandatory applicable items in the mean
    expected = models.PositiveSmallIntegerField(default=0)  # entries asked for: mandatory and recommended
    entered = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "settlement"], name="provision_once")]
        indexes = [
            models.Index(fields=["run", "region", "district"], name="provision_place"),
            models.Index(fields=["run", "district"], name="provision_district"),
        ]


class RollupRow(models.Model):
    """Sums over the settlements of one status in one district (or directly in a region); higher levels add up."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, **PLAIN_KEY)
    region = models.ForeignKey(Territory, null=True, on_delete=models.CASCADE, **PLAIN_KEY)
    district = models.ForeignKey(Territory, null=True, on_delete=models.CASCADE, **PLAIN_KEY)
    status = models.CharField(max_length=20, choices=Status.choices)
    urban = models.BooleanField()
    settlements = models.PositiveIntegerField()  # that count in the mean
    sum_e4 = models.BigIntegerField()  # sum of percents, ten-thousandths

    class Meta:
        abstract = True


class DirectionRollup(RollupRow):
    direction = models.ForeignKey(Direction, on_delete=models.CASCADE, **PLAIN_KEY)

    class Meta:
        indexes = [models.Index(fields=["run", "region", "district"], name="direction_rollup_place")]


class ItemRollup(RollupRow):
    """Of one item, over the settlements where it is mandatory."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, **PLAIN_KEY)
    missing_settlements = models.PositiveIntegerField(default=0)  # score 0
    missing_people = models.PositiveBigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["run", "region", "district"], name="item_rollup_place")]
