"""What an indicator must say, which ones a region's plan must carry, and the passports (§39-59, §141-143)."""

from collections.abc import Iterator
from datetime import date

from planning_docs.choices import DocumentKind, IndicatorKind

from .values import ERROR, INDICATOR, WARNING, DocumentIn, Finding

OWN_SHARE = 5  # 20 %: one in five (§143)
SAID = (("unit", "39, 53"), ("source", "39, 53"), ("responsible", "42, 55"))


def every_indicator_is_complete(document: DocumentIn) -> Iterator[Finding]:
    """E: an indicator names its unit, its source and a responsible body (§39, §42, §53, §55)."""
    for one in document.indicators:
        if one.kind == IndicatorKind.EXPECTED:
            continue
        for name, paragraph in SAID:
            if not getattr(one, name).strip():
                yield Finding(f"indicator_without_{name}", ERROR, paragraph, INDICATOR, one.key, {"name": one.name})


def responsible_bodies_may_be(document: DocumentIn) -> Iterator[Finding]:
    """E: subordinate and quasi-state organisations are co-executors only (§42, §55)."""
    for one in document.indicators:
        if one.responsible and not one.responsible_may:
            yield Finding("responsible_may_not", ERROR, "42, 55", INDICATOR, one.key, {"name": one.name})


def assigned_indicators_are_carried(document: DocumentIn) -> Iterator[Finding]:
    """E: a region's plan carries every indicator of the strategic map and of national projects that is assigned
    to the region (§141)."""
    if document.kind != DocumentKind.REGION_PLAN:
        return
    carried = {one.parent_key for one in document.indicators if one.parent_key}
    for one in document.assigned:
        if one.strategic and one.key not in carried:
            yield Finding("assigned_not_carried", ERROR, "141", values={"name": one.name})


def own_most(assigned: int) -> int:
    """How many indicators of its own a region's plan may have beside ASSIGNED ones: 20 %, rounded down (§143)."""
    return assigned // OWN_SHARE


def own_indicators_are_few(document: DocumentIn) -> Iterator[Finding]:
    """E: a region's own additional indicators are at most 20 % of those assigned to it (§143)."""
    if document.kind != DocumentKind.REGION_PLAN:
        return
    own = sum(one.own_additional for one in document.indicators)
    most = own_most(len(document.assigned))
    if own > most:
        yield Finding("own_indicators", ERROR, "143", values={"own": own, "most": most})


def passport_due(approved_on: date) -> date:
    """A month after approval (§59): the same day of the next month, or its last day."""
    year, month = divmod(approved_on.year * 12 + approved_on.month, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = first_of_next.toordinal() - 1
    return date.fromordinal(min(date(year, month + 1, 1).toordinal() + approved_on.day - 1, last))


def passport_is_owed(document_kind: str, indicator_kind: str, own_additional: bool) -> bool:
    """Whether an indicator needs a calculation passport: target and result ones; of a region's plan only its own
    additional ones (§58)."""
    return own_additional if document_kind == DocumentKind.REGION_PLAN else indicator_kind != IndicatorKind.EXPECTED


def passports_are_there(document: DocumentIn, today: date) -> Iterator[Finding]:
    """W: a target or result indicator has no passport a month after approval (§59); a region's plan needs it
    for its own additional indicators only (§58)."""
    if document.approved_on is None or today <= passport_due(document.approved_on):
        return
    for one in document.indicators:
        if passport_is_owed(document.kind, one.kind, one.own_additional) and not one.has_passport:
            yield Finding("no_passport", WARNING, "58, 59", INDICATOR, one.key, {"name": one.name})
