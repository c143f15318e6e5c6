"""Reference data of support from CSV files: kinds of infrastructure (p.6), the classifier of activities (OKED)."""

import csv
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from infra_support.models import InfrastructureCategory, InfrastructureKind, OkedCode
from infra_support.rules.oked import level_of, plain_code, section_of

DATA = Path(__file__).resolve().parents[1] / "data"
NAMES = ("name_kk", "name_ru", "name_en")


class BadRow(ValueError):
    """A row of the file cannot be read; the text names its line and what is wrong."""


def read_rows(lines: Iterable[str]) -> list[dict[str, str]]:
    """Rows of a CSV file without its comments, each knowing its line."""
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    rows = csv.DictReader(line for _number, line in numbered)
    return [{**row, "line": str(number)} for (number, _line), row in zip(numbered[1:], rows, strict=True)]


def _names(row: dict[str, str]) -> dict[str, str]:
    return {name: (row.get(name) or "").strip() for name in NAMES}


@transaction.atomic
def load_kinds(lines: Iterable[str]) -> int:
    """Bring categories and kinds to those of the file; how many kinds there are in it."""
    categories: dict[str, InfrastructureCategory] = {}
    count = 0
    for position, row in enumerate(read_rows(lines)):
        code, values = row["category"], {"position": position, **_names(row)}
        if not row["code"]:
            categories[code], _ = InfrastructureCategory.objects.update_or_create(code=code, defaults=values)
            continue
        values |= {"category": categories[code], "shared": row["shared"] == "1"}
        InfrastructureKind.objects.update_or_create(code=f"{code}.{row['code']}", defaults=values)
        count += 1
    return count


@transaction.atomic
def load_oked(lines: Iterable[str]) -> int:
    """Add or correct rows of the classifier; how many the file has. Raises `BadRow`; nothing is kept then."""
    rows = [_oked(row) for row in read_rows(lines)]
    fields = ["level", "section", *NAMES]
    OkedCode.objects.bulk_create(rows, update_conflicts=True, unique_fields=["code"], update_fields=fields)
    return len(rows)


def _oked(row: dict[str, str]) -> OkedCode:
    code, names = plain_code(row.get("code") or ""), _names(row)
    if not code or not section_of(code):
        raise BadRow(f"line {row['line']}: “{row.get('code')}” is not a code of OKED")
    if not names["name_kk"] or not names["name_ru"]:
        raise BadRow(f"line {row['line']}: the Kazakh or the Russian name is missing")
    return OkedCode(code=code, level=level_of(code), section=section_of(code), **names)
