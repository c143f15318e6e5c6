"""Facts of indicators and measures: entered by those whose rows they are, all of a page or none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction

from planning_docs.models import (
    IndicatorFact,
    MeasureFact,
    MeasureFundingFact,
    PlanningDocument,
    ProvisionLink,
)
from planning_docs.monitoring.models import Report
from planning_docs.monitoring.permissions import FactSubject
from planning_docs.services.editing import plain
from rss_portal.access import require
from rss_portal.changelog.models import ChangeSet
from rss_portal.changelog.services import log_change, open_change_set

INDICATOR_FIELDS = ("value", "status", "comment_kk", "comment_ru")
MEASURE_FIELDS = ("quantity", "fully_completed", "text_kk", "text_ru")
FUNDING_FIELDS = ("allocated_mln", "absorbed_mln", "reason_kk", "reason_ru")


class FactsMoved(Exception):
    """Somebody else changed rows since the page was read; `keys` names them. Nothing was saved."""

    def __init__(self, keys: list[str]):
        super().__init__(", ".join(keys))
        self.keys = keys


@dataclass(frozen=True)
class IndicatorEntry:
    """What a person entered for an indicator (or its part in a district): VALUES by `INDICATOR_FIELDS`,
    SEEN_VERSION 0 where there was no fact. BODIES answer for the row."""

    key: UUID
    values: Mapping[str, Any]
    bodies: frozenset[str]
    seen_version: int = 0
    territory: str | None = None


@dataclass(frozen=True)
class MeasureEntry:
    """What a person entered for a measure: VALUES by `MEASURE_FIELDS`, FUNDING by source and `FUNDING_FIELDS`."""

    key: UUID
    values: Mapping[str, Any]
    bodies: frozenset[str]
    seen_version: int = 0
    funding: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def report_is_open(document: PlanningDocument, year: int, quarter: int = 0) -> bool:
    """Whether facts of the year (quarter) may change: its report is not signed."""
    held = Report.objects.filter(document=document, year=year, quarter=quarter).first()
    return held is None or held.open


@transaction.atomic
def save_facts(
    user: Any, document: PlanningDocument, year: int, quarter: int = 0, *,
    indicators: Iterable[IndicatorEntry] = (), measures: Iterable[MeasureEntry] = (), origin: str = "",
) -> int:  # fmt: skip
    """Keep the facts of YEAR; how many rows changed. Raises `FactsMoved`, `access.Refused` of any row."""
    document = PlanningDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)
    saving = _Saving(user, document, year, quarter, origin)
    changed = sum([saving.indicator(one) for one in indicators]) + sum([saving.measure(one) for one in measures])
    if saving.moved:
        raise FactsMoved(saving.moved)
    return changed


class _Saving:
    """One save of a page: the change set is opened with the first change."""

    def __init__(self, user: Any, document: PlanningDocument, year: int, quarter: int, origin: str):
        self.user, self.document, self.year, self.quarter, self.origin = user, document, year, quarter, origin
        self.open = report_is_open(document, year, quarter)
        self.moved: list[str] = []
        self._change_set: ChangeSet | None = None
        facts = IndicatorFact.objects.filter(document=document, year=year, quarter=quarter)
        self._indicators = {(one.indicator_key, one.territory_id): one for one in facts}
        links = ProvisionLink.objects.filter(document=document)
        self._linked = set(links.values_list("indicator_key", flat=True))
        held = MeasureFact.objects.filter(document=document, year=year).prefetch_related("funding")
        self._measures = {one.measure_key: one for one in held}

    def indicator(self, entry: IndicatorEntry) -> bool:
        held = self._indicators.get((entry.key, entry.territory))
        row = held or IndicatorFact(
            document=self.document, year=self.year, quarter=self.quarter, indicator_key=entry.key,
            territory_id=entry.territory,
        )  # fmt: skip
        old = _values(held, INDICATOR_FIELDS)
        values = self._not_flowing(entry)
        if not _differs(old, values, INDICATOR_FIELDS) or not self._may(entry, held):
            return False
        self._keep(row, held, values, INDICATOR_FIELDS)
        place = f"/{entry.territory}" if entry.territory else ""
        self._log("planning.indicator_fact", f"{entry.key}{place}", old, _values(row, INDICATOR_FIELDS))
        return True

    def _not_flowing(self, entry: IndicatorEntry) -> Mapping[str, Any]:
        """What the person may say: of an indicator whose fact is the portal's own percent only the comments."""
        if entry.key not in self._linked or entry.territory or self.quarter:
            return entry.values
        return {name: value for name, value in entry.values.items() if name.startswith("comment")}

    def measure(self, entry: MeasureEntry) -> bool:
        held = self._measures.get(entry.key)
        row = held or MeasureFact(document=self.document, year=self.year, measure_key=entry.key)
        old = {**_values(held, MEASURE_FIELDS), **_funding_values(held)}
        new = {**entry.values, **_flat(entry.funding)}
        if not _differs(old, new, (*MEASURE_FIELDS, *_flat(entry.funding))) or not self._may(entry, held):
            return False
        self._keep(row, held, entry.values, MEASURE_FIELDS)
        for source, values in entry.funding.items():
            MeasureFundingFact.objects.update_or_create(fact=row, source=source, defaults=dict(values))
        self._log("planning.measure_fact", entry.key, old, {**_values(row, MEASURE_FIELDS), **_flat(entry.funding)})
        return True

    def _may(self, entry: IndicatorEntry | MeasureEntry, held: Any) -> bool:
        subject = FactSubject(self.document, self.year, self.quarter, entry.bodies, self.open)
        require(self.user, "monitoring.enter_fact", subject)
        if (held.version if held else 0) == entry.seen_version:
            return True
        self.moved.append(str(entry.key))
        return False

    def _keep(self, row: Any, held: Any, values: Mapping[str, Any], fields: tuple[str, ...]) -> None:
        for name in fields:
            if name in values:
                setattr(row, name, values[name])
        row.entered_by = self.user
        row.version = held.version + 1 if held else 1
        row.save()

    def _log(self, kind: str, key: Any, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
        if self._change_set is None:
            self._change_set = open_change_set(
                "planning.save_facts", actor=self.user, territory_code=self.document.territory_id,
                detail=f"{self.document.pk}/{self.year}", origin=self.origin,
            )  # fmt: skip
        log_change(self._change_set, kind, key, plain(old), plain(new))


def _values(row: Any, fields: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in fields} if row else {}


def _flat(funding: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {f"{source}.{name}": values.get(name) for source, values in funding.items() for name in FUNDING_FIELDS}


def _funding_values(fact: MeasureFact | None) -> dict[str, Any]:
    lines = fact.funding.all() if fact else []
    return _flat({line.source: {name: getattr(line, name) for name in FUNDING_FIELDS} for line in lines})


def _differs(old: Mapping[str, Any], new: Mapping[str, Any], fields: Iterable[str]) -> bool:
    """Whether NEW says something else than OLD; of a row that is not there, whether it says anything but a status."""
    if old:
        return any(name in new and (old.get(name) or None) != (new[name] or None) for name in fields)
    return any(new.get(name) not in (None, "", False) for name in fields if name != "status")
