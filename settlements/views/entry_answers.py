"""What the entry pages answer about a conflict, a refusal or a saved entry: the same for form and autosave."""

from typing import Any

from django.utils.translation import gettext as _

from rss_portal.ui.formats import moment
from settlements.entry_rows import direction_counts, make_row, typed_text
from settlements.entry_sheets import Sheet, values_of
from settlements.grid_pages import summary
from settlements.models import InventoryEntry, Item, Territory
from settlements.phrases import NO_DATA, field_label, labelled_problem, problem_text, shown_field
from settlements.rules.entry_checks import MANDATORY, Problem, existing
from settlements.services.entries import SavedEntry, VersionConflict


def person_name(user: Any) -> str:
    """How a colleague is named; a change without a person was made by the portal."""
    if user is None:
        return _("the portal")
    return user.get_full_name() or user.get_username()


def conflict_text(item: Item, conflict: VersionConflict) -> str:
    """Who changed which cells to what, and when."""
    theirs = values_of(item.measure, conflict.current_entry)
    changes = ", ".join(
        f"{field_label(name)}: {shown_field(name, theirs[name]) or NO_DATA}" for name in conflict.fields
    )
    when, who = moment(conflict.changed_at), person_name(conflict.changed_by)
    return _("%(who)s changed it meanwhile (%(when)s): %(changes)s") % {
        "who": who,
        "when": when,
        "changes": changes,
    }


def texts_of(item: Item, entry: InventoryEntry | None) -> dict[str, str]:
    """The stored values as they stand in the inputs."""
    return {name: typed_text(name, value) for name, value in values_of(item.measure, entry).items()}


def saved_answer(sheet: Sheet, item: Item, saved: SavedEntry) -> dict[str, Any]:
    """The body after a save: the new version, the values as stored, and how far the sheet is filled now."""
    counts = direction_counts(sheet, "")
    row = make_row(sheet.settlement, item, sheet.levels[item.code], sheet.entries.get(item.code), None)
    return {
        "status": "saved",
        "version": saved.version,
        "values": texts_of(item, saved.entry),
        "existing": existing(values_of(item.measure, saved.entry)),
        "na_approved": bool(saved.entry and saved.entry.na_approved),
        "state": row.state,
        "summary": summary(item, saved.entry),
        "entered": sum(count.entered for count in counts),
        "directions": {count.direction.code: [count.entered, count.expected] for count in counts},
    }


def conflict_answer(settlement: Territory, item: Item, conflict: VersionConflict) -> dict[str, Any]:
    """The body when another person's values stand there: what they are, and whose."""
    entry = conflict.current_entry
    row = make_row(settlement, item, MANDATORY, entry, None)
    return {
        "status": "conflict",
        "text": conflict_text(item, conflict),
        "fields": conflict.fields,
        "state": row.state,
        "version": entry.version if entry else 0,
        "values": texts_of(item, entry),
    }


def problems_answer(status: str, problems: list[Problem]) -> dict[str, Any]:
    """The body of a refusal: "invalid" for errors, "confirm" for warnings that need a note."""
    return {
        "status": status,
        "problems": [
            {
                "code": problem.code,
                "field": problem.field,
                "text": problem_text(problem),
                "labelled": labelled_problem(problem),
            }
            for problem in problems
        ],
    }
