"""Entrepreneurs: who applies, and the people who act for them."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from infra_support.choices import ApplicantKind
from rss_portal.personal import EncryptedTextField, keyed_hash
from rss_portal.ui.folding import fold
from settlements.models import Territory


class Enterprise(models.Model):
    """A legal entity or an individual entrepreneur with its ledger account (жеке шот, p.2 7))."""

    kind = models.CharField(_("kind of applicant"), max_length=10, choices=ApplicantKind.choices)
    xin = EncryptedTextField(_("BIN or IIN"))
    xin_hash = models.CharField(max_length=64, unique=True, editable=False)  # to find it by
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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the hash of the number and the folded name beside what they are made of."""
        self.xin_hash, self.search = keyed_hash(self.xin), fold(self.name)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "xin_hash", "search"}
        super().save(*args, **kwargs)


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


def in_three_days() -> Any:
    return timezone.now() + timedelta(days=3)


def in_two_weeks() -> Any:
    return timezone.now() + timedelta(days=14)


class Registration(models.Model):
    """An entrepreneur who asked for an account and has not confirmed the e-mail yet; the letter has the token."""

    email = EncryptedTextField(_("e-mail"))
    email_hash = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(_("kind of applicant"), max_length=10, choices=ApplicantKind.choices)
    xin = EncryptedTextField(_("BIN or IIN"))
    name = models.CharField(_("name"), max_length=300)
    last_name = models.CharField(_("Last name"), max_length=150)
    first_name = models.CharField(_("First name"), max_length=150)
    patronymic = models.CharField(_("Patronymic"), max_length=150, blank=True)
    region = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+", verbose_name=_("region"))
    language = models.CharField(max_length=2, default="kk")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(default=in_three_days)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("registration that waits for confirmation")
        verbose_name_plural = _("registrations that wait for confirmation")


class Invitation(models.Model):
    """A member of an enterprise invites a person by e-mail; the letter has the token."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="invitations")
    email = EncryptedTextField(_("e-mail"))
    may_sign = models.BooleanField(_("may sign for the enterprise"), default=False)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=in_two_weeks)

    class Meta:
        verbose_name = _("invitation to an enterprise")
        verbose_name_plural = _("invitations to enterprises")
        ordering = ["-made_at", "-pk"]


class JoinRequest(models.Model):
    """A person registered with the number of an enterprise that the portal knows; one of its people decides."""

    enterprise = models.ForeignKey(Enterprise, on_delete=models.CASCADE, related_name="join_requests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("request to join an enterprise")
        verbose_name_plural = _("requests to join enterprises")
        ordering = ["made_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["enterprise", "user"], name="support_join_once")]
