"""The application: every field of the annex form, its effect table, documents, check list and history."""

import uuid
from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from infra_support.choices import (
    ApplicantKind,
    ApplicationState,
    DocumentKind,
    EffectKind,
    EligibilityCode,
    EligibilityState,
)
from rss_portal.personal import EncryptedBinaryField, EncryptedTextField
from rss_portal.ui.folding import fold
from settlements.models import Territory

from .enterprises import Enterprise
from .reference import InfrastructureKind


def amount(label: Any, **more: Any) -> Any:
    """A sum in thousand tenge, or a quantity, at least nought."""
    options = {"max_digits": 18, "decimal_places": 3, "null": True, "blank": True, **more}
    return models.DecimalField(label, validators=[MinValueValidator(0)], **options)


class Application(models.Model):
    """An application for infrastructure support. Fields are written by `services.drafts` while it is a draft;
    `state` moves through `services.workflow.move` alone, by the table of `rules.workflow`."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    enterprise = models.ForeignKey(Enterprise, on_delete=models.PROTECT, related_name="applications")
    region = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+", verbose_name=_("region"))
    state = models.CharField(
        _("state"), max_length=20, choices=ApplicationState.choices, default=ApplicationState.DRAFT
    )
    state_since = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)  # grows with every change
    number = models.CharField(_("registration number"), max_length=30, unique=True, null=True, blank=True)  # noqa: DJ001
    access_code = models.CharField(_("code for following"), max_length=12, blank=True)
    registered_at = models.DateTimeField(_("registered"), null=True, blank=True)
    priority = models.BooleanField(_("first in the queue"), default=False)  # p.5
    search = models.CharField(max_length=900, blank=True, editable=False)  # folded number, applicant, project
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    personal_erased_at = models.DateTimeField(null=True, blank=True)
    typed = EncryptedTextField(blank=True, editable=False)  # JSON: what was typed and is not a value of its field

    # 3. the applicant
    applicant_kind = models.CharField(
        _("kind of applicant"), max_length=10, choices=ApplicantKind.choices, default=ApplicantKind.LEGAL
    )
    applicant_name = models.CharField(_("name of the applicant"), max_length=300, blank=True)
    bin = EncryptedTextField(_("BIN"), blank=True)
    head_name = EncryptedTextField(_("head: surname, name, patronymic"), blank=True)
    head_iin = EncryptedTextField(_("IIN of the head"), blank=True)
    full_name = EncryptedTextField(_("surname, name, patronymic"), blank=True)
    iin = EncryptedTextField(_("IIN"), blank=True)
    identity_number = EncryptedTextField(_("identity document: number"), blank=True)
    identity_issuer = EncryptedTextField(_("identity document: issued by"), blank=True)
    identity_date = models.DateField(_("identity document: date"), null=True, blank=True)
    address = EncryptedTextField(_("address"), blank=True)
    phone = EncryptedTextField(_("phone"), blank=True)
    start_place = EncryptedTextField(_("notification of the start: place"), blank=True)
    start_date = models.DateField(_("notification of the start: date"), null=True, blank=True)
    cooperative = models.BooleanField(_("agricultural cooperative"), default=False)
    auyl_amanaty = models.BooleanField(_("project of «Auyl amanaty»"), default=False)
    one_village = models.BooleanField(_("project of «One village, one product»"), default=False)
    one_village_local = models.BooleanField(_("made of local raw material"), default=False)
    one_village_simple = models.BooleanField(_("made with simple tools and devices"), default=False)
    one_village_regional = models.BooleanField(_("shows what is particular to the region"), default=False)
    one_village_safe = models.BooleanField(_("safe, packed, keeps for more than 5 days"), default=False)
    # 4. the bank
    bank_name = models.CharField(_("name of the bank"), max_length=200, blank=True)
    bic = models.CharField(_("BIC"), max_length=11, blank=True)
    iik = EncryptedTextField(_("IIK"), blank=True)
    bank_bin = models.CharField(_("BIN of the bank"), max_length=12, blank=True)
    kbe = models.CharField(_("Kbe"), max_length=2, blank=True)
    # 5. the project
    project_name = models.CharField(_("name of the project"), max_length=300, blank=True)
    project_summary = models.TextField(_("short description of the project"), blank=True)
    place = models.ForeignKey(
        Territory,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("place of the project"),
    )
    profile_direction = models.CharField(_("profile direction of the activity"), max_length=300, blank=True)
    kinds = models.ManyToManyField(
        InfrastructureKind, blank=True, related_name="+", verbose_name=_("infrastructure needed")
    )
    need_reason = models.TextField(_("why the infrastructure is needed"), blank=True)
    shared_users = models.PositiveSmallIntegerField(
        _("entrepreneurs that will use a shared object"), null=True, blank=True
    )
    construction_cost = amount(_("cost of construction, thousand tenge"))
    project_cost = amount(_("cost of the project (investment), thousand tenge"))
    tax_regime = models.CharField(_("tax regime"), max_length=200, blank=True)
    sector = models.CharField(_("sector of the economy"), max_length=200, blank=True)
    oked = models.CharField(_("OKED code"), max_length=6, blank=True)
    employees = models.PositiveIntegerField(_("number of employees"), null=True, blank=True)
    # 6.-7. the effect, the documents, the ticks
    effect_other = models.TextField(_("other effects"), blank=True)
    feasibility_ground = models.TextField(_("why no feasibility study is needed"), blank=True)
    ticks = models.JSONField(default=list, blank=True)  # codes of `Tick`
    support_months = models.PositiveSmallIntegerField(_("term of support asked for, months"), null=True, blank=True)

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["region", "state", "-priority", "registered_at"], name="support_queue"),
            models.Index(fields=["state", "-priority", "registered_at"], name="support_queue_country"),
            models.Index(fields=["enterprise", "state"], name="support_of_enterprise"),
        ]

    def __str__(self) -> str:
        return self.number or str(self.public_id)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the folded words beside what they are made of, so that searching needs no case of the database."""
        self.search = fold(f"{self.number or ''} {self.applicant_name} {self.project_name}")
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "search", "changed_at"}
        super().save(*args, **kwargs)

    @property
    def xin(self) -> str:
        """BIN of a legal entity, IIN of an individual entrepreneur."""
        return self.bin if self.applicant_kind == ApplicantKind.LEGAL else self.iin


class EffectLine(models.Model):
    """A row of the table of the expected effect: this year's fact and the forecast of three years."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="effects")
    kind = models.CharField(_("effect"), max_length=10, choices=EffectKind.choices)
    fact = amount(_("fact of the current year"))
    forecast_1 = amount(_("forecast, 1st year"))
    forecast_2 = amount(_("forecast, 2nd year"))
    forecast_3 = amount(_("forecast, 3rd year"))

    class Meta:
        verbose_name = _("expected effect")
        verbose_name_plural = _("expected effects")
        constraints = [models.UniqueConstraint(fields=["application", "kind"], name="support_effect_once")]


class ApplicationDocument(models.Model):
    """A PDF of the application, checked by its content before it is kept."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(_("document"), max_length=20, choices=DocumentKind.choices)
    file = models.FileField(upload_to="support/%Y/%m")
    name = models.CharField(_("name of the file"), max_length=200)
    size = models.PositiveIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("document of an application")
        verbose_name_plural = _("documents of applications")
        ordering = ["kind", "pk"]


class ApplicationText(models.Model):
    """The canonical text of one version as it was signed; its bytes are kept."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="texts")
    number = models.PositiveSmallIntegerField(_("version"))
    content = EncryptedBinaryField()  # holds personal data; emptied when they are erased
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("signed text of an application")
        verbose_name_plural = _("signed texts of applications")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="support_text_once")]


class EligibilityLine(models.Model):
    """A line of the check list: met or not, by which evidence, who checked and when (p.5, p.9, p.13)."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="eligibility")
    code = models.CharField(_("condition"), max_length=20, choices=EligibilityCode.choices)
    state = models.CharField(max_length=10, choices=EligibilityState.choices, default=EligibilityState.UNKNOWN)
    evidence = models.TextField(_("evidence"), blank=True)
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)  # empty: the applicant's own confirmation

    class Meta:
        verbose_name = _("line of the check list")
        verbose_name_plural = _("lines of the check list")
        constraints = [models.UniqueConstraint(fields=["application", "code"], name="support_eligibility_once")]


class ApplicationEvent(models.Model):
    """A step that an application took: who, when, from where to where, why."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="events")
    action = models.CharField(max_length=30)
    from_state = models.CharField(max_length=20, choices=ApplicationState.choices)
    to_state = models.CharField(max_length=20, choices=ApplicationState.choices)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    since = models.DateTimeField(null=True, blank=True)  # when the application had come to `from_state`
    reason = models.TextField(_("reasons"), blank=True)
    reason_codes = models.JSONField(default=list, blank=True)  # codes of `RefusalReason`

    class Meta:
        verbose_name = _("step of an application")
        verbose_name_plural = _("steps of applications")
        ordering = ["-at", "-pk"]
