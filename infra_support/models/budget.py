"""From the council's package to the money: budget request, financing plan, agreement, completion."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from infra_support.choices import BudgetStage, ObligationKind, Verdict
from settlements.models import Territory


class BudgetPackage(models.Model):
    """What the coordinator sent to the budget programme administrator: projects, documents, protocol (p.25)."""

    region = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey("infra_support.CouncilMeeting", on_delete=models.PROTECT, related_name="packages")
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("package for the budget")
        verbose_name_plural = _("packages for the budget")
        ordering = ["-sent_at", "-pk"]


class BudgetCase(models.Model):
    """The way of one application through the budget (p.26-27). Changed only by `services.budget`."""

    application = models.OneToOneField(
        "infra_support.Application", primary_key=True, on_delete=models.CASCADE, related_name="budget"
    )
    package = models.ForeignKey(BudgetPackage, on_delete=models.PROTECT, related_name="cases")
    stage = models.CharField(_("stage"), max_length=12, choices=BudgetStage.choices, default=BudgetStage.RECEIVED)
    programme_code = models.CharField(_("budget programme"), max_length=30, blank=True)
    year = models.PositiveSmallIntegerField(_("budget year"), null=True, blank=True)
    amount = models.DecimalField(
        _("amount, thousand tenge"), max_digits=18, decimal_places=3, null=True, blank=True,
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    request_number = models.CharField(_("number of the budget request"), max_length=60, blank=True)
    sent_to_planning_on = models.DateField(_("sent to the planning authority"), null=True, blank=True)
    opinion = models.CharField(_("opinion"), max_length=8, choices=Verdict.choices, blank=True)
    opinion_on = models.DateField(null=True, blank=True)
    opinion_text = models.TextField(_("text of the opinion"), blank=True)
    commission = models.CharField(
        _("decision of the budget commission"), max_length=8, choices=Verdict.choices, blank=True
    )
    commission_on = models.DateField(_("date of the decision"), null=True, blank=True)
    commission_number = models.CharField(_("number of the protocol"), max_length=60, blank=True)
    commission_text = models.TextField(_("text of the decision"), blank=True)
    maslikhat_on = models.DateField(_("local budget approved"), null=True, blank=True)
    maslikhat_number = models.CharField(_("number of the decision"), max_length=60, blank=True)
    resolution_on = models.DateField(_("resolution of the akimat"), null=True, blank=True)
    resolution_number = models.CharField(_("number of the resolution"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("application in the budget")
        verbose_name_plural = _("applications in the budget")


class FinancingPlan(models.Model):
    """The individual financing plan (p.2 8)); posted within three working days of its approval (p.17)."""

    application = models.OneToOneField(
        "infra_support.Application", primary_key=True, on_delete=models.CASCADE, related_name="financing_plan"
    )
    approved_on = models.DateField(_("approved"))
    number = models.CharField(_("number"), max_length=60, blank=True)
    posted_at = models.DateTimeField(_("posted"), null=True, blank=True)
    posted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("financing plan")
        verbose_name_plural = _("financing plans")


class FinancingLine(models.Model):
    """An amount of the plan by month."""

    plan = models.ForeignKey(FinancingPlan, on_delete=models.CASCADE, related_name="lines")
    month = models.DateField(_("month"))  # its first day
    amount = models.DecimalField(_("amount, thousand tenge"), max_digits=18, decimal_places=3)

    class Meta:
        verbose_name = _("line of a financing plan")
        verbose_name_plural = _("lines of financing plans")
        ordering = ["month"]
        constraints = [models.UniqueConstraint(fields=["plan", "month"], name="support_plan_month_once")]


class SupportAgreement(models.Model):
    """The agreement with the entrepreneur; its counter-obligations follow (p.5)."""

    application = models.OneToOneField(
        "infra_support.Application", primary_key=True, on_delete=models.CASCADE, related_name="agreement"
    )
    number = models.CharField(_("number"), max_length=60)
    signed_on = models.DateField(_("signed"))

    class Meta:
        verbose_name = _("agreement of support")
        verbose_name_plural = _("agreements of support")


class CounterObligation(models.Model):
    """What the entrepreneur undertakes for a year (p.5, p.32)."""

    application = models.ForeignKey("infra_support.Application", on_delete=models.CASCADE, related_name="obligations")
    year = models.PositiveSmallIntegerField(_("year"))
    kind = models.CharField(_("obligation"), max_length=20, choices=ObligationKind.choices)
    planned = models.DecimalField(_("planned"), max_digits=18, decimal_places=3, validators=[MinValueValidator(0)])
    text = models.CharField(_("words of another obligation"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("counter-obligation")
        verbose_name_plural = _("counter-obligations")
        ordering = ["year", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "year", "kind", "text"], name="support_obligation_once")
        ]


class Completion(models.Model):
    """The object is commissioned and the term of support runs (p.7)."""

    application = models.OneToOneField(
        "infra_support.Application", primary_key=True, on_delete=models.CASCADE, related_name="completion"
    )
    commissioned_on = models.DateField(_("commissioned"))
    act_number = models.CharField(_("number of the act of acceptance"), max_length=60)
    months = models.PositiveSmallIntegerField(_("term of support, months"))
    until = models.DateField(_("support until"))

    class Meta:
        verbose_name = _("completion")
        verbose_name_plural = _("completions")


class SupportExtension(models.Model):
    """A longer term of support, with the consent of the local executive body (p.7)."""

    completion = models.ForeignKey(Completion, on_delete=models.CASCADE, related_name="extensions")
    old_until = models.DateField()
    until = models.DateField(_("support until"))
    consent_number = models.CharField(_("number of the consent"), max_length=60)
    consent_on = models.DateField(_("date of the consent"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("extension of support")
        verbose_name_plural = _("extensions of support")
        ordering = ["made_at", "pk"]
