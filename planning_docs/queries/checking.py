"""An edition as the rules of the methodology look at it, read in a fixed number of queries."""

from collections import defaultdict
from typing import Any

from django.db.models import Q
from django.utils import timezone

from planning_docs.choices import BodyKind, DocumentKind, EditionState, ElementKind
from planning_docs.models import (
    CalculationPassport,
    DocumentEdition,
    Element,
    Indicator,
    IndicatorValue,
    Measure,
    MeasureFunding,
    ResourceLine,
    Section,
)
from planning_docs.rules.checks import Finding, check
from planning_docs.rules.checks.values import AssignedIn, DocumentIn, ElementIn, ExpenditureIn, IndicatorIn, MeasureIn
from rss_portal.ui.rich_text import plain_text

STRATEGIC = (DocumentKind.NATIONAL_PLAN, DocumentKind.NATIONAL_PROJECT)


def findings(edition: DocumentEdition) -> list[Finding]:
    """What is wrong with EDITION today, errors first."""
    return check(document_in(edition), timezone.localdate())


def document_in(edition: DocumentEdition) -> DocumentIn:
    """EDITION as plain values."""
    document = edition.document
    elements, keys = _elements(edition)
    return DocumentIn(
        kind=document.kind,
        year_from=document.year_from,
        year_to=document.year_to,
        elements=elements,
        indicators=_indicators(edition, keys),
        measures=_measures(edition, keys),
        expenditures=_expenditures(edition, keys),
        assigned=_assigned(edition),
        sections=_section_lengths(edition),
        structured=_structured(edition),
        higher_goals=_higher_goals(edition),
        approved_on=edition.act_date if edition.state == EditionState.CURRENT else None,
    )


def _elements(edition: DocumentEdition) -> tuple[list[ElementIn], dict[int | None, str]]:
    rows = list(Element.objects.filter(edition=edition).values_list("pk", "key", "kind", "name_kk", "parent", "ends_in"))
    keys: dict[int | None, str] = {pk: str(key) for pk, key, *_rest in rows} | {None: ""}
    return [ElementIn(keys[pk], kind, name, keys[above], ends) for pk, _key, kind, name, above, ends in rows], keys


def _indicators(edition: DocumentEdition, keys: dict[int | None, str]) -> list[IndicatorIn]:
    planned = _planned_years(edition)
    programmes: dict[int, list[str]] = defaultdict(list)
    through = Indicator.programmes.through.objects.filter(indicator__edition=edition)
    for pk, code in through.values_list("indicator", "budgetprogramme__code"):
        programmes[pk].append(code)
    passports = set(CalculationPassport.objects.filter(document=edition.document_id).values_list("indicator_key", flat=True))
    rows = Indicator.objects.filter(edition=edition).values_list(
        "pk", "key", "kind", "name_kk", "element", "indicator_class", "unit_kk", "source_kk", "responsible",
        "responsible__kind", "parent_key", "own_additional",
    )  # fmt: skip
    return [
        IndicatorIn(
            str(key), kind, name, keys[element], group, unit, source, responsible or "",
            responsible is None or BodyKind(body_kind).may_be_responsible, frozenset(planned[pk]),
            tuple(programmes[pk]), str(parent or ""), own, key in passports,
        )
        for pk, key, kind, name, element, group, unit, source, responsible, body_kind, parent, own in rows
    ]  # fmt: skip


def _planned_years(edition: DocumentEdition) -> dict[int, set[int]]:
    years: dict[int, set[int]] = defaultdict(set)
    known = Q(plan__isnull=False) | Q(amended_plan__isnull=False) | Q(low__isnull=False, high__isnull=False)
    rows = IndicatorValue.objects.filter(known, indicator__edition=edition, territory=None)
    for pk, year in rows.values_list("indicator", "year").order_by():
        years[pk].add(year)
    return years


def _measures(edition: DocumentEdition, keys: dict[int | None, str]) -> list[MeasureIn]:
    money: dict[int, list[Any]] = defaultdict(list)
    lines = MeasureFunding.objects.filter(measure__edition=edition).order_by()
    for pk, year, source, amount in lines.values_list("measure", "year", "source", "amount_mln"):
        money[pk].append((year, source, amount))
    rows = Measure.objects.filter(edition=edition).values_list(
        "pk", "key", "name_kk", "goal", "indicator__key", "completion", "starts_in", "ends_in", "programme__code"
    )
    return [
        MeasureIn(str(key), name, keys[goal], str(served or ""), completion, first, last, code or "", money[pk])
        for pk, key, name, goal, served, completion, first, last, code in rows
    ]


def _expenditures(edition: DocumentEdition, keys: dict[int | None, str]) -> list[ExpenditureIn]:
    rows = ResourceLine.objects.filter(edition=edition).exclude(kind="human").values_list(
        "key", "goal", "programme__code", "amount", "indicator_free_ground"
    )
    return [ExpenditureIn(str(key), keys[goal], code or "", amount, ground) for key, goal, code, amount, ground in rows]


def _assigned(edition: DocumentEdition) -> list[AssignedIn]:
    """Indicators of higher documents in force that name the developer as responsible or co-executor (§141)."""
    body = edition.document.developer_id
    if edition.document.kind != DocumentKind.REGION_PLAN:
        return []
    carried = Indicator.co_executors.through.objects.filter(body=body).values("indicator")
    rows = Indicator.objects.filter(
        Q(responsible=body) | Q(pk__in=carried), edition__document__children=edition.document_id,
        edition__state=EditionState.CURRENT,
    ).values_list("key", "name_kk", "edition__document__kind")  # fmt: skip
    return [AssignedIn(str(key), name, kind, kind in STRATEGIC) for key, name, kind in rows]


def _section_lengths(edition: DocumentEdition) -> dict[str, int]:
    rows = Section.objects.filter(edition=edition).values_list("code", "text_kk")
    return {code: len(plain_text(text)) for code, text in rows}


def _structured(edition: DocumentEdition) -> int:
    """Characters of the tables of goals, indicators and measures as they are printed (§136)."""
    if edition.document.kind != DocumentKind.REGION_PLAN:
        return 0
    names = [model.objects.filter(edition=edition).values_list("name_kk", flat=True) for model in (Element, Indicator)]
    return sum(len(name) for rows in names for name in rows)


def _higher_goals(edition: DocumentEdition) -> list[str]:
    """Wordings of the goals of the documents that this one carries out (Annex 3)."""
    if edition.document.kind != DocumentKind.BODY_PLAN:
        return []
    goals = Element.objects.filter(kind=ElementKind.GOAL, edition__state=EditionState.CURRENT)
    return list(goals.filter(edition__document__children=edition.document_id).values_list("name_kk", flat=True))
