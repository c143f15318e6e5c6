"""Editions: loading from files, copying into a draft, putting in force."""

import csv
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from rss_portal.changelog.services import log_change, open_change_set
from settlements.choices import Status
from settlements.models import Item
from standards.models import Edition, Norm, Requirement
from standards.rules.edition_files import EditionFiles, FileProblem, Known, read_edition

DATA = Path(__file__).resolve().parent.parent / "data"
SHIPPED = ("2023", "2019-presence")
REQUIREMENT_FIELDS = ("status", "item_id", "level", "position", "condition", "note", "provenance")
NORM_FIELDS = ("item_id", "population_from", "population_to", "required", "kind_kk", "kind_ru", "kind_en")


class EditionRefused(ValueError):
    """The edition cannot be used; `problems` are all of them."""

    def __init__(self, problems: list[FileProblem]):
        super().__init__("\n".join(str(one) for one in problems))
        self.problems = problems


@dataclass(frozen=True)
class LoadedEdition:
    """The edition with what loading did to it: "created", "changed" or "unchanged"."""

    edition: Edition
    outcome: str


def read_head(folder: Path) -> Mapping[str, Any]:
    """The content of edition.json or edition.toml; `EditionRefused` when there is none or it cannot be read."""
    for name, parse in (("edition.json", json.loads), ("edition.toml", tomllib.loads)):
        path = folder / name
        if not path.is_file():
            continue
        try:
            head = parse(path.read_text(encoding="utf-8-sig"))
        except ValueError as error:
            raise EditionRefused([FileProblem(name, 0, "file", "a readable file", str(error))]) from error
        if not isinstance(head, Mapping):
            raise EditionRefused([FileProblem(name, 0, "file", "a table of values", type(head).__name__)])
        return head
    raise EditionRefused([FileProblem(str(folder), 0, "file", "edition.json or edition.toml", "none of them")])


def read_table(folder: Path, name: str, problems: list[FileProblem]) -> list[dict[str, str]]:
    path = folder / name
    if not path.is_file():
        problems.append(FileProblem(name, 0, "file", "a CSV table", "no such file"))
        return []
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def read_folder(folder: Path) -> EditionFiles:
    """The edition of FOLDER, checked against the catalogue; `EditionRefused` with every problem."""
    head = read_head(folder)
    problems: list[FileProblem] = []
    requirements = read_table(folder, str(head.get("requirements", "requirements.csv")), problems)
    norms = read_table(folder, str(head["norms"]), problems) if head.get("norms") else []
    known = Known(set(Item.objects.values_list("code", flat=True)), set(Status.values))
    files = read_edition(head, requirements, norms, known)
    files.problems[:0] = problems
    if files.problems:
        raise EditionRefused(files.problems)
    return files


@transaction.atomic
def load_edition(folder: Path, actor: Any = None) -> LoadedEdition:
    """Load or update the edition of FOLDER; loading the same again changes nothing and keeps the revision."""
    files = read_folder(folder)
    edition = Edition.objects.select_for_update().filter(pk=files.values["code"]).first()
    before = content_of(edition) if edition else {}
    wanted = {
        **{name: value for name, value in files.values.items() if name != "code"},
        "requirements": sorted_rows(files.requirements, REQUIREMENT_FIELDS),
        "norms": sorted_rows(files.norms, NORM_FIELDS),
    }
    if edition and before == wanted:
        return LoadedEdition(edition, "unchanged")
    outcome = "changed" if edition else "created"
    edition = write_edition(files, edition.revision + 1 if edition else 1)
    change_set = open_change_set("standards.load_edition", actor=actor, detail=folder.name)
    log_change(change_set, "standards.edition", edition.pk, as_json(before), as_json(wanted))
    return LoadedEdition(edition, outcome)


def as_json(content: Mapping[str, Any]) -> dict[str, Any]:
    return json.loads(json.dumps(content, cls=DjangoJSONEncoder))


def sorted_rows(rows: Any, fields: tuple[str, ...]) -> list[list[Any]]:
    return sorted(([row[name] for name in fields] for row in rows), key=str)


def content_of(edition: Edition) -> dict[str, Any]:
    """Everything of an edition that a figure or a reader depends on, comparable with what a folder holds."""
    names = [
        "title_kk", "title_ru", "title_en", "act_kind", "act_number", "act_date", "in_force_from", "in_force_to",
        "state", "method", "parameters", "note_kk", "note_ru", "note_en",
    ]  # fmt: skip
    return {
        **{name: getattr(edition, name) for name in names},
        "requirements": sorted_rows(edition.requirements.values(*REQUIREMENT_FIELDS), REQUIREMENT_FIELDS),
        "norms": sorted_rows(edition.norms.values(*NORM_FIELDS), NORM_FIELDS),
    }


def write_edition(files: EditionFiles, revision: int) -> Edition:
    values = {name: value for name, value in files.values.items() if name != "code"}
    edition, _ = Edition.objects.update_or_create(pk=files.values["code"], defaults={**values, "revision": revision})
    edition.requirements.all().delete()
    edition.norms.all().delete()
    Requirement.objects.bulk_create(Requirement(edition=edition, **row) for row in files.requirements)
    Norm.objects.bulk_create(Norm(edition=edition, **row) for row in files.norms)
    return edition


def load_shipped(actor: Any = None) -> list[LoadedEdition]:
    """Load the editions that come with the portal."""
    return [load_edition(DATA / name, actor) for name in SHIPPED]
