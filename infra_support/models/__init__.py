"""Models of infrastructure support."""

from .applications import (
    Application,
    ApplicationDocument,
    ApplicationEvent,
    ApplicationText,
    EffectLine,
    EligibilityLine,
)
from .budget import (
    BudgetCase,
    BudgetPackage,
    Completion,
    CounterObligation,
    FinancingLine,
    FinancingPlan,
    SupportAgreement,
    SupportExtension,
)
from .clocks import Clock
from .council import AgendaItem, Attendance, CouncilMeeting, CouncilMember, Recusal
from .enterprises import Enterprise, EnterpriseMember, Invitation, JoinRequest, Registration
from .monitoring import CoordinatorRecord, ProjectFact, ProjectYear, YearlyReport
from .objects import InfrastructureObject, ObjectUse, ShelfPlacement, TradeObject
from .reference import InfrastructureCategory, InfrastructureKind, OkedCode, PriorityActivity

__all__ = [
    "AgendaItem",
    "Application",
    "ApplicationDocument",
    "ApplicationEvent",
    "ApplicationText",
    "Attendance",
    "BudgetCase",
    "BudgetPackage",
    "Clock",
    "Completion",
    "CouncilMeeting",
    "CouncilMember",
    "CounterObligation",
    "EffectLine",
    "EligibilityLine",
    "Enterprise",
    "EnterpriseMember",
    "FinancingLine",
    "FinancingPlan",
    "InfrastructureCategory",
    "InfrastructureKind",
    "Invitation",
    "JoinRequest",
    "OkedCode",
    "PriorityActivity",
    "Recusal",
    "Registration",
    "SupportAgreement",
    "SupportExtension",
    "CoordinatorRecord",
    "InfrastructureObject",
    "ObjectUse",
    "ProjectFact",
    "ProjectYear",
    "ShelfPlacement",
    "TradeObject",
    "YearlyReport",
]
