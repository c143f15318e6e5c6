"""The opinion of the strategic planning authority on the draft of a concept (Annex 2, §103)."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .bodies import Body
from .documents import DocumentEdition


class ConceptOpinion(models.Model):
    """One opinion per edition; once issued it does not change. Changed only by `services.opinions`."""

    edition = models.OneToOneField(DocumentEdition, on_delete=models.CASCADE, related_name="concept_opinion")
    body = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="+", verbose_name=_("body that gives the opinion")
    )
    issued_on = models.DateField(_("issued"), null=True, blank=True)
    issued_by: Any = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("opinion on a draft concept")
        verbose_name_plural = _("opinions on draft concepts")

    def __str__(self) -> str:
        return f"{self.edition_id}"


class ConceptOpinionRow(models.Model):
    """What is said in a row of Annex 2 (4 to 13; the first three the portal knows)."""

    opinion = models.ForeignKey(ConceptOpinion, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveSmallIntegerField(_("row"))
    text_kk = models.TextField(_("text in Kazakh"), blank=True)
    text_ru = models.TextField(_("text in Russian"), blank=True)

    class Meta:
        verbose_name = _("row of an opinion")
        verbose_name_plural = _("rows of opinions")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["opinion", "number"], name="planning_opinion_row_once")]
