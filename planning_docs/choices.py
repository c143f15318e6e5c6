"""Codes of planning documents (Order No. 93); what people read of them is translated."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BodyKind(models.TextChoices):
    """§42, §55: subordinate and quasi-state organisations are co-executors only."""

    CENTRAL = "central", _("Central state body")
    LOCAL = "local", _("Local executive body")
    SUBORDINATE = "subordinate", _("Subordinate organisation")
    QUASI_STATE = "quasi_state", _("Quasi-state organisation")

    @property
    def may_be_responsible(self) -> bool:
        return self in (BodyKind.CENTRAL, BodyKind.LOCAL)


class DocumentKind(models.TextChoices):
    STRATEGY = "strategy", _("Strategy or national priorities")
    NATIONAL_PLAN = "national_plan", _("National Development Plan")
    TERRITORIAL_PLAN = "territorial_plan", _("Country Territorial Development Plan")
    CONCEPT = "concept", _("Concept")
    NATIONAL_PROJECT = "national_project", _("National project")
    BODY_PLAN = "body_plan", _("Development plan of a state body")
    REGION_PLAN = "region_plan", _("Development plan of a region")
    HOLDING_PLAN = "holding_plan", _("Development plan of a national holding or company")


class DocumentState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    AGREEING = "agreeing", _("Being agreed")
    PUBLIC_DISCUSSION = "public_discussion", _("In public discussion")
    SUBMITTED = "submitted", _("Submitted for approval")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    IN_FORCE = "in_force", _("In force")
    COMPLETED = "completed", _("Completed")


class EditionState(models.TextChoices):
    """An edition is written (draft), holds (current), or held before (past)."""

    DRAFT = "draft", _("Draft of an edition")
    CURRENT = "current", _("Edition in force")
    PAST = "past", _("Earlier edition")


class ActKind(models.TextChoices):
    DECREE_OF_PRESIDENT = "president", _("Decree of the President")
    DECREE_OF_GOVERNMENT = "government", _("Resolution of the Government")
    ORDER = "order", _("Order of the head of the body")
    MASLIKHAT = "maslikhat", _("Decision of the maslikhat")


class ElementKind(models.TextChoices):
    PRIORITY = "priority", _("National priority")
    DIRECTION = "direction", _("Planning direction")
    GOAL = "goal", _("Goal")
    TASK = "task", _("Task")


class IndicatorKind(models.TextChoices):
    STRATEGIC = "strategic", _("Strategic indicator")
    TARGET = "target", _("Target indicator")
    RESULT = "result", _("Result indicator")
    EXPECTED = "expected_result", _("Expected result")


class IndicatorClass(models.TextChoices):
    """§114-116, §144."""

    MACRO = "macro", _("Macro indicator")
    BUDGET_LINKED = "budget_linked", _("Linked to budget expenditure")


class Better(models.TextChoices):
    UP = "up", _("A rise is better")
    DOWN = "down", _("A fall is better")
    RANGE = "range", _("Within a range")


class FactStatus(models.TextChoices):
    OPERATIONAL = "operational", _("Operational data")
    PRELIMINARY = "preliminary", _("Preliminary data")
    OFFICIAL = "official", _("Official data")


class DataKind(models.TextChoices):
    """Annex 1-1, kinds of data."""

    OFFICIAL_STATISTICS = "official", _("Official statistics")
    INTERNATIONAL = "international", _("International statistics")
    DEPARTMENTAL = "departmental", _("Departmental data")


class FundingSource(models.TextChoices):
    """§185, eight kinds; the first is told apart by the level of the budget, as the forms print it."""

    REPUBLICAN = "republican", _("Republican budget")
    LOCAL = "local", _("Local budget")
    STATE_LOANS = "state_loans", _("State loans")
    GUARANTEED_LOANS = "guaranteed_loans", _("Non-state loans under state guarantee")
    INVESTMENTS = "investments", _("Direct foreign and domestic investments")
    GRANTS = "grants", _("Grants of international organisations or donor countries")
    BANK_CREDITS = "bank_credits", _("Credits of second-tier banks")
    OWN_FUNDS = "own_funds", _("Own funds of organisations")
    OTHER = "other", _("Other sources not forbidden by law")

    @property
    def is_budget(self) -> bool:
        return self in (FundingSource.REPUBLICAN, FundingSource.LOCAL)


class CompletionForm(models.TextChoices):
    """How a measure ends (Annexes 1 and 8); informing higher bodies is limited to two a year."""

    LEGAL_ACT = "legal_act", _("Legal act")
    OBJECT = "object", _("Object put into operation")
    SERVICE = "service", _("Services or works delivered")
    REPORT = "report", _("Report or analysis")
    INFORMING = "informing", _("Information to higher bodies")
    OTHER = "other", _("Other form of completion")


class ResourceKind(models.TextChoices):
    """Annex 3, part 4; Annex 5, part 5."""

    FINANCIAL = "financial", _("Financial resources")
    NATIONAL_PROJECT = "national_project", _("Financial resources for a national project")
    HUMAN = "human", _("Human resources")


class ExpenditureGround(models.TextChoices):
    """§145: expenditure that may be tied to no indicator."""

    NONE = "", _("None")
    CIVIL_SERVANTS = "civil_servants", _("Upkeep of civil servants")
    LEGAL_FUNCTIONS = "legal_functions", _("Functions defined directly by law")
    PRESIDENT = "president", _("Instructions of the President")


class SharedProgramme(models.TextChoices):
    """Annex 3, 4: programmes that may serve several goals of a body's plan."""

    FUNCTIONS = "functions", _("Functions of the state institution and permanent state services")
    RESERVE = "reserve", _("Distributed programme of the Government's reserve")


class Opinion(models.TextChoices):
    WAITING = "waiting", _("Answer awaited")
    AGREE = "agree", _("Agreed")
    REMARKS = "remarks", _("Agreed with remarks")
    DISAGREE = "disagree", _("Not agreed")


class CommentState(models.TextChoices):
    NEW = "new", _("Awaits an answer")
    ACCEPTED = "accepted", _("Comment accepted")
    REJECTED = "rejected", _("Comment rejected")


class MeasureStatus(models.TextChoices):
    """Annex 14, p. 4.13."""

    DONE = "done", _("Done")
    PARTLY = "partly", _("Partly done")
    NOT_DONE = "not_done", _("Not done")


class IndicatorStatus(models.TextChoices):
    DONE = "done", _("Reached")
    PARTLY = "partly", _("Partly reached")
    NOT_DONE = "not_done", _("Not reached")
    NO_DATA = "no_data", _("No data")
