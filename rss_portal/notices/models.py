"""Notices to people, letters to addresses without an account, and the duties done once a day."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .choices import Mailing


class Notice(models.Model):
    """Something a person should know. `kind` and `values` make the text in the language of who reads it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    values = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(_("time"), auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-id"]
        indexes = [models.Index(fields=["person", "-id"], name="notices_person")]


class MailSetting(models.Model):
    """What a person chose; without a row letters come at once."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_setting")
    mailing = models.CharField(_("notices by e-mail"), max_length=8, choices=Mailing.choices, default=Mailing.AT_ONCE)

    class Meta:
        verbose_name = _("setting of notices")
        verbose_name_plural = _("settings of notices")


class Letter(models.Model):
    """A notice to an address without an account; the address is forgotten when the letter is sent."""

    address = models.EmailField(blank=True)
    language = models.CharField(max_length=2)
    kind = models.CharField(max_length=60)
    values = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")


class DutyDay(models.Model):
    """A day whose duties were given to the background work: once, whoever notices first that it began."""

    day = models.DateField(primary_key=True)
    asked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("day of duties")
        verbose_name_plural = _("days of duties")


class DutyDone(models.Model):
    """A duty done on a day, with what it did; in the same transaction as its work."""

    name = models.CharField(max_length=60)
    day = models.DateField()
    result = models.JSONField(default=dict)
    done_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("duty done")
        verbose_name_plural = _("duties done")
        constraints = [models.UniqueConstraint(fields=["name", "day"], name="notices_duty_once")]
