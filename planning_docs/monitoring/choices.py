"""Codes of the monitoring of planning documents, and the words of the steps of the deadline table."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import DocumentState


class ReportState(models.TextChoices):
    DRAFT = "draft", _("Being prepared")
    RETURNED = "returned", _("Returned with remarks")
    SIGNED = "signed", _("Signed, not yet submitted")
    SUBMITTED = "submitted", _("Submitted to the planning authority")
    ACCEPTED = "accepted", _("Accepted")


OPEN_STATES = (ReportState.DRAFT, ReportState.RETURNED)
# A document whose implementation is monitored; what came before is a draft.
MONITORED_STATES = (DocumentState.APPROVED, DocumentState.IN_FORCE, DocumentState.COMPLETED)


class Step(models.TextChoices):
    """The steps of `rules.deadlines`, as the calendar names them."""

    PROPOSALS = "proposals_to_next_plan", _("Proposals to the next plan")
    DRAFT_TO_PM = "draft_to_prime_minister", _("Draft of the next plan to the Prime Minister's Office")
    QUARTERLY = "quarterly_monitoring", _("Quarterly operational monitoring")
    CO_EXECUTOR_REPORT = "co_executor_report", _("Report of the co-executors")
    RESPONSIBLE_REPORT = "responsible_report", _("Report of the responsible bodies")
    TO_GOVERNMENT = "report_to_government", _("Report and draft conclusion to the Government")
    TO_ADMINISTRATION = "report_to_administration", _("Report and conclusion to the Administration of the President")
    STRATEGIC = "strategic_conclusion", _("Conclusion of the strategic planning authority")
    BRIEF_TABLE = "brief_table", _("Brief table on the site")
    DEVELOPER_REPORT = "developer_report", _("Report of the developer, sent and published")
    PUBLISHED_AND_SENT = "report_published_and_sent", _("Report published and sent")
    OPEN_FOR_OPINIONS = "report_open_for_opinions", _("Report open for opinions for 14 days")
    CONSOLIDATED = "consolidated_publication", _("Consolidated publication")
    INFORMATION = "co_executor_information", _("Information of the co-executors")
    ON_SITE = "report_on_site", _("Report on the akimat's site")
    TO_AUTHORITY = "report_to_authority", _("Report to the planning authority")
    BRIEF_SUMMARY = "brief_summary", _("Brief summary to the Administration of the President")
    CORRECTION = "correction", _("Correction of the plan")
    MASLIKHAT = "to_maslikhat", _("Plan to the maslikhat")
    SENT = "sent_after_approval", _("Approved document to the planning authority")
    PUBLISHED = "published_after_approval", _("Approved document on the site")
    DRAFT_REVIEW = "draft_review", _("Review of the draft by interested bodies")
    PASSPORTS = "passports", _("Calculation passports")


class Who(models.TextChoices):
    """Who does a step where no body of the document is named."""

    CO_EXECUTORS = "co_executors", _("Co-executors")
    DEVELOPER = "developer", _("Developer")
    AUTHORITY = "planning_authority", _("State planning authority")
    RESPONSIBLE = "responsible", _("Responsible bodies")
    INTERESTED = "interested", _("Interested state bodies")
    GOVERNMENT = "government", _("Government")
    STRATEGIC = "strategic_authority", _("Strategic planning authority")


class DeadlineState(models.TextChoices):
    DONE = "done", _("Done in time")
    DONE_LATE = "done_late", _("Done late")
    OVERDUE = "overdue", _("Overdue")
    NEAR = "near", _("Due soon")
    AHEAD = "ahead", _("Ahead")


# Steps that co-executors of a document do.
CO_EXECUTOR_STEPS = (Who.CO_EXECUTORS, Who.RESPONSIBLE, Who.INTERESTED)
