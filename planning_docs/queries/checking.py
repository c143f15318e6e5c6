"""An edition as the checks of 40.4 see it, read in a constant number of queries."""

from collections.abc import Iterable
from datetime import date

from planning_docs.choices import BodyKind, DocumentKind, DocumentState, EditionState, ElementKind, IndicatorKind
from planning_docs.models import DocumentEdition, Element, Indicator, IndicatorValue, Measure
from planning_docs.printed.reading import EditionContents
from planning_docs.rules import checks
from planning_docs.rules.checks.values import (
    AssignedIn,
    DocumentIn,
    ElementIn,
    ExpenditureIn,
    IndicatorIn,
    MeasureIn,
)
from rss_portal.ui.formats import name
from rss_portal.ui.rich_text import plain_text

HOLDING = (DocumentState.APPROVED, DocumentState.IN_FORCE)


def findings(contents: EditionContents, today: date) -> list[checks.Finding]:
    """Everything that is wrong with the edition on the day TODAY."""
    return checks.check(document_in(contents), today)


def document_in(contents: EditionContents) -> DocumentIn:
    """The edition as plain values, with the names of the running language."""
    document = contents.document
    keys = {element.pk: str(element.key) for element in contents.elements}
    return DocumentIn(
        kind=document.kind,
        year_from=document.year_from,
        year_to=document.year_to,
        elements=[_element(one, keys) for one in contents.elements],
        indicators=[_indicator(one, keys, one.key in contents.passports) for one in contents.indicators],
        measures=[_measure(one, keys) for one in contents.measures],
        expenditures=_expenditures(contents, keys),
        assigned=assigned_to(contents),
        sections={one.code: len(plain_text(one.text_kk)) for one in contents.sections},
        structured=structured_length(contents),
        higher_goals=_higher_goals(contents),
        shared_programmes=_shared(contents),
        approved_on=contents.edition.act_date,
    )


def _element(one: Element, keys: dict[int, str]) -> ElementIn:
    return ElementIn(str(one.key), one.kind, name(one), keys.get(one.parent_id or 0, ""), one.ends_in)


def _indicator(one: Indicator, keys: dict[int, str], has_passport: bool) -> IndicatorIn:
    return IndicatorIn(
        key=str(one.key),
        kind=one.kind,
        name=name(one),
        element=keys.get(one.element_id or 0, ""),
        indicator_class=one.indicator_class,
        unit=one.unit_kk,
        source=one.source_kk,
        responsible=one.responsible_id or "",
        responsible_may=one.responsible is None or BodyKind(one.responsible.kind).may_be_responsible,
        planned=frozenset(value.year for value in one.values.all() if is_planned(value)),
        programmes=tuple(programme.code for programme in one.programmes.all()),
        parent_key=str(one.parent_key or ""),
        own_additional=one.own_additional,
        has_passport=has_passport,
    )


def is_planned(value: IndicatorValue) -> bool:
    """Whether VALUE of the whole says what is planned: a number, or both bounds of a range."""
    given = value.planned is not None or (value.low is not None and value.high is not None)
    return value.territory_id is None and given


def _measure(one: Measure, keys: dict[int, str]) -> MeasureIn:
    return MeasureIn(
        key=str(one.key),
        name=name(one),
        goal=keys.get(one.goal_id or 0, ""),
        indicator=str(one.indicator_id or ""),
        completion=one.completion,
        starts_in=one.starts_in,
        ends_in=one.ends_in,
        programme=one.programme.code if one.programme else "",
        money=[(line.year, line.source, line.amount_mln) for line in one.funding.all()],
    )


def _expenditures(contents: EditionContents, keys: dict[int, str]) -> list[ExpenditureIn]:
    return [
        ExpenditureIn(
            key=str(line.key),
            goal=keys.get(line.goal_id or 0, ""),
            programme=line.programme.code if line.programme else "",
            amount=line.amount,
            ground=line.indicator_free_ground,
        )
        for line in contents.resources
    ]


def _shared(contents: EditionContents) -> frozenset[str]:
    named = [programme for one in contents.indicators for programme in one.programmes.all()]
    named += [line.programme for line in contents.resources if line.programme]
    return frozenset(programme.code for programme in named if programme.shared)


def assigned_to(contents: EditionContents) -> list[AssignedIn]:
    """Indicators of higher documents in force that name the developer of this one as a co-executor (§141)."""
    developer = contents.document.developer_id
    found = (
        Indicator.objects.filter(
            edition__state=EditionState.CURRENT, edition__document__state__in=HOLDING, co_executors=developer
        )
        .exclude(edition__document=contents.document)
        .select_related("edition__document")
        .distinct()
    )
    return [
        AssignedIn(str(one.key), name(one), kind, strategic=_is_strategic(one, kind))
        for one in found
        if (kind := one.edition.document.kind) not in (DocumentKind.BODY_PLAN, DocumentKind.REGION_PLAN)
    ]


def _is_strategic(one: Indicator, document_kind: str) -> bool:
    return one.kind == IndicatorKind.STRATEGIC or document_kind == DocumentKind.NATIONAL_PROJECT


def _higher_goals(contents: EditionContents) -> list[str]:
    if contents.document.kind != DocumentKind.BODY_PLAN:
        return []
    editions = DocumentEdition.objects.filter(document__children=contents.document, state=EditionState.CURRENT)
    goals = Element.objects.filter(edition__in=editions, kind=ElementKind.GOAL)
    return [name(one) for one in goals]


def structured_length(contents: EditionContents) -> int:
    """Characters of the structured tables as they are printed in Kazakh (§136)."""
    return sum(len(text) for text in _printed_texts(contents))


def _printed_texts(contents: EditionContents) -> Iterable[str]:
    for element in contents.elements:
        yield element.name_kk
        yield plain_text(element.ways_kk)
    for one in contents.indicators:
        yield from (one.name_kk, one.unit_kk, one.source_kk, one.official_kk)
        yield from (str(value.planned.normalize()) for value in one.values.all() if value.planned is not None)
    for measure in contents.measures:
        yield from (measure.name_kk, measure.unit_kk, measure.completion_kk)
        yield from (str(line.amount_mln.normalize()) for line in measure.funding.all() if line.amount_mln is not None)
