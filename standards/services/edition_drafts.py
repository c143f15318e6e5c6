"""The work on a draft edition: copied, changed, compared, put in force or thrown away (spec 20, section 1)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from rss_portal.access import require
from rss_portal.changelog.services import log_change, open_change_set
from settlements.choices import Status
from standards.choices import EditionState, RequirementLevel
from standards.models import Edition, Norm, Requirement
from standards.rules.edition_files import FileProblem
from standards.rules.methods import BadParameters, read_calculation

from .editions import EditionRefused, as_json, content_of

MANAGE = "standards.manage_editions"
ROW_FIELDS = ("item_id", "level", "position", "condition", "note", "provenance")
OWN = "entered"  # provenance of a row that a person put on the list


class DraftChanged(ValueError):
    """Somebody else changed the draft since the page was read."""


class NotADraft(ValueError):
    """An edition that figures were published by is not changed: copy it."""


@transaction.atomic
def copy_edition(user: Any, source: Edition, code: str, **values: Any) -> Edition:
    """A draft CODE with the lists, norms, method and parameters of SOURCE; VALUES replace fields of its head.

    `Refused` when the user may not manage editions, `EditionRefused` when the code is taken or empty.
    """
    require(user, MANAGE)
    if not code or Edition.objects.filter(pk=code).exists():
        raise EditionRefused([FileProblem("edition", 0, "code", "a code that is not in use", code)])
    draft = Edition.objects.get(pk=source.pk)
    draft.pk, draft.state, draft.revision, draft.title_en = code, EditionState.DRAFT, 1, ""
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save(force_insert=True)
    _copy_rows(source, draft)
    _log(user, "standards.copy_edition", code, {}, {"copied_from": source.pk})
    return draft


def _copy_rows(source: Edition, draft: Edition) -> None:
    requirements, norms = list(source.requirements.all()), list(source.norms.all())
    for requirement in requirements:
        requirement.pk, requirement.edition = None, draft
    for norm in norms:
        norm.pk, norm.edition = None, draft
    Requirement.objects.bulk_create(requirements)
    Norm.objects.bulk_create(norms)


@transaction.atomic
def change_head(user: Any, code: str, revision: int, values: Mapping[str, Any]) -> Edition:
    """Titles, legal act, dates, method, parameters and notes of a draft. `DraftChanged`, `NotADraft`, and
    `BadParameters` when the method cannot be used with the parameters."""
    edition = _draft(user, code, revision)
    read_calculation(values["method"], values["parameters"])
    before = content_of(edition)
    for name, value in values.items():
        setattr(edition, name, value)
    return _changed(user, "standards.change_edition", edition, before)


@transaction.atomic
def change_list(user: Any, code: str, revision: int, status: str, rows: Sequence[Mapping[str, Any]]) -> Edition:
    """Replace the list of STATUS in a draft by ROWS (`item_id`, `level`, `position`, `condition`; notes and
    provenance of the items that stay are kept). `DraftChanged`, `NotADraft`."""
    edition = _draft(user, code, revision)
    before = content_of(edition)
    kept = {row.item_id: row for row in edition.requirements.filter(status=status)}
    wanted = [_row(edition, status, row, kept.get(row["item_id"])) for row in rows]
    edition.requirements.filter(status=status).delete()
    Requirement.objects.bulk_create(wanted)
    return _changed(user, "standards.change_list", edition, before)


@transaction.atomic
def replace_lists(user: Any, code: str, revision: int, rows: Sequence[Mapping[str, Any]]) -> Edition:
    """Replace all lists of a draft by ROWS as `rules.edition_files.read_requirements` reads them."""
    edition = _draft(user, code, revision)
    before = content_of(edition)
    edition.requirements.all().delete()
    Requirement.objects.bulk_create(Requirement(edition=edition, **row) for row in rows)
    return _changed(user, "standards.replace_lists", edition, before)


def _row(edition: Edition, status: str, row: Mapping[str, Any], kept: Requirement | None) -> Requirement:
    note, provenance = (kept.note, kept.provenance) if kept and kept.level == row["level"] else ("", OWN)
    return Requirement(edition=edition, status=status, note=note, provenance=provenance, **row)


def lacking(edition: Edition) -> list[str]:
    """Statuses whose list has no mandatory item: such an edition cannot be put in force."""
    listed = edition.requirements.filter(level=RequirementLevel.MANDATORY).values_list("status", flat=True)
    return [status for status in Status.values if status not in set(listed)]


@transaction.atomic
def put_in_force(user: Any, edition: Edition) -> Edition:
    """Make a draft the edition that campaigns may be collected for. `Refused` when the user may not,
    `EditionRefused` with what it lacks."""
    require(user, MANAGE)
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    problems = [FileProblem("requirements", 0, status, "a mandatory item", "") for status in lacking(edition)]
    try:
        read_calculation(edition.method, edition.parameters)
    except BadParameters as bad:
        problems += [FileProblem("edition", 0, one.place, one.expected, one.found) for one in bad.problems]
    if problems:
        raise EditionRefused(problems)
    before = edition.state
    edition.state = EditionState.IN_FORCE
    edition.save(update_fields=["state"])
    _log(user, "standards.put_in_force", edition.pk, {"state": before}, {"state": edition.state})
    return edition


@transaction.atomic
def remove_draft(user: Any, code: str) -> None:
    """Throw a draft away with the figures computed by it. `Refused`, `NotADraft`."""
    edition = _draft(user, code, None)
    _log(user, "standards.remove_edition", code, as_json(content_of(edition)), {})
    edition.delete()


def _draft(user: Any, code: str, revision: int | None) -> Edition:
    require(user, MANAGE)
    edition = Edition.objects.select_for_update().get(pk=code)
    if edition.state != EditionState.DRAFT:
        raise NotADraft(code)
    if revision is not None and edition.revision != revision:
        raise DraftChanged(code)
    return edition


def _changed(user: Any, action: str, edition: Edition, before: Mapping[str, Any]) -> Edition:
    """Save EDITION with a new revision where its content differs from BEFORE; logged."""
    after = content_of(edition)
    if after == before:
        return edition
    edition.revision += 1
    edition.save()
    _log(user, action, edition.pk, as_json(before), as_json(after))
    return edition


def _log(user: Any, action: str, code: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    log_change(open_change_set(action, actor=user), "standards.edition", code, old, new)
