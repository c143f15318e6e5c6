"""Codes of the effectiveness evaluation (2012 methodology)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import Better

__all__ = ["Better"]


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
    DECIDE = "decide", _("The special commission decided on an objection")
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


class EIndicator(models.TextChoices):
    """The six indicators of E (p.25, Annex 4), in the order of the form."""

    UNEMPLOYMENT = "unemployment", _("Unemployment rate")
    SELF_EMPLOYED = "self_employed", _("Share of the self-employed among the employed population")
    HOUSING_NEED = "housing_need", _("Number of citizens in need of housing")
    EMISSIONS = "emissions", _("Emissions of air pollutants from stationary sources per head")
    REAL_INCOME = "real_income", _("Index of real money income of the population")
    GRP_PER_HEAD = "grp_per_head", _("Gross regional product per head")

    @property
    def better(self) -> str:
        return Better.UP if self in (EIndicator.REAL_INCOME, EIndicator.GRP_PER_HEAD) else Better.DOWN

    @property
    def unit(self) -> str:
        units = {
            "unemployment": _("%"),
            "self_employed": _("%"),
            "housing_need": _("persons"),
            "emissions": _("kg per head"),
            "real_income": _("%"),
            "grp_per_head": _("thousand tenge"),
        }
        return str(units[self.value])
