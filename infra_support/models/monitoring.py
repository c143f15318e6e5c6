"""Facts of projects by year, money absorbed, yearly reports, and what the coordinator keeps (p.15-16, p.28-32)."""

import uuid

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from infra_support.choices import ObligationKind
from infra_support.monitoring_choices import FundSource, RecordKind, ReportKind
from settlements.models import Territory

from .applications import Application, amount
from .objects import InfrastructureObject, Versioned


class ProjectFact(Versioned):
    """What a funded project reached in a year; the plan is its counter-obligation (p.32)."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="facts", verbose_name=_("project")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    kind = models.CharField(_("figure"), max_length=20, choices=ObligationKind.choices)
    value = models.DecimalField(_("fact"), max_digits=18, decimal_places=3, validators=[MinValueValidator(0)])
    note = models.CharField(_("explanation"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("fact of a project")
        verbose_name_plural = _("facts of projects")
        ordering = ["application", "year", "kind"]
        constraints = [models.UniqueConstraint(fields=["application", "year", "kind"], name="support_fact_once")]


class ProjectYear(Versioned):
    """Money and state of a project's object in a year (p.29 1) and 3), p.31 3))."""

    application = models.ForeignKey(
        Application, on_delete=models.CASCADE, related_name="project_years", verbose_name=_("project")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    source = models.CharField(_("source of the money"), max_length=10, choices=FundSource.choices)
    planned = amount(_("financing plan, thousand tenge"), null=False, blank=False)
    absorbed = amount(_("absorbed, thousand tenge"), null=False, blank=False)
    reason = models.CharField(_("why money was not absorbed"), max_length=500, blank=True)
    work_state = models.CharField(_("state of the works and of the object"), max_length=500, blank=True)
    load_percent = models.PositiveSmallIntegerField(_("load of the object, %"), null=True, blank=True)

    class Meta:
        verbose_name = _("year of a project")
        verbose_name_plural = _("years of projects")
        ordering = ["application", "year"]
        constraints = [models.UniqueConstraint(fields=["application", "year"], name="support_project_year_once")]


class YearlyReport(models.Model):
    """A report of a region as it was given: its figures are kept. Written by `services.reports`."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    region = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    kind = models.CharField(_("report"), max_length=15, choices=ReportKind.choices)
    content = models.JSONField(default=dict)  # the figures on the day it was given
    given_at = models.DateTimeField(_("given"))
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    accepted_on = models.DateField(_("accepted"), null=True, blank=True)
    scan = models.FileField(_("signed scan (PDF)"), upload_to="support/reports/%Y", blank=True)
    scan_at = models.DateTimeField(_("scan uploaded"), null=True, blank=True)

    class Meta:
        verbose_name = _("yearly report")
        verbose_name_plural = _("yearly reports")
        ordering = ["-year", "region", "kind"]
        constraints = [models.UniqueConstraint(fields=["region", "year", "kind"], name="support_report_once")]


class CoordinatorRecord(Versioned):
    """An announcement, a consultation, a dealing with an operator, or a proposal (p.15-16)."""

    region = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+", verbose_name=_("region"))
    kind = models.CharField(_("kind"), max_length=15, choices=RecordKind.choices)
    date = models.DateField(_("date"))
    subject = models.CharField(_("subject"), max_length=300)
    who = models.CharField(_("who asked, or with whom"), max_length=300, blank=True)
    text = models.TextField(_("question or text"), max_length=4000)
    answer = models.TextField(_("answer or outcome"), max_length=4000, blank=True)
    object = models.ForeignKey(
        InfrastructureObject, null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        verbose_name=_("object"),
    )  # fmt: skip

    class Meta:
        verbose_name = _("record of the coordinator")
        verbose_name_plural = _("records of the coordinator")
        ordering = ["-date", "-pk"]
