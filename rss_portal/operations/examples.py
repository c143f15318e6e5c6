"""Worked examples: files of cases with the values that the rules must give.

Settings name a module per file format (EXAMPLE_FORMATS). It recognises its files by their content and turns one
into cases: `recognises(data) -> bool` and `cases(data) -> Iterator[Case]`.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings


@dataclass(frozen=True)
class Case:
    """One value of an example: what is expected and what the rules give, as text."""

    name: str
    expected: str
    got: str

    @property
    def passed(self) -> bool:
        return self.expected == self.got


class ExampleFormat(Protocol):
    def recognises(self, data: Any) -> bool: ...
    def cases(self, data: Any) -> Iterator[Case]: ...


class UnknownExample(ValueError):
    """The file cannot be read, or no format recognises it."""


def formats() -> list[ExampleFormat]:
    return [import_module(name) for name in settings.EXAMPLE_FORMATS]  # type: ignore[misc]


def read_example(path: Path) -> Any:
    """The content of a JSON file, with decimals kept exact; `UnknownExample` when it is none."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except (OSError, ValueError) as error:
        raise UnknownExample(f"cannot be read: {error}") from error


def cases_of(path: Path) -> Iterator[Case]:
    """Every case of the file; `UnknownExample` when nobody knows its format."""
    data = read_example(path)
    for example_format in formats():
        if example_format.recognises(data):
            return example_format.cases(data)
    raise UnknownExample("no known format of worked examples")


def compare(name: str, expected: Any, value: Fraction | None) -> Case:
    """A case of a number: VALUE is rounded half up to the decimals that EXPECTED is written with."""
    if expected is None or value is None:
        return Case(name, _text(expected), "none" if value is None else str(float(value)))
    wanted = str(expected)
    places = len(wanted.partition(".")[2])
    scaled = Fraction(value) * 10**places
    whole = abs(2 * scaled.numerator) + scaled.denominator
    digits = f"{whole // (2 * scaled.denominator):0{places + 1}d}"
    sign = "-" if scaled < 0 and digits.strip("0") else ""
    return Case(name, wanted, sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits))


def same(name: str, expected: Any, got: Any) -> Case:
    """A case of anything else: a count, a word, yes or no."""
    return Case(name, _text(expected), _text(got))


def _text(value: Any) -> str:
    return "none" if value is None else str(value)
