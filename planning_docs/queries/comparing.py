"""What an amendment changes: the rows of the comparison table (Annex 6), with words for the places."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from planning_docs.choices import FundingSource
from planning_docs.models import DocumentEdition, Indicator, IndicatorValue, Measure, MeasureFunding
from planning_docs.printed.reading import EditionContents, read
from planning_docs.rules import comparison as rules
from planning_docs.rules.comparison import ADDED, REMOVED, Compared, Run, Wording
from rss_portal.ui import formats
from rss_portal.ui.rich_text import plain_text

NOT_THERE = {"kk": "Жоқ", "ru": "Отсутствует"}
TO_REMOVE = {"kk": "алып тасталсын", "ru": "исключить"}


@dataclass(frozen=True)
class ComparisonRow:
    """A row of the table in one language: the element, its two wordings, and the reason."""

    thing: str
    key: str
    kind: str
    element: str
    present: tuple[Run, ...]
    proposed: tuple[Run, ...]
    reason: str


def comparison(edition: DocumentEdition, language: str = "kk") -> list[Compared]:
    """What EDITION changes of the one that it is based on; [] for a first edition."""
    if edition.based_on_id is None:
        return []
    with translation.override(language):
        before, after = read(edition.based_on), read(edition)  # type: ignore[arg-type]
        same = frozenset(_of_districts(before)) & frozenset(_of_districts(after))
        return rules.compare(list(_wordings(before, language, same)), list(_wordings(after, language, same)))


Place = tuple[Any, ...]  # the plan of an indicator in a year and a district


def _of_districts(contents: EditionContents) -> Iterator[Place]:
    """Plans of districts. Those that stay as they are would hide in pages of wording what has changed."""
    for indicator in contents.indicators:
        yield from (_place(indicator, value) for value in indicator.values.all() if value.territory_id)


def _place(indicator: Indicator, value: IndicatorValue) -> Place:
    return (indicator.key, value.territory_id, value.year, value.planned, value.low, value.high)


def comparison_rows(edition: DocumentEdition, language: str = "kk") -> list[ComparisonRow]:
    """The rows as the form prints them in LANGUAGE (kk or ru)."""
    reasons = {(one.object_type, str(one.key)): one for one in edition.change_reasons.all()}
    return [_row(one, reasons.get((one.thing, one.key)), language) for one in comparison(edition, language)]


def _row(one: Compared, reason: object, language: str) -> ComparisonRow:
    text = getattr(reason, f"reason_{language}", "") or getattr(reason, "reason_kk", "") if reason else ""
    present = (Run(NOT_THERE[language], True),) if one.kind == ADDED else one.before
    proposed = (Run(TO_REMOVE[language], True),) if one.kind == REMOVED else one.after
    return ComparisonRow(one.thing, one.key, one.kind, one.place, present, proposed, text)


def without_reason(edition: DocumentEdition, rows: Sequence[Compared]) -> list[Compared]:
    """Rows for which nobody has written why."""
    given = {(one.object_type, str(one.key)): one.reason_kk or one.reason_ru for one in edition.change_reasons.all()}
    return rules.reasons_lacking(rows, given)


def changed_indicators(edition: DocumentEdition) -> list[UUID]:
    """Keys of the indicators that EDITION adds, removes or changes."""
    return [UUID(one.key) for one in comparison(edition) if one.thing == "indicator"]


# --- wordings ------------------------------------------------------------------------------------------------


def _wordings(contents: EditionContents, language: str, same: Set[Place]) -> Iterator[Wording]:
    """Every element of the edition with what it says, in the order of the document; without plans of districts that
    are the SAME in both editions."""
    for section in contents.sections:
        title = getattr(section, f"title_{language}")
        yield Wording("section", str(section.key), _("Section “%(name)s”") % {"name": title},
                      plain_text(getattr(section, f"text_{language}")))  # fmt: skip
    for element in contents.walk():
        place = f"{element.get_kind_display()} {contents.numbers[element.pk]}"
        yield Wording("element", str(element.key), place, _element_text(element, language))
    for indicator in contents.ordered_indicators():
        place = _("Indicator “%(name)s”") % {"name": _name(indicator, language)}
        yield Wording("indicator", str(indicator.key), place, indicator_text(indicator, language, same))
    for measure in contents.measures:
        place = _("Measure “%(name)s”") % {"name": _name(measure, language)}
        yield Wording("measure", str(measure.key), place, measure_text(measure, language))


def _name(thing: object, language: str) -> str:
    return getattr(thing, f"name_{language}") or getattr(thing, "name_kk")  # noqa: B009  the name is computed


def _element_text(element: object, language: str) -> str:
    ends = getattr(element, "ends_in", None)
    parts = [_name(element, language), plain_text(getattr(element, f"ways_{language}")), str(ends or "")]
    return "\n".join(part for part in parts if part)


def indicator_text(indicator: Indicator, language: str, same: Set[Place] = frozenset()) -> str:
    """Name, unit, source, responsible body and the values by year, a line each."""
    lines = [
        _name(indicator, language),
        getattr(indicator, f"unit_{language}"),
        getattr(indicator, f"source_{language}"),
        formats.name(indicator.responsible, language) if indicator.responsible else "",
        *_value_lines(indicator, language, same),
    ]
    return "\n".join(line for line in lines if line)


def _value_lines(indicator: Indicator, language: str, same: Set[Place]) -> Iterator[str]:
    for value in sorted(indicator.values.all(), key=lambda one: (one.year, one.territory_id or "")):
        if value.territory_id and _place(indicator, value) in same:
            continue
        said = _said(value.planned, language)
        if value.low is not None or value.high is not None:
            said = f"{_said(value.low, language)} – {_said(value.high, language)}"
        place = f"{formats.name(value.territory, language)}, " if value.territory else ""
        if said:
            yield f"{place}{value.year}: {said}"


def _said(value: object, language: str) -> str:
    if value is None:
        return ""
    text = format(value.normalize(), "f")  # type: ignore[attr-defined]
    return text if language == "en" else text.replace(".", ",")


def measure_text(measure: Measure, language: str) -> str:
    """Name, form of completion, term, quantities and money, a line each."""
    lines = [
        _name(measure, language),
        getattr(measure, f"completion_{language}"),
        f"{measure.starts_in}–{measure.ends_in}",
        formats.name(measure.responsible, language) if measure.responsible else "",
        *(f"{one.year}: {_said(one.quantity, language)}" for one in measure.quantities.all()),
        *(_money_line(one, language) for one in sorted(measure.funding.all(), key=_by_year_and_source)),
    ]
    return "\n".join(line for line in lines if line)


def _by_year_and_source(funding: MeasureFunding) -> tuple[int, int]:
    """The same order in both editions, however the rows were entered: else what nobody touched looks changed."""
    return funding.year, FundingSource.values.index(funding.source)


def _money_line(funding: MeasureFunding, language: str) -> str:
    return f"{funding.year}, {funding.get_source_display()}: {_said(funding.amount_mln, language)}"
