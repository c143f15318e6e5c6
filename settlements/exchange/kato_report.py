"""The report of an import of the classifier as lines of text, for the command."""

from collections.abc import Iterator

from settlements.rules.kato_changes import Altered
from settlements.services.kato_import import KatoReport


def report_lines(report: KatoReport, limit: int | None = 20) -> Iterator[str]:
    """Counts, then the first LIMIT (None: all) changes of each kind."""
    changes = report.changes
    yield f"edition {report.edition}: {report.units} units, first edition: {'yes' if report.first else 'no'}"
    yield f"monitored settlements: {report.urban + report.rural} (urban {report.urban}, rural {report.rural})"
    if report.names_filled:
        yield f"Kazakh names filled in: {report.names_filled}"
    added = [f"{unit.kato} {unit.name_ru or unit.name_kk}" for unit in changes.added]
    yield from _section("added", [] if report.first else added, len(added), limit)
    yield from _section("reopened", [f"{c.unit.kato} {c.unit.name_ru}" for c in changes.reopened], None, limit)
    yield from _section("renamed", [_renaming(change) for change in changes.renamed], None, limit)
    moved = [f"{c.unit.kato} {c.unit.name_ru}: {c.old['parent']} -> {c.new['parent']}" for c in changes.moved]
    yield from _section("moved", moved, None, limit)
    recoded = [f"{before.kato} -> {after.kato} {after.name_ru}" for before, after in changes.recoded]
    yield from _section("recoded, waiting for confirmation", recoded, None, limit)
    closed = [f"{unit.kato} {unit.name_ru or unit.name_kk}" for unit in changes.closed]
    yield from _section("closed", closed, None, limit)
    repaired = [f"{r.kato} {r.raw!r} -> {r.text!r} ({', '.join(r.why)})" for r in report.repairs]
    yield from _section("names cleaned", repaired, None, limit)
    if changes.empty:
        yield "nothing changed"


def _section(title: str, lines: list[str], count: int | None, limit: int | None) -> Iterator[str]:
    yield f"{title}: {len(lines) if count is None else count}"
    shown = lines if limit is None else lines[:limit]
    yield from (f"  {line}" for line in shown)
    if len(lines) > len(shown):
        yield f"  ... and {len(lines) - len(shown)} more (--full)"


def _renaming(change: Altered) -> str:
    names = [f"{change.old[n]} -> {change.new[n]}" for n in ("name_ru", "name_kk") if change.old.get(n)]
    return f"{change.unit.kato} {'; '.join(names)}"
