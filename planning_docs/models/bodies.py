"""State bodies and organisations that write, carry out and answer for planning documents."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import BodyKind
from settlements.models import Territory


class Body(models.Model):
    """A body is its code: what files, the API and role grants (`RoleGrant.body_code`) say."""

    code = models.CharField(_("code"), max_length=20, primary_key=True)
    kind = models.CharField(_("kind"), max_length=12, choices=BodyKind.choices)
    name_kk = models.CharField(_("name in Kazakh"), max_length=300)
    name_ru = models.CharField(_("name in Russian"), max_length=300)
    name_en = models.CharField(_("name in English"), max_length=300, blank=True)
    territory = models.ForeignKey(
        Territory, on_delete=models.PROTECT, related_name="+", verbose_name=_("territory")
    )  # KZ for a central body
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="subordinates")
    reports_to_president = models.BooleanField(_("reports to the President"), default=False)
    valid_from = models.DateField(_("exists from"))
    valid_to = models.DateField(_("exists to"), null=True, blank=True)
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors")

    class Meta:
        verbose_name = _("state body")
        verbose_name_plural = _("state bodies")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code
