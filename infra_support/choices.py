"""Codes of this app; what people read of them is translated."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ApplicationState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted")
    UNDER_REVIEW = "under_review", _("Under review")
    ON_AGENDA = "on_agenda", _("On the agenda of the council")
    APPROVED = "approved", _("Approved by the council")
    DECLINED = "declined", _("Declined by the council")
    REFUSED = "refused", _("Refused")
    WITH_BUDGET = "with_budget", _("With the budget programme administrator")
    IN_BUDGET = "in_budget", _("In the budget request")
    RETURNED_BY_BUDGET = "returned_by_budget", _("Returned by the budget process")
    FUNDED = "funded", _("Funded")
    IN_PROGRESS = "in_progress", _("Being implemented")
    COMPLETED = "completed", _("Completed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ClockKind(models.TextChoices):
    """Terms that the rules set."""

    REVIEW = "review", _("Review of the application")
    PROTOCOL = "protocol", _("Protocol of the council")
    FORWARD = "forward", _("Package for the budget programme administrator")
    RESOLUTION = "resolution", _("Resolution of the akimat on the budget")
    FINANCING_PLAN = "financing_plan", _("Posting of the financing plan")


class RefusalReason(models.TextChoices):
    """Grounds of a refusal (p.9, p.13, p.20)."""

    FALSE_DATA = "false_data", _("The documents or the data in them are not true")
    NOT_CONFORMING = (
        "not_conforming",
        _("The applicant, materials, objects or data do not meet the requirements of the law"),
    )
    NOT_PRIORITY = "not_priority", _("The activity is not among the priority ones")
    TAX_DEBT = "tax_debt", _("There is a debt to the budget in taxes or social payments")
    INSOLVENT = "insolvent", _("The applicant is in bankruptcy, liquidation or enforcement")
    AFFILIATED = "affiliated", _("The applicant is affiliated with an operating entrepreneur of the same activity")
    EXCLUDED_ACTIVITY = "excluded_activity", _("The activity is named in article 24(4) of the Entrepreneurial Code")
    RESULTS_NOT_REACHED = (
        "results_not_reached",
        _("Direct results of the last financial year were not reached and counter-obligations not met"),
    )
    TOO_FEW_USERS = "too_few_users", _("A shared object would be used by fewer than three entrepreneurs")
    BUDGET = "budget", _("The budget request does not meet the budget legislation")


class SeatKind(models.TextChoices):
    BUSINESS = "business", _("Business community")
    STATE = "state", _("State")


class MeetingState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Under way")
    CLOSED = "closed", _("Held")
    NO_QUORUM = "no_quorum", _("No quorum")
    CANCELLED = "cancelled", _("Cancelled")


class CouncilDecision(models.TextChoices):
    APPROVED = "approved", _("Approve")
    DECLINED = "declined", _("Decline")
    CARRIED_OVER = "carried", _("Carried over to the next meeting")
    REMOVED = "removed", _("Taken off the agenda")


class BudgetStage(models.TextChoices):
    """Where an application stands with the budget (p.25-27)."""

    RECEIVED = "received", _("Package received")
    PLANNING = "planning", _("With the planning authority")
    NOT_EXAMINED = "not_examined", _("Returned unexamined by the planning authority")
    OPINION = "opinion", _("Opinion given, with the budget commission")
    DECIDED = "decided", _("Decided by the budget commission")
    MASLIKHAT = "maslikhat", _("Local budget approved by the maslikhat")
    RESOLVED = "resolved", _("Resolution of the akimat adopted")


class Verdict(models.TextChoices):
    POSITIVE = "positive", _("Positive")
    NEGATIVE = "negative", _("Negative")


class ObligationKind(models.TextChoices):
    """Counter-obligations and results by year (p.5, p.32)."""

    PERMANENT_JOBS = "permanent_jobs", _("Permanent jobs, people")
    TEMPORARY_JOBS = "temporary_jobs", _("Temporary jobs, people")
    TAXES = "taxes", _("Taxes, thousand tenge")
    OUTPUT = "output", _("Output, thousand tenge")
    PAYROLL = "payroll", _("Payroll, thousand tenge")
    OTHER = "other", _("Other obligation")
