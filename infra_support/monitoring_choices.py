"""Codes of objects, retail space, monitoring and the coordinator's records."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BuilderRoute(models.TextChoices):
    """Through whom the object is built (p.6)."""

    EXECUTIVE = "executive", _("Local executive body")
    SEC = "sec", _("Social entrepreneurship corporation")
    PPP = "ppp", _("Public-private partnership")


class ObjectStage(models.TextChoices):
    PLANNED = "planned", _("Being planned")
    BUILDING = "building", _("Under construction")
    WORKING = "working", _("In operation")
    STOPPED = "stopped", _("Not in operation")


class FundSource(models.TextChoices):
    """Where the money of a project comes from (p.31 3))."""

    DISTRICT = "district", _("Budget of the district (city of regional significance)")
    TRANSFER = "transfer", _("Targeted development transfers from the regional budget")
    CREDIT = "credit", _("Credits from the regional budget")


class ReportKind(models.TextChoices):
    STATUS = "status", _("Status of small business projects (p.32)")
    MONITORING = "monitoring", _("Yearly monitoring of the budget programme administrator (p.31)")
    CONSOLIDATED = "consolidated", _("Consolidated yearly monitoring (p.31)")


class RecordKind(models.TextChoices):
    """What the coordinator keeps (p.15-16)."""

    ANNOUNCEMENT = "announcement", _("Announcement of opportunities")
    CONSULTATION = "consultation", _("Consultation")
    OPERATOR = "operator", _("Dealing with an operator of an object")
    PROPOSAL = "proposal", _("Proposal")
