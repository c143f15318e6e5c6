"""Goals, tasks, periods and expected results (§35, §46-49, §88, §95, §104, §127, §140, Annex 3)."""

from collections.abc import Iterator

from planning_docs.choices import DocumentKind, ElementKind, IndicatorKind

from .values import DOCUMENT, ELEMENT, ERROR, INDICATOR, WARNING, DocumentIn, ElementIn, Finding, IndicatorIn

TARGETS = (IndicatorKind.TARGET, IndicatorKind.STRATEGIC)
RESULTS_MOST, RESULTS_USUAL = 7, 5
PLAN_YEARS = 5
CONCEPT_YEARS = (5, 10)


def every_goal_has_targets(document: DocumentIn) -> Iterator[Finding]:
    """E: a goal has at least one target indicator (§35, §140)."""
    for goal in document.of_kind(ElementKind.GOAL):
        if not document.indicators_of(goal.key, TARGETS):
            yield Finding("goal_without_indicator", ERROR, "35, 140", ELEMENT, goal.key, {"name": goal.name})


def every_target_has_values(document: DocumentIn) -> Iterator[Finding]:
    """E: a target indicator has values for intermediate years and for the last year (§35, §140)."""
    for one in document.indicators:
        if one.kind in TARGETS and (lacking := lacking_years(document, one)):
            years = ", ".join(map(str, lacking))
            yield Finding("indicator_without_values", ERROR, "35, 140", INDICATOR, one.key, _named(one, years=years))


def lacking_years(document: DocumentIn, one: IndicatorIn) -> list[int]:
    """The years of the period that must have a plan and have none."""
    return [year for year in document.years if year not in one.planned]


def every_task_has_results(document: DocumentIn) -> Iterator[Finding]:
    """E: a task has at least one result indicator (§49)."""
    for task in document.of_kind(ElementKind.TASK):
        if not document.indicators_of(task.key, [IndicatorKind.RESULT]):
            yield Finding("task_without_result", ERROR, "49", ELEMENT, task.key, {"name": task.name})


def every_task_has_its_goal(document: DocumentIn) -> Iterator[Finding]:
    """E: a task belongs to exactly one goal (§46)."""
    goals = {one.key for one in document.of_kind(ElementKind.GOAL)}
    for task in document.of_kind(ElementKind.TASK):
        if task.parent not in goals:
            yield Finding("task_without_goal", ERROR, "46", ELEMENT, task.key, {"name": task.name})


def no_task_outlasts_its_goal(document: DocumentIn) -> Iterator[Finding]:
    """E: a task ends no later than its goal (§48); without a year of its own an element ends with the period."""
    goals = {one.key: one for one in document.of_kind(ElementKind.GOAL)}
    for task in document.of_kind(ElementKind.TASK):
        goal = goals.get(task.parent)
        if goal and _end(document, task) > _end(document, goal):
            values = {"name": task.name, "year": _end(document, task), "goal_year": _end(document, goal)}
            yield Finding("task_after_goal", ERROR, "48", ELEMENT, task.key, values)


def _end(document: DocumentIn, element: ElementIn) -> int:
    return document.year_to if element.ends_in is None else element.ends_in


def the_period_is_right(document: DocumentIn) -> Iterator[Finding]:
    """E: a concept lasts 5 to 10 years (§88), plans of bodies and regions five (§104, §127)."""
    years = len(document.years)
    if document.kind == DocumentKind.CONCEPT and not CONCEPT_YEARS[0] <= years <= CONCEPT_YEARS[1]:
        yield Finding("concept_period", ERROR, "88", DOCUMENT, "", {"years": years})
    paragraph = {DocumentKind.BODY_PLAN: "104", DocumentKind.REGION_PLAN: "127"}.get(DocumentKind(document.kind))
    if paragraph and years != PLAN_YEARS:
        yield Finding("plan_period", ERROR, paragraph, DOCUMENT, "", {"years": years})


def expected_results_are_few(document: DocumentIn) -> Iterator[Finding]:
    """E: a concept has 1 to 7 expected results; W: more than 5 (§95)."""
    if document.kind != DocumentKind.CONCEPT:
        return
    count = sum(one.kind == IndicatorKind.EXPECTED for one in document.indicators)
    if not 1 <= count <= RESULTS_MOST:
        yield Finding("expected_results", ERROR, "95", DOCUMENT, "", {"count": count})
    elif count > RESULTS_USUAL:
        yield Finding("many_expected_results", WARNING, "95", DOCUMENT, "", {"count": count})


def goals_repeat_no_higher_ones(document: DocumentIn) -> Iterator[Finding]:
    """W: a goal of a body's plan repeats a goal of a higher document word for word (Annex 3)."""
    if document.kind != DocumentKind.BODY_PLAN:
        return
    higher = {_words(name) for name in document.higher_goals}
    for goal in document.of_kind(ElementKind.GOAL):
        if _words(goal.name) in higher:
            yield Finding("goal_repeats", WARNING, "Annex 3", ELEMENT, goal.key, {"name": goal.name})


def _words(text: str) -> str:
    return " ".join(text.casefold().replace(".", " ").replace(",", " ").split())


def _named(one: IndicatorIn, **more: object) -> dict[str, object]:
    return {"name": one.name, **more}
