"""The five steps of the application, which fields stand in which, and what they are called in drafts, pages and API.

Names are those of the model's fields; besides them `effect_<kind>_<column>` for the table of the effect,
`line_<code>` for the applicant's own confirmations of the check list, `tick_<code>` for the undertakings,
consents and confirmations.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from infra_support.choices import ApplicantKind, EffectKind, Tick
from infra_support.rules.eligibility import SAID_BY_APPLICANT
from rss_portal.access import Reason

EFFECT_COLUMNS = ("fact", "forecast_1", "forecast_2", "forecast_3")
EFFECT_FIELDS = tuple(f"effect_{kind}_{column}" for kind in EffectKind.values for column in EFFECT_COLUMNS)
LINE_FIELDS = tuple(f"line_{code}" for code in SAID_BY_APPLICANT)
TICK_FIELDS = tuple(f"tick_{code}" for code in Tick.values)
LEGAL_FIELDS = ("applicant_name", "bin", "head_name", "head_iin")
INDIVIDUAL_FIELDS = (
    "applicant_name", "full_name", "iin", "identity_number", "identity_issuer", "identity_date", "start_place",
    "start_date",
)  # fmt: skip
CRITERIA = ("one_village_local", "one_village_simple", "one_village_regional", "one_village_safe")
PROGRAMMES = ("cooperative", "auyl_amanaty", "one_village", *CRITERIA)
BANK_FIELDS = ("bank_name", "bic", "iik", "bank_bin", "kbe")
PROJECT_FIELDS = (
    "project_name", "project_summary", "place", "profile_direction", "kinds", "shared_users", "need_reason",
    "construction_cost", "project_cost", "tax_regime", "sector", "oked", "employees", "support_months",
)  # fmt: skip


@dataclass(frozen=True)
class FormStep:
    """A step with its number (from 1), its name and the fields that it keeps."""

    code: str
    number: int
    label: Reason
    fields: tuple[str, ...]


STEPS = (
    FormStep(
        "applicant",
        1,
        _("Applicant and bank"),
        (
            "region",
            *dict.fromkeys((*LEGAL_FIELDS, *INDIVIDUAL_FIELDS)),
            "address",
            "phone",
            *PROGRAMMES,
            *BANK_FIELDS,
            *LINE_FIELDS,
        ),
    ),
    FormStep("project", 2, _("Project"), PROJECT_FIELDS),
    FormStep("effect", 3, _("Expected economic effect"), (*EFFECT_FIELDS, "effect_other")),
    FormStep("documents", 4, _("Documents"), ("feasibility_ground",)),
    FormStep("sign", 5, _("Review and sign"), TICK_FIELDS),
)
_BY_CODE = {step.code: step for step in STEPS}


def find_step(code: str) -> FormStep | None:
    return _BY_CODE.get(code)


def next_step(step: FormStep) -> FormStep | None:
    return STEPS[step.number] if step.number < len(STEPS) else None


def fields_of(step: FormStep, applicant_kind: str) -> tuple[str, ...]:
    """Fields of STEP that a legal entity, or an individual entrepreneur, fills in."""
    foreign = set(LEGAL_FIELDS) ^ set(INDIVIDUAL_FIELDS)
    own = LEGAL_FIELDS if applicant_kind == ApplicantKind.LEGAL else INDIVIDUAL_FIELDS
    return tuple(name for name in step.fields if name not in foreign or name in own)


def step_of(name: str) -> FormStep:
    """The step in which the field NAME stands; documents are fields of the fourth."""
    return next((step for step in STEPS if name in step.fields), _BY_CODE["documents"])
