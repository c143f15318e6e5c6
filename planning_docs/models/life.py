"""The life of a document: steps, agreeing bodies, comments of the public, reasons of amendments."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import CommentState, DocumentState, Opinion

from .bodies import Body
from .documents import DocumentEdition, PlanningDocument


class DocumentEvent(models.Model):
    """A step from one state to the next."""

    document = models.ForeignKey(PlanningDocument, on_delete=models.CASCADE, related_name="events")
    edition = models.ForeignKey(DocumentEdition, on_delete=models.CASCADE, related_name="events")
    action = models.CharField(max_length=30)
    from_state = models.CharField(max_length=20, choices=DocumentState.choices)
    to_state = models.CharField(max_length=20, choices=DocumentState.choices)
    text = models.TextField(_("remarks"), blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("step of a document")
        verbose_name_plural = _("steps of documents")
        ordering = ["-at", "-pk"]


class Agreement(models.Model):
    """The opinion of a body that a draft was sent to."""

    edition = models.ForeignKey(DocumentEdition, on_delete=models.CASCADE, related_name="agreements")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="agreements")
    asked_on = models.DateField(_("received"))
    due_on = models.DateField(_("answer due"))
    opinion = models.CharField(_("opinion"), max_length=8, choices=Opinion.choices, default=Opinion.WAITING)
    text = models.TextField(_("remarks"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("agreement of a body")
        verbose_name_plural = _("agreements of bodies")
        constraints = [models.UniqueConstraint(fields=["edition", "body"], name="planning_agreement_once")]


class PublicComment(models.Model):
    """A comment in the public discussion (§74, §99). The e-mail is for the answer only and is never shown."""

    edition = models.ForeignKey(DocumentEdition, on_delete=models.CASCADE, related_name="comments")
    section_code = models.CharField(_("section"), max_length=40, blank=True)
    author_name = models.CharField(_("name"), max_length=150)
    author_email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(max_length=2, default="kk")
    text = models.TextField(_("comment"))
    created_at = models.DateTimeField(auto_now_add=True)
    hidden = models.BooleanField(_("hidden by a moderator"), default=False)
    state = models.CharField(max_length=8, choices=CommentState.choices, default=CommentState.NEW)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("comment of the public")
        verbose_name_plural = _("comments of the public")
        ordering = ["created_at", "pk"]


class ChangeReason(models.Model):
    """Why an amendment changes one element; `object_type` is the model's name, `key` the row's."""

    edition = models.ForeignKey(DocumentEdition, on_delete=models.CASCADE, related_name="change_reasons")
    object_type = models.CharField(max_length=30)
    key = models.UUIDField()
    reason_kk = models.TextField(_("reason in Kazakh"), blank=True)
    reason_ru = models.TextField(_("reason in Russian"), blank=True)
    under_spending = models.BooleanField(_("because money is expected not to be spent"), default=False)  # §210

    class Meta:
        verbose_name = _("reason of a change")
        verbose_name_plural = _("reasons of changes")
        constraints = [
            models.UniqueConstraint(fields=["edition", "object_type", "key"], name="planning_change_reason_once")
        ]
