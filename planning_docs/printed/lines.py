"""Cells and phrases that several annexes print."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, pgettext

from planning_docs.choices import CompletionForm, FundingSource
from planning_docs.models import Body, DocumentEdition, Element, Indicator, IndicatorValue, Measure
from rss_portal.documents import Cell, Column, Head, Text, Value
from rss_portal.ui import formats

from . import words

PRINTED_MLN = 1  # decimals of money in million tenge (Annex 14, 4.10)
STAR = Cell(words.EMPTY, align="center")


def said(thing: Any, name: str) -> str:
    """The text NAME of THING in the language of the form; in the other official language where it is missing."""
    first, second = ("kk", "ru") if get_language() == "kk" else ("ru", "kk")
    return getattr(thing, f"{name}_{first}") or getattr(thing, f"{name}_{second}")


def corner(annex: str) -> list[Text]:
    """The annex of the methodology in the top right corner, and the word "form"."""
    return [pgettext("form", "Annex %(annex)s to the Methodology of planning") % {"annex": annex}, words.FORM_WORD]


def period(years: Sequence[int]) -> str:
    """ "2026–2030" """
    return f"{years[0]}–{years[-1]}" if len(years) > 1 else str(years[0])


def for_years(years: Sequence[int]) -> str:
    return pgettext("form", "for the years %(period)s") % {"period": period(years)}


def act_text(edition: DocumentEdition) -> str:
    """The act that approved EDITION: kind, date, number; empty while there is none."""
    if not edition.act_number:
        return ""
    parts = [edition.get_act_kind_display()] if edition.act_kind else []
    if edition.act_date:
        parts.append(formats.day(edition.act_date, get_language()))
    return " ".join([*map(str, parts), f"№ {edition.act_number}"])


# --- values -----------------------------------------------------------------------------------------------


def planned(value: IndicatorValue | None) -> Value:
    """The plan that holds; a range as "from – to"."""
    if value is None:
        return None
    return value.planned if value.planned is not None else span(value)


def first_planned(value: IndicatorValue | None) -> Value:
    """The plan before any correction."""
    if value is None:
        return None
    return value.plan if value.plan is not None else span(value)


def span(value: IndicatorValue) -> Value:
    """A range indicator's plan in words."""
    low, high = (None if one is None else _natural(one) for one in (value.low, value.high))
    if low and high:
        return Cell(f"{low} – {high}", align="right")
    one = f"≥ {low}" if low else f"≤ {high}" if high else ""
    return Cell(one, align="right") if one else None


def _natural(number: Decimal) -> str:
    text = f"{number.normalize():f}"
    return text if get_language() == "en" else text.replace(".", ",")


def reported(indicator: Indicator, whole: dict[int, IndicatorValue], year: int) -> Value:
    """What was reached in the reported YEAR; of an indicator with an older base its value with the year."""
    if year in whole or indicator.base_year not in whole or (indicator.base_year or 0) > year:
        return planned(whole.get(year))
    value = whole[indicator.base_year].planned
    return None if value is None else Cell(f"{_natural(value)} ({indicator.base_year})", align="right")


def money(amount: Decimal | None) -> Value:
    return None if amount is None else Cell(number=amount, places=PRINTED_MLN)


def added(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of what is known; None where nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal()) if known else None


# --- phrases ----------------------------------------------------------------------------------------------


def indicator_heading(number: int | str, indicator: Indicator) -> str:
    name, unit = said(indicator, "name"), said(indicator, "unit")
    text = pgettext("form", "Target indicator %(number)s. %(name)s") % {"number": number, "name": name}
    return f"{text}, {unit}" if unit else text


def direction_heading(number: int | str, element: Element) -> str:
    return pgettext("form", "Direction %(number)s. %(name)s") % {"number": number, "name": said(element, "name")}


def strategic_direction(number: int | str, element: Element) -> str:
    values = {"number": number, "name": said(element, "name")}
    return pgettext("form", "Strategic direction %(number)s. %(name)s") % values


def goal_heading(number: int | str, element: Element) -> str:
    return pgettext("form", "Goal %(number)s. %(name)s") % {"number": number, "name": said(element, "name")}


def bodies(found: Iterable[Body]) -> str:
    return ", ".join(formats.name(body, get_language()) for body in found)


def responsible(thing: Indicator | Measure) -> str:
    """The responsible official and body, and the co-executors, who are told as such (§42, §55)."""
    official = said(thing, "official") if isinstance(thing, Indicator) else ""
    body = formats.name(thing.responsible, get_language()) if thing.responsible else ""
    lines = [part for part in (official, body) if part]
    if helpers := bodies(thing.co_executors.all()):
        lines.append(pgettext("form", "co-executors: %(bodies)s") % {"bodies": helpers})
    return "\n".join(lines)


def completion(measure: Measure) -> str:
    """The form of completion in the words given, else the kind of it."""
    return said(measure, "completion") or str(CompletionForm(measure.completion).label)


def deadline(measure: Measure) -> str:
    if measure.due_on:
        return formats.day(measure.due_on, get_language())
    if measure.starts_in == measure.ends_in:
        return pgettext("form", "the year %(year)s") % {"year": measure.ends_in}
    return pgettext("form", "the years %(period)s") % {"period": f"{measure.starts_in}–{measure.ends_in}"}


def funding_sources(measure: Measure) -> str:
    """Sources of the money of MEASURE, each once, in the order of §185."""
    used = {line.source for line in measure.funding.all()}
    return ", ".join(str(source.label) for source in FundingSource if source in used)


# --- headings of tables -----------------------------------------------------------------------------------


def year_columns(years: Sequence[int], width: float = 7) -> list[Column]:
    return [Column(str(year), width, numeric=True) for year in years]


def spanned(before: Sequence[Text], over: Text, below: Sequence[Text], after: Sequence[Text] = ()) -> list[list[Head]]:
    """A heading of two rows: BEFORE and AFTER are high, OVER stands above BELOW."""
    high = [Head(text, rows=2) for text in before]
    return [
        [*high, Head(over, columns=len(below)), *(Head(text, rows=2) for text in after)],
        [Head(text) for text in below],
    ]
