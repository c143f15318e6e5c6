"""The contents of an edition as plain data; numbers are exact decimal texts."""

from decimal import Decimal
from typing import Any

from planning_docs.models import Element, Indicator, IndicatorValue, Measure, Section
from planning_docs.printed.reading import DocumentFacts, EditionContents


def contents_of(contents: EditionContents) -> dict[str, Any]:
    """Sections, elements, indicators (with values and facts) and measures of an edition."""
    facts = DocumentFacts(contents.document, contents.years)
    keys = {element.pk: str(element.key) for element in contents.elements}
    indicator_keys = {one.pk: str(one.key) for one in contents.indicators}
    return {
        "sections": [_section(one) for one in contents.sections],
        "elements": [_element(one, keys) for one in contents.walk()],
        "indicators": [_indicator(one, keys, facts, contents.years) for one in contents.ordered_indicators()],
        "measures": [_measure(one, keys, indicator_keys, facts, contents.years) for one in contents.measures],
    }


def decimal_text(value: Decimal | None) -> str | None:
    """1.5000 as "1.5"; None stays None."""
    return None if value is None else format(value.normalize(), "f")


def _section(section: Section) -> dict[str, Any]:
    names = ("code", "title_kk", "title_ru", "text_kk", "text_ru")
    return {name: getattr(section, name) for name in names}


def _element(element: Element, keys: dict[int, str]) -> dict[str, Any]:
    return {
        "key": str(element.key),
        "kind": element.kind,
        "parent": keys.get(element.parent_id or 0),
        "name_kk": element.name_kk,
        "name_ru": element.name_ru,
        "ends_in": element.ends_in,
    }


def _indicator(one: Indicator, keys: dict[int, str], facts: DocumentFacts, years: list[int]) -> dict[str, Any]:
    return {
        "key": str(one.key),
        "element": keys.get(one.element_id or 0),
        "kind": one.kind,
        "class": one.indicator_class,
        "name_kk": one.name_kk,
        "name_ru": one.name_ru,
        "unit_kk": one.unit_kk,
        "unit_ru": one.unit_ru,
        "better": one.better,
        "responsible": one.responsible_id,
        "parent_document": one.parent_document_id,
        "parent_key": str(one.parent_key) if one.parent_key else None,
        "share_percent": decimal_text(one.share_percent),
        "values": [_value(value) for value in one.values.all()],
        "facts": [fact for year in years if (fact := _fact(one, facts, year))],
    }


def _value(value: IndicatorValue) -> dict[str, Any]:
    numbers = {name: decimal_text(getattr(value, name)) for name in ("plan", "amended_plan", "low", "high")}
    return {"year": value.year, "territory": value.territory_id, **numbers, "version": value.version}


def _fact(one: Indicator, facts: DocumentFacts, year: int) -> dict[str, Any] | None:
    fact = facts.of_indicator(one.key, year)
    return {"year": year, "value": decimal_text(fact.value), "status": fact.status} if fact else None


def _measure(
    one: Measure, keys: dict[int, str], indicators: dict[int, str], facts: DocumentFacts, years: list[int]
) -> dict[str, Any]:
    return {
        "key": str(one.key),
        "goal": keys.get(one.goal_id or 0),
        "indicator": indicators.get(one.indicator_id or 0),
        "name_kk": one.name_kk,
        "name_ru": one.name_ru,
        "completion": one.completion,
        "starts_in": one.starts_in,
        "ends_in": one.ends_in,
        "responsible": one.responsible_id,
        "programme": one.programme.code if one.programme else None,
        "quantities": [{"year": line.year, "quantity": decimal_text(line.quantity)} for line in one.quantities.all()],
        "funding": [
            {"year": line.year, "source": line.source, "amount_mln": decimal_text(line.amount_mln)}
            for line in one.funding.all()
        ],
        "absorbed_mln": [
            {"year": year, "amount": decimal_text(amount)}
            for year in years
            if (amount := facts.absorbed(one.key, year)) is not None
        ],
    }
