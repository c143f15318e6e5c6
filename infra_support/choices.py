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
    COMPLETED = "completed", _("Project completed")
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
    STATE = "state", _("State bodies")


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


class ApplicantKind(models.TextChoices):
    LEGAL = "legal", _("Legal entity")
    INDIVIDUAL = "individual", _("Individual entrepreneur")


class DocumentKind(models.TextChoices):
    """Documents of the application, all PDF (p.18)."""

    BUSINESS_PLAN = "business_plan", _("Business plan")
    FEASIBILITY = "feasibility", _("Feasibility study")
    DESIGN = "design", _("Design and estimate documentation")


class EffectKind(models.TextChoices):
    """Rows of the table of the expected effect."""

    JOBS = "jobs", _("Jobs created, people")
    TAXES = "taxes", _("Amount of tax revenue, thousand tenge")
    OUTPUT = "output", _("Volume of output, thousand tenge")
    OTHER = "other", _("Other effects")


class EligibilityCode(models.TextChoices):
    """Lines of the check list (p.5, p.7, p.9, p.13)."""

    PRIORITY = "priority", _("The activity is a priority one, or the project belongs to a priority programme")
    NO_DEBT = "no_debt", _("No debt to the budget in taxes and social payments")
    SOLVENT = "solvent", _("Not in bankruptcy, liquidation or enforcement")
    NOT_AFFILIATED = "not_affiliated", _("Not affiliated with an operating entrepreneur of the same activity")
    ALLOWED_ACTIVITY = (
        "allowed_activity",
        _("The activity is not among those of article 24(4) of the Entrepreneurial Code"),
    )
    SHARED_BY_THREE = "shared_by_three", _("A shared object will be used by at least three entrepreneurs")
    RESULTS_REACHED = "results_reached", _("Results of the last financial year reached, counter-obligations met")


class EligibilityState(models.TextChoices):
    UNKNOWN = "unknown", _("Not checked")
    MET = "met", _("Met")
    NOT_MET = "not_met", _("Not met")
    NOT_APPLICABLE = "na", _("Not applicable")


class Tick(models.TextChoices):
    """The two undertakings, six consents and three confirmations of the form, in its order and its full words: they
    are what the applicant signs."""

    GIVES_INFORMATION = (
        "gives_information",
        _(
            "On the regional coordinator's first demand I undertake to give and disclose any information and documents "
            "asked for within the consideration of this application, those with bank and commercial secrets included"
        ),
    )
    REPORTS_CHANGES = (
        "reports_changes",
        _("I undertake to tell the regional coordinator at once when the data stated in the application change"),
    )
    CHECKED = (
        "checked",
        _("I agree that the regional coordinator and the council check the information submitted"),
    )
    NOT_OBLIGED = (
        "not_obliged",
        _("I agree that the regional coordinator is not obliged to check whether the data stated are right"),
    )
    PURPOSE = (
        "purpose",
        _(
            "I agree that the information in this application and all documents asked for are submitted only for the "
            "financing of missing engineering infrastructure"
        ),
    )
    REJECTED_IF_FALSE = (
        "rejected_if_false",
        _(
            "I agree that this application is rejected at any stage of its consideration when the data and information "
            "stated prove untrue"
        ),
    )
    SHARED_DATA = (
        "shared_data",
        _(
            "I agree that the regional coordinator gives the information stated in this application and the documents "
            "submitted by the entrepreneur to interested third parties (whose right to receive information is laid "
            "down by the law of the Republic of Kazakhstan), to the authorised body for entrepreneurship, to the "
            "authorised body for the regulation, control and supervision of the financial market and financial "
            "organisations, to «National Investment Holding «Baiterek» JSC and to the National Chamber of "
            "Entrepreneurs of the Republic of Kazakhstan «Atameken»"
        ),
    )
    NO_LIABILITY = (
        "no_liability",
        _(
            "I agree that neither the acceptance of this application by the regional coordinator nor possible expenses "
            "of the entrepreneur (for drawing up the necessary documents and the like) oblige the regional coordinator "
            "to give financing or to repay the expenses that the entrepreneur had"
        ),
    )
    KNOWS_CONDITIONS = (
        "knows_conditions",
        _(
            "I know the conditions of the competition and the conditions and requirements for providing engineering "
            "infrastructure"
        ),
    )
    TRUE = (
        "true",
        _(
            "I confirm that the information submitted is true, and know of the liability by the law of the Republic "
            "of Kazakhstan for untrue information"
        ),
    )
    PERSONAL_DATA = (
        "personal_data",
        _(
            "I consent to the use of information that is a secret protected by law, and to the collection, processing, "
            "storage, download and use of personal data and other information"
        ),
    )
