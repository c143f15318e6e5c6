"""An evaluation of a body for a year, with everything that its score is computed from."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from planning_docs.effectiveness.choices import Action, BodyKind, EvaluationState
from planning_docs.models import Body, PlanningDocument

from .editions import MethodEdition


class Evaluation(models.Model):
    """One body, one year, one edition of the method. `version` grows with every change of an input."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="evaluations")
    year = models.PositiveSmallIntegerField(_("year"))
    edition = models.ForeignKey(MethodEdition, on_delete=models.PROTECT, related_name="evaluations")
    evaluator = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")  # p.4
    body_kind = models.CharField(_("kind of body"), max_length=7, choices=BodyKind.choices)
    state = models.CharField(
        _("state"), max_length=13, choices=EvaluationState.choices, default=EvaluationState.SCHEDULED
    )
    due_on = models.DateField(_("report due by the schedule"))
    received_on = models.DateField(_("report received"), null=True, blank=True)
    late_waived = models.BooleanField(_("not counted as late"), default=False)  # an accepted objection
    document = models.ForeignKey(PlanningDocument, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    analysis_kk = models.TextField(_("analytic report in Kazakh"), blank=True)
    analysis_ru = models.TextField(_("analytic report in Russian"), blank=True)
    advice_kk = models.TextField(_("recommendations in Kazakh"), blank=True)
    advice_ru = models.TextField(_("recommendations in Russian"), blank=True)
    concluded_on = models.DateField(_("conclusion received by the body"), null=True, blank=True)
    objections_until = models.DateField(_("objections accepted until"), null=True, blank=True)
    no_objections_on = models.DateField(_("notice of no objections"), null=True, blank=True)
    disagreements_due = models.DateField(_("table of disagreements due"), null=True, blank=True)
    table_signed_on = models.DateField(_("table of disagreements signed"), null=True, blank=True)  # p.34
    table_signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    final_due = models.DateField(_("final conclusion due"), null=True, blank=True)
    final_on = models.DateField(_("final conclusion sent"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")
        ordering = ["-year", "body_id"]
        constraints = [models.UniqueConstraint(fields=["body", "year", "edition"], name="effectiveness_once")]
        indexes = [models.Index(fields=["year", "state"], name="effectiveness_year_state")]

    def __str__(self) -> str:
        return f"{self.body_id} {self.year}"


class CompletenessLine(models.Model):
    """An element that the report must have (p.41), and whether it was there."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="completeness")
    position = models.PositiveSmallIntegerField()
    name_kk = models.CharField(_("name in Kazakh"), max_length=300)
    name_ru = models.CharField(_("name in Russian"), max_length=300)
    present = models.BooleanField(_("present"), null=True)
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("line of the completeness check")
        verbose_name_plural = _("lines of the completeness check")
        ordering = ["position"]


class MarkedSector(models.Model):
    """A sector or direction of the body, taken over from the list of the edition (p.19-21)."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="sectors")
    number = models.CharField(_("number"), max_length=10)
    position = models.PositiveSmallIntegerField()
    name_kk = models.CharField(_("name in Kazakh"), max_length=600)
    name_ru = models.CharField(_("name in Russian"), max_length=600)

    # What the special commission put in place of the experts' means.
    q1_decided = models.DecimalField(_("q1 by the commission"), max_digits=2, decimal_places=1, null=True, blank=True)
    q2_decided = models.DecimalField(_("q2 by the commission"), max_digits=2, decimal_places=1, null=True, blank=True)

    class Meta:
        verbose_name = _("marked field of activity")
        verbose_name_plural = _("marked fields of activity")
        ordering = ["position"]


class Risk(models.Model):
    """A risk of the plan's section of risks (p.22); central bodies only."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="risks")
    position = models.PositiveSmallIntegerField()
    name_kk = models.CharField(_("name in Kazakh"), max_length=600)
    name_ru = models.CharField(_("name in Russian"), max_length=600)

    r_decided = models.DecimalField(_("R by the commission"), max_digits=2, decimal_places=1, null=True, blank=True)

    class Meta:
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        ordering = ["position"]


class ExpertMark(models.Model):
    """A mark of one expert: q1 and q2 of a sector, or R of a risk; each 1, 0.5 or 0, with a reason."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="marks")
    expert = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sector = models.ForeignKey(MarkedSector, null=True, blank=True, on_delete=models.CASCADE, related_name="marks")
    risk = models.ForeignKey(Risk, null=True, blank=True, on_delete=models.CASCADE, related_name="marks")
    q1 = models.DecimalField(_("main problems identified"), max_digits=2, decimal_places=1, null=True)
    q2 = models.DecimalField(_("linked with goals and indicators"), max_digits=2, decimal_places=1, null=True)
    r = models.DecimalField(_("management of the risk"), max_digits=2, decimal_places=1, null=True)
    reason = models.TextField(_("reason"))
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("mark of an expert")
        verbose_name_plural = _("marks of experts")
        constraints = [
            models.UniqueConstraint(
                fields=["expert", "sector"], condition=models.Q(sector__isnull=False), name="effectiveness_mark_once"
            ),
            models.UniqueConstraint(
                fields=["expert", "risk"], condition=models.Q(risk__isnull=False), name="effectiveness_risk_mark_once"
            ),
        ]


class EValue(models.Model):
    """One of the six indicators of E (Annex 4); empty values leave the score incomplete."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="e_values")
    code = models.CharField(_("indicator"), max_length=15)
    previous = models.DecimalField(_("previous period"), max_digits=16, decimal_places=4, null=True, blank=True)
    fact = models.DecimalField(_("reporting period"), max_digits=16, decimal_places=4, null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("indicator of E")
        verbose_name_plural = _("indicators of E")
        constraints = [models.UniqueConstraint(fields=["evaluation", "code"], name="effectiveness_e_once")]


class EvaluationEvent(models.Model):
    """A step of the evaluation: who took it and when."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="events")
    action = models.CharField(_("step"), max_length=12, choices=Action.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("step of an evaluation")
        verbose_name_plural = _("steps of evaluations")
        ordering = ["-at", "-pk"]
