"""Problems and differences of an import as its page shows them, in the current language."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from .forms import get_form
from .marking import text_of
from .models import StagedImport


@dataclass(frozen=True)
class ShownProblem:
    sheet: str
    row: int
    column: str
    heading: str
    text: str


@dataclass(frozen=True)
class ShownDifference:
    unit: str
    item: str
    field: str
    old: str
    new: str
    conflict: bool


@dataclass(frozen=True)
class ShownUnit:
    """A settlement of the import with the number of its values that change."""

    name: str
    values: int


def place_name(staged: StagedImport) -> str:
    try:
        return get_form(staged.form).subject_name(staged.subject)
    except ObjectDoesNotExist:
        return staged.territory_code


def problems(staged: StagedImport) -> list[ShownProblem]:
    form = get_form(staged.form)
    return [
        ShownProblem(
            one["sheet"], one["row"], one["column"], form.heading(one["heading"]) if one["heading"] else "",
            text_of(staged, one),
        )
        for one in staged.problems
    ]  # fmt: skip


def differences(staged: StagedImport) -> list[ShownDifference]:
    """Values that change, conflicts first, then in the order of the file."""
    form = get_form(staged.form)
    units = form.unit_names({one["unit"] for one in staged.differences})
    items = form.item_names({one["item"] for one in staged.differences})
    shown = [
        ShownDifference(
            units.get(one["unit"], one["unit"]), items.get(one["item"], one["item"]), form.heading(one["field"]),
            form.shown(one["field"], one["old"]), form.shown(one["field"], one["new"]), one["conflict"],
        )
        for one in staged.differences
    ]  # fmt: skip
    return sorted(shown, key=lambda one: not one.conflict)


def units(staged: StagedImport) -> list[ShownUnit]:
    """Settlements that change, those with most changes first."""
    counts: Counter[str] = Counter(one["unit"] for one in staged.differences)
    names: dict[str, Any] = get_form(staged.form).unit_names(set(counts))
    return [ShownUnit(names.get(code, code), count) for code, count in counts.most_common()]
