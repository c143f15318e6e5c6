"""What the method page shows: formulas with their paragraphs, weights and points as the edition keeps them."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from planning_docs.effectiveness import phrases
from planning_docs.effectiveness.models import MethodEdition
from planning_docs.effectiveness.rules.method import CENTRAL, LOCAL, read_method
from planning_docs.effectiveness.rules.trace import shown

Text = str | Promise


@dataclass(frozen=True)
class Rule:
    """A coefficient: letter, formula, words, paragraph; `reconstructed` where the formula's image is missing."""

    letter: str
    formula: str
    text: Text
    paragraph: str
    reconstructed: bool = False


def _weighted(weights: Any) -> str:
    return " + ".join(f"{shown(weight)}·{name}" for name, weight in weights.items())


RULES = (
    Rule(
        "B",
        "Σq / n; q = (q₁ + q₂) / 2",
        _(
            "Mean over sectors; a sector with directions is first the mean of them. Marks are 1, 0.5 or 0, given by "
            "experts with a reason; several experts count by their mean."
        ),
        "19-21",
    ),
    Rule("C", "ΣR / k", _("Mean of the marks of the plan's risks; only central bodies. No risks: 0."), "22"),
    Rule("D", "ΣX / n; X = K·Y", _("Mean over goals. A goal where nothing counts is left out."), "24"),
    Rule(
        "K",
        "Σh / m; h = (fact − previous) / (plan − previous)",
        _(
            "Actual improvement to planned improvement, from 0 to 1. Where the plan asks for no improvement: "
            "1 when the fact is not worse than the plan, else 0."
        ),
        "24",
        True,
    ),
    Rule(
        "Y",
        "ΣP / m; P = Σp / r; p = fact / plan",
        _(
            "Mean over tasks of the mean over their results; plan to fact where a fall is better. "
            "A goal without tasks: 1."
        ),
        "24",
        True,
    ),
    Rule(
        "E",
        "(S₁·…·S₆)^(1/6); S = SR / SB",
        _(
            "Geometric mean of six indices; SB / SR where a fall is better; above 1 it is 1. "
            "A missing value leaves the score incomplete."
        ),
        "25-26",
    ),
    Rule(
        "W",
        "W₁ + W₂ + W₃",
        _("Points off: a late report, an incomplete one, and false facts from the third on."),
        "40-42",
    ),
)


def method_tables(edition: MethodEdition | None) -> dict[str, Any]:
    """Rows of the page; {} without an edition."""
    if edition is None:
        return {}
    method = read_method({**edition.parameters, "code": edition.pk})
    central, local = method.scores[CENTRAL], method.scores[LOCAL]
    total = [
        Rule("A", f"({_weighted(central.weights)})·100 − W", _("Central state body"), "16", True),
        Rule("A", f"({_weighted(local.weights)})·E·100 − W", _("Local executive body"), "17", True),
    ]
    by = method.deductions
    points = [(phrases.KINDS["late"], by.late), (phrases.KINDS["incomplete"], by.incomplete)]
    points += [(_("Each false fact"), by.false_fact), (_("At most for false facts"), by.false_facts_most)]
    return {
        "rules": [{"rule": rule, "formula": phrases.local_formula(rule.formula)} for rule in (*total, *RULES)],
        "points": [(label, phrases.coefficient(value)) for label, value in points],
        "false_facts_from": by.false_facts_from,
        "influence": [
            {
                "name": phrases.name_in(one.texts),
                "unit": phrases.unit_in(one.texts),
                "better": phrases.better_label(one.better),
            }
            for one in method.influence
        ],
        "terms": method.terms,
        "result_ratio": method.result_ratio,
    }
