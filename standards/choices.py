"""Codes of editions, runs and scopes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RequirementLevel(models.TextChoices):
    MANDATORY = "mandatory", _("Mandatory")
    RECOMMENDED = "recommended", _("Recommended")


class EditionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_FORCE = "in_force", _("In force")
    CLOSED = "closed", _("Closed")


class RunState(models.TextChoices):
    BUILDING = "building", _("Being computed")
    CURRENT = "current", _("Current")
    SUPERSEDED = "superseded", _("Superseded")
    FAILED = "failed", _("Failed")
    UNCHANGED = "unchanged", _("Nothing changed")


class Band(models.TextChoices):
    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class Scope(models.TextChoices):
    ALL = "all", _("All")
    URBAN = "urban", _("Urban")
    RURAL = "rural", _("Rural")


class ActKind(models.TextChoices):
    JOINT_ORDER = "joint_order", _("Joint order of ministries")
    ORDER = "order", _("Order of a minister")
    GOVERNMENT_DECREE = "government_decree", _("Government decree")
