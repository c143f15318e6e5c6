"""The rules of spec 40.4: what keeps a document from being submitted, and what it is warned of."""

from collections.abc import Callable, Iterator
from datetime import date

from . import indicators, measures, structure
from .values import ERROR, WARNING, DocumentIn, Finding

__all__ = ["CHECKS", "ERROR", "WARNING", "Finding", "check", "errors_of"]

CHECKS: tuple[Callable[[DocumentIn], Iterator[Finding]], ...] = (
    structure.the_period_is_right,
    structure.every_goal_has_targets,
    structure.every_target_has_values,
    structure.every_task_has_its_goal,
    structure.every_task_has_results,
    structure.no_task_outlasts_its_goal,
    structure.expected_results_are_few,
    structure.goals_repeat_no_higher_ones,
    indicators.every_indicator_is_complete,
    indicators.responsible_bodies_may_be,
    indicators.assigned_indicators_are_carried,
    indicators.own_indicators_are_few,
    measures.concepts_have_an_action_plan,
    measures.funded_measures_name_sources,
    measures.expenditures_are_tied,
    measures.informing_is_rare,
    measures.programmes_serve_one_goal,
    measures.the_analysis_is_short,
)


def check(document: DocumentIn, today: date) -> list[Finding]:
    """Everything that is wrong with DOCUMENT on the day TODAY, errors first."""
    found = [finding for one in CHECKS for finding in one(document)]
    found += indicators.passports_are_there(document, today)
    return sorted(found, key=lambda finding: finding.severity != ERROR)


def errors_of(findings: list[Finding]) -> list[Finding]:
    """Those that keep the document from being submitted."""
    return [finding for finding in findings if finding.severity == ERROR]
