"""What the database keeps of effectiveness evaluations."""

from .editions import MethodEdition, Sector
from .evaluations import (
    CompletenessLine,
    Evaluation,
    EvaluationEvent,
    EValue,
    ExpertMark,
    MarkedSector,
    Risk,
)
from .inputs import EvaluatedGoal, EvaluatedIndicator, EvaluatedTask
from .results import CommissionMember, CommissionSitting, Objection, ObjectionDocument, Score

__all__ = [
    "CommissionMember",
    "CommissionSitting",
    "CompletenessLine",
    "EValue",
    "EvaluatedGoal",
    "EvaluatedIndicator",
    "EvaluatedTask",
    "Evaluation",
    "EvaluationEvent",
    "ExpertMark",
    "MarkedSector",
    "MethodEdition",
    "Objection",
    "ObjectionDocument",
    "Risk",
    "Score",
    "Sector",
]
