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
    COUNCIL_SECRETARY = "council_secretary", _("Council secretary")
    PLANNING_EDITOR = "planning_editor", _("Planning editor")
    CO_EXECUTOR = "co_executor", _("Co-executor of planning documents")
    PLANNING_AUTHORITY = "planning_authority", _("Planning authority")
    EVALUATOR = "evaluator", _("Evaluator of effectiveness")
    EXPERT = "expert", _("Expert of the evaluation")
    COMMISSION_MEMBER = "commission_member", _("Member of the special commission")
