"""Codes of the effectiveness evaluation (2012 methodology)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BodyKind(models.TextChoices):
    """Central bodies are evaluated with risks (C), local ones with the coefficient of results (E)."""

    CENTRAL = "central", _("Central state body")
    LOCAL = "local", _("Local executive body")


class EvaluationState(models.TextChoices):
    SCHEDULED = "scheduled", _("The report is awaited")
    RECEIVED = "received", _("Being evaluated")
    CONCLUDED = "concluded", _("The conclusion is with the body")
    OBJECTED = "objected", _("Objections are considered")
    FINAL = "final", _("Final conclusion")
    IN_SUCCESSOR = "in_successor", _("Evaluated inside its successor")
    NOT_EVALUATED = "not_evaluated", _("Not evaluated this year")


class Action(models.TextChoices):
    """Steps of an evaluation, as its history tells them."""

    SCHEDULE = "schedule", _("The evaluation was scheduled")
    RECEIVE = "receive", _("The report was received")
    TAKE_OVER = "take_over", _("Indicators were taken over from the planning document")
    IMPORT = "import", _("Indicators were taken over from a workbook")
    CHANGE_INPUT = "change_input", _("An input was changed")
    VERIFY = "verify", _("A fact was verified again")
    CHECK = "check", _("Completeness was checked")
    MARK = "mark", _("An expert gave marks")
    COMPUTE = "compute", _("The score was computed")
    CONCLUDE = "conclude", _("The conclusion was sent to the body")
    OBJECT = "object", _("An objection was made")
    AGREE = "agree", _("The body has no objections")
    APPOINT = "appoint", _("The special commission was appointed")
    SIT = "sit", _("The special commission sat")
    DECIDE = "decide", _("The special commission decided on an objection")
    SIGN_TABLE = "sign_table", _("The chair signed the table of disagreements")
    FINISH = "finish", _("The final conclusion was sent")


class ScoreStage(models.TextChoices):
    PRELIMINARY = "preliminary", _("Before objections")
    AFTER_APPEAL = "after_appeal", _("After objections")


class Decision(models.TextChoices):
    WAITING = "waiting", _("Not decided yet")
    ACCEPTED = "accepted", _("Objection accepted")
    REJECTED = "rejected", _("Objection rejected")


class Criterion(models.TextChoices):
    """The criteria of the conclusion (Annex 5)."""

    QUALITY = "B", _("Quality and completeness of the plan")
    RISKS = "C", _("Risk management")
    GOALS = "D", _("Achievement of goals and tasks")
    INFLUENCE = "E", _("Coefficient of results of local executive bodies")
    DEDUCTIONS = "W", _("Points taken off")


class Subject(models.TextChoices):
    """What an objection is about; its acceptance changes exactly that."""

    INDICATOR = "indicator", _("Fact of an indicator")
    FALSE_FACT = "false_fact", _("Fact recorded as false")
    E_VALUE = "e_value", _("Value of the coefficient of results")
    SECTOR = "sector", _("Marks of a field of activity")
    RISK = "risk", _("Mark of a risk")
    LATE = "late", _("Late report")
    INCOMPLETE = "incomplete", _("Incomplete report")
    OTHER = "other", _("Another matter")


class Origin(models.TextChoices):
    """Where an evaluated indicator's values came from."""

    HAND = "hand", _("Entered by hand")
    DOCUMENT = "document", _("Planning document and its facts")
    WORKBOOK = "workbook", _("Workbook")
    OBJECTION = "objection", _("Accepted objection")
