"""Annex 1-1: how target indicators and result indicators are calculated."""

from collections.abc import Iterator

from django.utils.translation import pgettext

from planning_docs.choices import DataKind, DocumentKind, IndicatorKind
from planning_docs.models import CalculationPassport, Indicator
from rss_portal.documents import Block, Column, Form, Heading, Paragraph, Run, Table, row
from rss_portal.documents.texts import number_text

from . import words
from .asked import Asked
from .lines import corner, said

CALCULATED = (IndicatorKind.TARGET, IndicatorKind.RESULT, IndicatorKind.STRATEGIC)


def form(asked: Asked) -> Form:
    indicators = calculated(asked)
    return Form(
        title=pgettext("form", "Methodology of calculating target indicators and result indicators"),
        subtitle=[f"«{said(asked.document, 'title')}»"],
        blocks=[*_list(asked, indicators), *_algorithms(asked, indicators)],
        language=asked.language,
        corner=corner("1-1"),
        file_name=f"annex-1-1-{asked.document.pk}",
    )


def calculated(asked: Asked) -> list[Indicator]:
    """Target and result indicators; of a region's plan only its own additional ones (§58)."""
    found = [one for one in asked.contents.ordered_indicators() if one.kind in CALCULATED]
    if asked.document.kind == DocumentKind.REGION_PLAN:
        return [one for one in found if one.own_additional]
    return found


def _list(asked: Asked, indicators: list[Indicator]) -> list[Block]:
    heading = pgettext("form", "1. List of target indicators and result indicators to be calculated")
    columns = [
        Column(words.NUMBER, 6, align="center"),
        Column(pgettext("form", "Name of the target indicator and result indicator"), 44),
        Column(words.UNIT, 18, align="center"),
        Column(
            pgettext("form", "Kinds of data (official statistics, international statistics, departmental data)"), 32
        ),
    ]
    rows = [
        row(f"{number}.", said(one, "name"), said(one, "unit"), _data_kind(asked, one))
        for number, one in enumerate(indicators, 1)
    ]
    return [Heading(heading), Table(columns, rows, caption=heading)]


def _data_kind(asked: Asked, indicator: Indicator) -> str:
    passport = asked.contents.passports.get(indicator.key)
    return str(DataKind(passport.data_kind).label) if passport else ""


def _algorithms(asked: Asked, indicators: list[Indicator]) -> Iterator[Block]:
    yield Heading(pgettext("form", "2. Algorithm of calculating the target indicator and result indicator"))
    for number, indicator in enumerate(indicators, 1):
        yield Paragraph([Run(f"2.{number}. «{said(indicator, 'name')}»", bold=True)])
        yield _algorithm(asked, indicator, asked.contents.passports.get(indicator.key))


def _algorithm(asked: Asked, indicator: Indicator, passport: CalculationPassport | None) -> Table:
    """Rows 1 to 5 of the annex; what nobody wrote yet stays empty."""
    columns = [Column(width=7, align="center"), Column(width=43), Column(width=50)]
    rows = [
        row(number, label, _text(asked, indicator, passport, name))
        for number, label, name in (
            ("1.", pgettext("form", "Definition of the target indicator and result indicator"), "definition"),
            ("2.", pgettext("form", "Periodicity and terms of operational, preliminary and final data"), "periodicity"),
            ("3.", pgettext("form", "Sources of information with links to the web site"), "sources"),
            ("4.", pgettext("form", "Algorithm with the detailed sequence of calculation and the unit"), ""),
            ("4.1", pgettext("form", "at the republican level"), "republican"),
            ("4.2", pgettext("form", "at the local level"), "local"),
            ("5.", pgettext("form", "Link to the indicators of higher documents with shares of contribution"), "link"),
        )
    ]
    return Table(columns, rows, caption=said(indicator, "name"), headless=True)


def _text(asked: Asked, indicator: Indicator, passport: CalculationPassport | None, name: str) -> str:
    if not name:
        return said(indicator, "unit")
    written = said(passport, name) if passport else ""
    if name == "link":
        return "\n".join(part for part in (written, _higher(asked, indicator)) if part)
    return written


def _higher(asked: Asked, indicator: Indicator) -> str:
    """The indicator of the higher document and the share in it, as they are kept in the tree of indicators."""
    higher = asked.contents.higher.get(indicator.parent_key) if indicator.parent_key else None
    if higher is None:
        return ""
    text = f"«{said(higher.edition.document, 'title')}»: {said(higher, 'name')}"
    if indicator.share_percent is None:
        return text
    share = number_text(indicator.share_percent, None, asked.language)
    return pgettext("form", "%(indicator)s; share of the contribution %(share)s %%") % {
        "indicator": text,
        "share": share,
    }
