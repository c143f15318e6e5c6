"""Documents of the State Planning System, their editions and the texts of their sections."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import ActKind, DocumentKind, DocumentState, EditionState
from settlements.models import Territory

from .bodies import Body


class PlanningDocument(models.Model):
    """One document through all its editions. Changed only by `planning_docs.services`."""

    kind = models.CharField(_("kind"), max_length=20, choices=DocumentKind.choices)
    title_kk = models.CharField(_("title in Kazakh"), max_length=500)
    title_ru = models.CharField(_("title in Russian"), max_length=500)
    title_en = models.CharField(_("title in English"), max_length=500, blank=True)
    search = models.CharField(max_length=1100, blank=True, editable=False, db_index=True)  # folded titles
    developer = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="documents", verbose_name=_("developer"))
    co_executors = models.ManyToManyField(Body, blank=True, related_name="+", verbose_name=_("co-executors"))
    parents = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="children")
    territory = models.ForeignKey(Territory, on_delete=models.PROTECT, related_name="+")  # KZ, or the region
    year_from = models.PositiveSmallIntegerField(_("first year"))
    year_to = models.PositiveSmallIntegerField(_("last year"))
    restricted = models.BooleanField(_("for official use"), default=False)
    state = models.CharField(_("state"), max_length=20, choices=DocumentState.choices, default=DocumentState.DRAFT)
    received_on = models.DateField(_("draft received for agreement"), null=True, blank=True)  # §151
    discussion_until = models.DateField(_("comments until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)  # grows with every change of these fields
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("planning document")
        verbose_name_plural = _("planning documents")
        ordering = ["-year_from", "kind", "pk"]
        indexes = [models.Index(fields=["state", "kind"], name="planning_state_kind")]

    def __str__(self) -> str:
        return self.title_kk

    @property
    def years(self) -> range:
        return range(self.year_from, self.year_to + 1)


class DocumentEdition(models.Model):
    """The contents of a document as approved, or as being written. All rows of a text, tree, indicator or
    measure belong to one edition; a row keeps its `key` in the next edition, so that editions compare."""

    document = models.ForeignKey(PlanningDocument, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField(_("number"))  # 1 is the document as first approved
    state = models.CharField(max_length=8, choices=EditionState.choices, default=EditionState.DRAFT)
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason of the amendment"), blank=True)
    president_instruction = models.CharField(_("instruction of the President, number"), max_length=100, blank=True)
    follows = models.ForeignKey(  # §208: made because this higher edition changed
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="followers"
    )
    submitted_at = models.DateTimeField(_("amendment submitted"), null=True, blank=True)  # it is with the authority
    act_kind = models.CharField(_("kind of the act"), max_length=10, choices=ActKind.choices, blank=True)
    act_number = models.CharField(_("number of the act"), max_length=50, blank=True)
    act_date = models.DateField(_("date of the act"), null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("edition of a document")
        verbose_name_plural = _("editions of documents")
        ordering = ["document_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="planning_edition_once"),
            models.UniqueConstraint(
                fields=["document"], condition=models.Q(state="current"), name="planning_edition_current_once"
            ),
            models.UniqueConstraint(
                fields=["document"], condition=models.Q(state="draft"), name="planning_edition_draft_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}/{self.number}"


class EditionRow(models.Model):
    """A row of an edition; `key` is the same in every edition, `version` grows with every change."""

    edition = models.ForeignKey(DocumentEdition, on_delete=models.CASCADE, related_name="%(class)ss")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    position = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="planning_%(class)s_key_once")]


class Section(EditionRow):
    """A section of the text; `code` is that of `rules.kinds`, or free for kinds without a fixed structure."""

    code = models.CharField(max_length=40)
    title_kk = models.CharField(_("title in Kazakh"), max_length=300)
    title_ru = models.CharField(_("title in Russian"), max_length=300)
    text_kk = models.TextField(_("text in Kazakh"), blank=True)  # sanitised HTML
    text_ru = models.TextField(_("text in Russian"), blank=True)

    class Meta(EditionRow.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")
