"""Codes of roles; a role is held for a territory."""

from django.db import models
from django.utils.translation import gettext_lazy as _

COUNTRY = "KZ"


class Role(models.TextChoices):
    AKIMAT_EDITOR = "akimat_editor", _("Akimat editor")
    AKIMAT_HEAD = "akimat_head", _("Akimat head")
    MINISTRY_ANALYST = "ministry_analyst", _("Ministry analyst")
    SECTOR_ANALYST = "sector_analyst", _("Sector ministry analyst")
    ADMINISTRATOR = "administrator", _("Portal administrator")
    COORDINATOR = "coordinator", _("Regional coordinator")
    COUNCIL_MEMBER = "council_member", _("Council member")
    BUDGET_ADMINISTRATOR = "budget_administrator", _("Budget programme administrator")
    ENTREPRENEUR = "entrepreneur", _("Entrepreneur")
