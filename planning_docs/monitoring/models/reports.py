"""A report on a document for a year or a quarter, the information of co-executors, the steps it went through."""

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from planning_docs.models import Body, PlanningDocument
from planning_docs.monitoring.choices import OPEN_STATES, ReportState


class Report(models.Model):
    """One report per document, year and quarter (0: the year). `figures` are the computed criteria, taken when it
    was prepared last; after signing they, like the facts, do not change."""

    document = models.ForeignKey(PlanningDocument, on_delete=models.CASCADE, related_name="reports")
    year = models.PositiveSmallIntegerField(_("year"))
    quarter = models.PositiveSmallIntegerField(_("quarter"), default=0)
    final = models.BooleanField(_("final report on the whole period"), default=False)  # §230
    state = models.CharField(_("state"), max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    note_kk = models.TextField(_("analytic note in Kazakh"), blank=True)
    note_ru = models.TextField(_("analytic note in Russian"), blank=True)
    proposals_kk = models.TextField(_("conclusions and proposals in Kazakh"), blank=True)
    proposals_ru = models.TextField(_("conclusions and proposals in Russian"), blank=True)
    figures = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    prepared_at = models.DateTimeField(_("computed"), null=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(_("signed"), null=True)
    submitted_on = models.DateField(_("submitted"), null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("report on a planning document")
        verbose_name_plural = _("reports on planning documents")
        ordering = ["-year", "-quarter"]
        constraints = [models.UniqueConstraint(fields=["document", "year", "quarter"], name="monitoring_report_once")]

    def __str__(self) -> str:
        return f"{self.document_id}/{self.year}/{self.quarter}"

    @property
    def open(self) -> bool:
        """Whether its texts and the facts of its year can still change."""
        return self.state in OPEN_STATES

    @property
    def years(self) -> list[int]:
        """The years that the report tells: the whole period for a final one."""
        return list(range(self.document.year_from, self.year + 1)) if self.final else [self.year]


class ReportInformation(models.Model):
    """What a co-executor says about its part; sent once its facts are entered (§240, §254, §266)."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="information")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    text_kk = models.TextField(_("information in Kazakh"), blank=True)
    text_ru = models.TextField(_("information in Russian"), blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    sent_on = models.DateField(_("sent"), null=True)

    class Meta:
        verbose_name = _("information of a co-executor")
        verbose_name_plural = _("information of co-executors")
        ordering = ["body_id"]
        constraints = [models.UniqueConstraint(fields=["report", "body"], name="monitoring_information_once")]


class ReportFactor(models.Model):
    """An inner or outer factor that influenced a concept, and what was done about it (Annex 12, part 2)."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="factors")
    internal = models.BooleanField(_("inner factor"), default=False)
    text_kk = models.TextField(_("factor and its influence, in Kazakh"))
    text_ru = models.TextField(_("factor and its influence, in Russian"))
    measures_kk = models.TextField(_("measures taken, in Kazakh"), blank=True)
    measures_ru = models.TextField(_("measures taken, in Russian"), blank=True)

    class Meta:
        verbose_name = _("factor of a report")
        verbose_name_plural = _("factors of reports")
        ordering = ["-internal", "pk"]


class Conclusion(models.Model):
    """The planning authority's conclusion on a submitted report (Annex 11, §271); the computed criteria are the
    report's figures."""

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="conclusion")
    analysis_kk = models.TextField(_("analysis of the results in Kazakh"), blank=True)
    analysis_ru = models.TextField(_("analysis of the results in Russian"), blank=True)
    findings_kk = models.TextField(_("findings and proposals in Kazakh"), blank=True)
    findings_ru = models.TextField(_("findings and proposals in Russian"), blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("conclusion on a report")
        verbose_name_plural = _("conclusions on reports")


class ReportEvent(models.Model):
    """A step of a report from one state to the next."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="events")
    action = models.CharField(max_length=20)
    from_state = models.CharField(max_length=10, choices=ReportState.choices)
    to_state = models.CharField(max_length=10, choices=ReportState.choices)
    text = models.TextField(_("remarks"), blank=True)
    actor: Any = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("step of a report")
        verbose_name_plural = _("steps of reports")
        ordering = ["-at", "-pk"]
