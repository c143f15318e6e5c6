"""Scores with the inputs that they were computed from, objections and the special commission."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from planning_docs.effectiveness.choices import Criterion, Decision, ScoreStage, Subject

from .evaluations import Evaluation


class Score(models.Model):
    """A computed score. `case` holds every input in the layout of the worked example, as canonical JSON;
    equal inputs and method give the same row again. Coefficients are rounded for reading only: what is exact
    is computed from `case`."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="scores")
    number = models.PositiveSmallIntegerField(_("number"))
    stage = models.CharField(_("stage"), max_length=12, choices=ScoreStage.choices)
    case = models.TextField()
    case_sha256 = models.CharField(max_length=64)
    method_revision = models.PositiveIntegerField()
    quality = models.DecimalField("B", max_digits=9, decimal_places=6, null=True)
    risks = models.DecimalField("C", max_digits=9, decimal_places=6, null=True)
    goals = models.DecimalField("D", max_digits=9, decimal_places=6, null=True)
    influence = models.DecimalField("E", max_digits=9, decimal_places=6, null=True)
    points_off = models.DecimalField("W", max_digits=9, decimal_places=6, null=True)
    points = models.DecimalField("A", max_digits=9, decimal_places=6, null=True)
    lacking = models.JSONField(default=list)  # codes of what is missing; empty: the score is complete
    computed_at = models.DateTimeField(auto_now_add=True)
    computed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["evaluation_id", "-number"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "number"], name="effectiveness_score_once")]


def objection_file_name(instance: models.Model, filename: str) -> str:
    return f"objections/{secrets.token_hex(16)}"


class Objection(models.Model):
    """An objection of the body with its documents (p.28-29), and what the special commission decided.

    `stood` and `stood_second` are the values of the conclusion that it is about: the first column of Annex 6.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="objections")
    number = models.PositiveSmallIntegerField(_("number"))
    criterion = models.CharField(_("criterion"), max_length=1, choices=Criterion.choices)
    subject = models.CharField(_("about"), max_length=10, choices=Subject.choices, default=Subject.OTHER)
    subject_key = models.CharField(max_length=40, blank=True)  # number of the row, or code of the value of E
    stood = models.DecimalField(_("value of the conclusion"), max_digits=20, decimal_places=4, null=True)
    stood_second = models.DecimalField(_("second mark of the conclusion"), max_digits=20, decimal_places=4, null=True)
    proposed = models.DecimalField(_("right value"), max_digits=20, decimal_places=4, null=True, blank=True)
    proposed_second = models.DecimalField(_("second mark"), max_digits=20, decimal_places=4, null=True, blank=True)
    text = models.TextField(_("objection"))
    made_on = models.DateField(_("made on"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(_("decision"), max_length=8, choices=Decision.choices, default=Decision.WAITING)
    decision_reason = models.TextField(_("ground of the decision"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    sitting = models.ForeignKey(
        "CommissionSitting", null=True, on_delete=models.PROTECT, related_name="objections", verbose_name=_("sitting")
    )

    class Meta:
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "number"], name="effectiveness_objection_once")]


class ObjectionDocument(models.Model):
    """A document that proves an objection (p.28-29); stored under a name that nobody can guess."""

    objection = models.ForeignKey(Objection, on_delete=models.CASCADE, related_name="documents")
    file = models.FileField(_("document"), upload_to=objection_file_name)
    name = models.CharField(_("name of the file"), max_length=200)

    class Meta:
        verbose_name = _("document of an objection")
        verbose_name_plural = _("documents of objections")
        ordering = ["pk"]


class CommissionMember(models.Model):
    """A member of the special commission for one evaluation (p.31)."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="commission")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    chair = models.BooleanField(_("chair"), default=False)

    class Meta:
        verbose_name = _("member of the special commission")
        verbose_name_plural = _("members of the special commission")
        constraints = [models.UniqueConstraint(fields=["evaluation", "person"], name="effectiveness_member_once")]


class CommissionSitting(models.Model):
    """A sitting of the special commission with those invited to it (p.33). The methodology names neither a quorum
    nor a way of voting: who was present is kept, and the chair's signature makes the decisions valid (p.34)."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="sittings")
    held_on = models.DateField(_("held on"))
    present = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name=_("members present"))
    invited = models.TextField(_("representatives invited"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("sitting of the special commission")
        verbose_name_plural = _("sittings of the special commission")
        ordering = ["held_on", "pk"]
