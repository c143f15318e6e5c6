"""The sentences of the rules, each with its paragraph."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .rules.checks.values import Finding

SENTENCES: dict[str, Promise] = {
    "goal_without_indicator": gettext_lazy("The goal “%(name)s” has no target indicator."),
    "indicator_without_values": gettext_lazy("The indicator “%(name)s” has no values for %(years)s."),
    "task_without_result": gettext_lazy("The task “%(name)s” has no result indicator."),
    "task_without_goal": gettext_lazy("The task “%(name)s” belongs to no goal."),
    "task_after_goal": gettext_lazy("The task “%(name)s” ends in %(year)s, after its goal (%(goal_year)s)."),
    "concept_period": gettext_lazy("A concept is made for 5 to 10 years, this one for %(years)s."),
    "plan_period": gettext_lazy("A development plan is made for five years, this one for %(years)s."),
    "expected_results": gettext_lazy("A concept has 1 to 7 expected results, this one %(count)s."),
    "many_expected_results": gettext_lazy("More than five expected results: %(count)s."),
    "goal_repeats": gettext_lazy("The goal “%(name)s” repeats a goal of a higher document word for word."),
    "indicator_without_unit": gettext_lazy("The indicator “%(name)s” names no unit of measurement."),
    "indicator_without_source": gettext_lazy("The indicator “%(name)s” names no source of information."),
    "indicator_without_responsible": gettext_lazy("The indicator “%(name)s” names no responsible body."),
    "responsible_may_not": gettext_lazy("The body responsible for the indicator “%(name)s” can only be a co-executor."),
    "assigned_not_carried": gettext_lazy("The plan lacks the indicator “%(name)s”, which is assigned to the region."),
    "own_indicators": gettext_lazy(
        "Additional indicators of its own: %(own)s, at most %(most)s are allowed (20 %% of those assigned)."
    ),
    "no_passport": gettext_lazy("The indicator “%(name)s” has no calculation passport a month after approval."),
    "action_plan": gettext_lazy("The action plan has no measures for %(years)s."),
    "measure_without_source": gettext_lazy("The measure “%(name)s” has money without a source of funding."),
    "measure_without_programme": gettext_lazy("The measure “%(name)s” has budget money without a programme code."),
    "expenditure_untied": gettext_lazy("The expenditure of the programme %(programme)s is tied to no indicator."),
    "informing": gettext_lazy(
        "%(count)s measures of %(year)s end with informing higher bodies; at most two a year are allowed."
    ),
    "programme_of_several_goals": gettext_lazy("The budget programme %(programme)s serves several goals."),
    "analysis_volume": gettext_lazy("The analysis takes %(percent)s %% of the text, at most 25 %% are allowed."),
    "amendment_last_year": gettext_lazy(
        "In the last year of implementation (%(year)s) the document is amended only by instruction of the President."
    ),
    "amendment_after_december": gettext_lazy("A region's plan is amended until 15 December of the year."),
    "amendment_second": gettext_lazy("A region's plan is amended once a year; in %(year)s it was amended already."),
    "amendment_past_value": gettext_lazy(
        "The plan of the indicator “%(name)s” for %(year)s, a year that has passed, cannot be changed."
    ),
    "amendment_under_spending": gettext_lazy(
        "The indicator “%(name)s” is lowered because of under-spending only until 30 September."
    ),
}


def sentence(finding: Finding) -> str:
    """What is wrong, with the paragraph, in the running language."""
    text = str(SENTENCES[finding.code]) % dict(finding.values)
    return f"{text} ({paragraph(finding.paragraph)})"


def paragraph(code: str) -> str:
    """ "35, 140" as «35, 140-тармақтар», "Annex 8" as «8-қосымша»."""
    parts = [part.strip() for part in code.split(",")]
    annexes = [_annex(part.removeprefix("Annex ")) for part in parts if part.startswith("Annex")]
    numbers = [part for part in parts if not part.startswith("Annex")]
    return ", ".join([*([_paragraphs(numbers)] if numbers else ()), *annexes])


def _paragraphs(numbers: list[str]) -> str:
    several = len(numbers) > 1 or "-" in numbers[0]
    text = ngettext("paragraph %(numbers)s", "paragraphs %(numbers)s", 2 if several else 1)
    return text % {"numbers": ", ".join(numbers)}


def _annex(number: str) -> str:
    return _("Annex %(number)s") % {"number": number}
