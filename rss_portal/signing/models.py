"""What is to be signed, and what was received and found."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rss_portal.personal import EncryptedBinaryField, EncryptedTextField

from .choices import State
from .rules.identity import Expected


class SignatureRequest(models.Model):
    """The bytes that one person is asked to sign, bound to a purpose and an object. They never change;
    a changed object is asked for anew. `erasure` alone takes them out, with the personal data of the object."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    purpose = models.CharField(_("purpose"), max_length=60)
    object_key = models.CharField(_("object"), max_length=100)
    title = models.CharField(_("document"), max_length=300)
    content = EncryptedBinaryField()
    content_sha256 = models.CharField("SHA-256", max_length=64)
    media_type = models.CharField(max_length=60, default="text/plain; charset=utf-8")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(_("asked"), auto_now_add=True)
    expected_iin = EncryptedTextField(blank=True)
    expected_bin = models.CharField(max_length=12, blank=True)
    expected_surname = models.CharField(max_length=150, blank=True)
    any_role = models.BooleanField(default=False)
    next_url = models.CharField(max_length=300, blank=True)  # where the person goes on after signing
    closed_at = models.DateTimeField(null=True, blank=True)  # signed, or overtaken by a newer request

    class Meta:
        verbose_name = _("request for a signature")
        verbose_name_plural = _("requests for signatures")
        indexes = [models.Index(fields=["purpose", "object_key"], name="signing_request_object")]

    def __str__(self) -> str:
        return self.title

    @property
    def expected(self) -> Expected:
        """Who has to sign."""
        return Expected(self.expected_iin, self.expected_bin, self.expected_surname, any_role=self.any_role)

    @property
    def erased(self) -> bool:
        """Whether the bytes went with the personal data of their object; nobody is asked to sign nothing."""
        return not self.content


class SignatureRecord(models.Model):
    """A signature that was received: the file itself, what was checked, and what came out. Never changed,
    but by `erasure`."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = models.ForeignKey(SignatureRequest, on_delete=models.PROTECT, related_name="records")
    state = models.CharField(_("state"), max_length=12, choices=State.choices)
    reasons = models.JSONField(default=list)  # codes of `choices.Reason`
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(_("when it was received"))
    cms = EncryptedBinaryField()
    cms_sha256 = models.CharField(max_length=64, db_index=True)
    signer_name = models.CharField(_("signed by"), max_length=200, blank=True)
    signer_iin = models.CharField(_("IIN"), max_length=12, blank=True)  # masked, the last four digits
    organisation = models.CharField(_("organisation"), max_length=300, blank=True)
    organisation_bin = models.CharField(_("BIN"), max_length=12, blank=True)
    algorithm = models.CharField(_("algorithm"), max_length=60, blank=True)
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True)  # as the signer's computer says
    issuer = models.CharField(_("issued by"), max_length=200, blank=True)
    reports = models.JSONField(default=list)  # one a signer: `services.as_row`

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["-received_at"]

    def __str__(self) -> str:
        return str(self.public_id)
