"""What the database keeps of planning documents."""

from .bodies import Body
from .documents import DocumentEdition, EditionRow, PlanningDocument, Section
from .facts import IndicatorFact, MeasureFact, MeasureFundingFact, ProvisionLink
from .indicators import BudgetProgramme, CalculationPassport, Indicator, IndicatorValue
from .life import Agreement, ChangeReason, DocumentEvent, PublicComment
from .measures import FinancialNeed, Measure, MeasureFunding, MeasureQuantity, ResourceLine
from .opinions import ConceptOpinion, ConceptOpinionRow
from .tree import Element

__all__ = [
    "Agreement",
    "Body",
    "BudgetProgramme",
    "CalculationPassport",
    "ChangeReason",
    "ConceptOpinion",
    "ConceptOpinionRow",
    "DocumentEdition",
    "DocumentEvent",
    "EditionRow",
    "Element",
    "FinancialNeed",
    "Indicator",
    "IndicatorFact",
    "IndicatorValue",
    "Measure",
    "MeasureFact",
    "MeasureFunding",
    "MeasureFundingFact",
    "MeasureQuantity",
    "PlanningDocument",
    "ProvisionLink",
    "PublicComment",
    "ResourceLine",
    "Section",
]
