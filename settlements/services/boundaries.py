"""Outlines of regions and districts from a GeoJSON file."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from rss_portal.changelog.services import log_change, open_change_set
from settlements.choices import Level
from settlements.models import Territory, TerritoryBoundary
from settlements.rules.outlines import BadOutline, Ring, rings_of, simplified

OBJECT_TYPE = "settlements.territory_boundary"
LARGEST_FILE = 200 * 1024 * 1024
DEGREES = 0.01  # about a kilometre: what a map of a region on a page can show


class BoundariesRefused(Exception):
    """Nothing was written; `problems` name each wrong feature: (number, КАТО, code of what is wrong)."""

    def __init__(self, text: str, problems: list[tuple[int, str, str]] | None = None):
        super().__init__(text)
        self.problems = problems or []


@dataclass
class BoundariesReport:
    """Outlines written or changed, and points kept of those in the file."""

    units: int
    changed: int = 0
    points_read: int = 0
    points_kept: int = 0
    outlines: dict[str, list[Ring]] = field(default_factory=dict)


def import_boundaries(
    path: Path, *, source: str, licence: str, tolerance: float = DEGREES, actor: Any = None
) -> BoundariesReport:
    """Store the outline of every feature of PATH, found by its property `kato`; SOURCE and LICENCE are
    printed under the maps. `BoundariesRefused` tells all wrong features at once; nothing is written then."""
    features = _features(path)
    codes = [str(feature.get("properties", {}).get("kato", "")) for feature in features]
    levels = (Level.COUNTRY, Level.REGION, Level.DISTRICT)
    known = Territory.objects.filter(kato__in=codes, level__in=levels).in_bulk()
    report = BoundariesReport(units=len(features))
    problems = []
    for number, (code, feature) in enumerate(zip(codes, features, strict=True), start=1):
        problem = _take(report, code, feature, known, tolerance)
        if problem:
            problems.append((number, code, problem))
    if problems:
        raise BoundariesRefused(_("The file has features that are wrong."), problems)
    _store(report, source, licence, actor)
    return report


def _features(path: Path) -> list[dict[str, Any]]:
    if path.stat().st_size > LARGEST_FILE:
        raise BoundariesRefused(_("The file is larger than 200 MB; simplify it first."))
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise BoundariesRefused(_("The file is not JSON.")) from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not all(isinstance(f, dict) for f in features) or not features:
        raise BoundariesRefused(_("The file is not a GeoJSON collection of features."))
    return [{**f, "properties": f.get("properties") or {}} for f in features]


def _take(
    report: BoundariesReport,
    code: str,
    feature: dict[str, Any],
    known: dict[str, Territory],
    tolerance: float,
) -> str:
    """Add the outline of FEATURE to REPORT; a code of what is wrong, or nothing."""
    if code not in known:
        return "unknown"
    if code in report.outlines:
        return "twice"
    try:
        rings = rings_of(feature.get("geometry"))
    except BadOutline as error:
        return str(error)
    report.outlines[code] = simplified(rings, tolerance)
    report.points_read += sum(len(ring) for ring in rings)
    report.points_kept += sum(len(ring) for ring in report.outlines[code])
    return ""


@transaction.atomic
def _store(report: BoundariesReport, source: str, licence: str, actor: Any) -> None:
    held = TerritoryBoundary.objects.in_bulk()
    changed = []
    for code, rings in report.outlines.items():
        boundary = TerritoryBoundary(
            territory_id=code,
            rings=[[list(point) for point in ring] for ring in rings],
            source=source,
            licence=licence,
        )
        before = held.get(code)
        if before is None or (before.rings, before.source, before.licence) != (
            boundary.rings,
            source,
            licence,
        ):
            boundary.save()
            changed.append((code, before))
    if changed:
        change_set = open_change_set("register.import_boundaries", actor=actor, territory_code="KZ", detail=source)
        for code, before in changed:
            log_change(
                change_set,
                OBJECT_TYPE,
                code,
                {"source": before.source if before else None, "was": bool(before)},
                {"source": source, "points": sum(len(ring) for ring in report.outlines[code])},
            )
    report.changed = len(changed)
