"""The tree of a document: priority, direction, goal, task."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import ElementKind

from .documents import EditionRow


class Element(EditionRow):
    """A node of the tree. A task belongs to exactly one goal (§46): its parent."""

    kind = models.CharField(_("kind"), max_length=10, choices=ElementKind.choices)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")
    name_kk = models.CharField(_("name in Kazakh"), max_length=1000)
    name_ru = models.CharField(_("name in Russian"), max_length=1000)
    name_en = models.CharField(_("name in English"), max_length=1000, blank=True)
    ends_in = models.PositiveSmallIntegerField(_("ends in the year"), null=True, blank=True)  # §48
    ways_kk = models.TextField(_("ways to reach, in Kazakh"), blank=True)  # Annex 5, «Жету жолдары»; HTML
    ways_ru = models.TextField(_("ways to reach, in Russian"), blank=True)

    class Meta(EditionRow.Meta):
        verbose_name = _("element of the tree")
        verbose_name_plural = _("elements of the tree")

    def __str__(self) -> str:
        return self.name_kk
