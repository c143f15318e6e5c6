"""Entrepreneurs: who applies, and the people who act for them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from infra_support.choices import ApplicantKind
from settlements.models import Territory


class Enterprise(models.Model):
    """A legal entity or an individual entrepreneur with its ledger account (жеке шот, p.2 7))."""

    kind = models.CharField(_("kind of applicant"), max_length=10, choices=ApplicantKind.choices)
    xin = models.CharField(_("BIN or IIN"), max_length=12, unique=True)
    name = models.CharField(_("name"), max_length=300)
    search = models.CharField(max_length=320, blank=True, editable=False, db_index=True)  # folded name
    region = models.ForeignKey(Territory, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    account_number = models.CharField(_("ledger account"), max_length=20, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("enterprise")
        verbose_name_plural = _("enterprises")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class EnterpriseMember(models.Model):
    """A person who files and follows applications for an enterprise."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enterprise_places")
    head = models.BooleanField(_("head of the enterprise"), default=False)
    may_sign = models.BooleanField(_("may sign for the enterprise"), default=False)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("person of an enterprise")
        verbose_name_plural = _("people of enterprises")
        constraints = [models.UniqueConstraint(fields=["enterprise", "user"], name="support_member_once")]
