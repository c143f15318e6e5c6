"""Measures, money and volumes (§136, §145, §175, §185, Annexes 1, 3 and 8)."""

from collections import defaultdict
from collections.abc import Iterator

from planning_docs.choices import CompletionForm, DocumentKind, ElementKind

from .values import ERROR, MEASURE, RESOURCE, SECTION, WARNING, DocumentIn, Finding

ANALYSIS = "analysis"
INFORMING_MOST = 2
ANALYSIS_SHARE = 4  # 25 %: one part in four (§136)


def concepts_have_an_action_plan(document: DocumentIn) -> Iterator[Finding]:
    """E: a concept has an action plan that covers its whole period (§175)."""
    if document.kind != DocumentKind.CONCEPT:
        return
    covered = {year for one in document.measures for year in range(one.starts_in, one.ends_in + 1)}
    lacking = [year for year in document.years if year not in covered]
    if lacking:
        yield Finding("action_plan", ERROR, "175", values={"years": ", ".join(map(str, lacking))})


def funded_measures_name_sources(document: DocumentIn) -> Iterator[Finding]:
    """E: a measure with money names its source (§185) and a budget programme (Annex 8)."""
    for one in document.measures:
        funded = [line for line in one.money if line[2]]
        if any(not source for _year, source, _amount in funded):
            yield Finding("measure_without_source", ERROR, "185", MEASURE, one.key, {"name": one.name})
        if any(source in ("republican", "local", "") for _year, source, _amount in funded) and not one.programme:
            yield Finding("measure_without_programme", ERROR, "Annex 8", MEASURE, one.key, {"name": one.name})


def expenditures_are_tied(document: DocumentIn) -> Iterator[Finding]:
    """W: expenditure that is tied to no indicator (§145), except what §145 itself excepts."""
    tied = {code for one in document.indicators for code in one.programmes}
    for one in document.expenditures:
        if one.amount and one.programme and one.programme not in tied and not one.ground:
            yield Finding("expenditure_untied", WARNING, "145", RESOURCE, one.key, {"programme": one.programme})


def informing_is_rare(document: DocumentIn) -> Iterator[Finding]:
    """W: more than two measures a year end with informing higher bodies (Annexes 1 and 8)."""
    by_year: dict[int, int] = defaultdict(int)
    for one in document.measures:
        if one.completion == CompletionForm.INFORMING:
            by_year[one.ends_in] += 1
    for year, count in sorted(by_year.items()):
        if count > INFORMING_MOST:
            yield Finding("informing", WARNING, "Annex 1, Annex 8", values={"year": year, "count": count})


def programmes_serve_one_goal(document: DocumentIn) -> Iterator[Finding]:
    """W: one budget programme serves several goals of a body's plan (Annex 3, 4), but for programmes of the
    body's functions and of the Government's reserve."""
    if document.kind != DocumentKind.BODY_PLAN:
        return
    goals_of: dict[str, set[str]] = defaultdict(set)
    goal_of_task = {task.key: task.parent for task in document.of_kind(ElementKind.TASK)}
    for indicator in document.indicators:
        for code in indicator.programmes:
            goals_of[code].add(goal_of_task.get(indicator.element, indicator.element))
    for line in document.expenditures:
        if line.programme and line.goal:
            goals_of[line.programme].add(line.goal)
    for code, goals in sorted(goals_of.items()):
        if len(goals) > 1 and code not in document.shared_programmes:
            yield Finding("programme_of_several_goals", WARNING, "Annex 3", values={"programme": code})


def the_analysis_is_short(document: DocumentIn) -> Iterator[Finding]:
    """E: the analysis of a region's plan is at most 25 % of the whole text (§136), in whole numbers."""
    if document.kind != DocumentKind.REGION_PLAN:
        return
    analysis = document.sections.get(ANALYSIS, 0)
    whole = sum(document.sections.values()) + document.structured
    if ANALYSIS_SHARE * analysis > whole:
        percent = -(-100 * analysis // whole)
        yield Finding("analysis_volume", ERROR, "136", SECTION, ANALYSIS, {"percent": percent})
