"""What an address can do, declared beside its code: the source of the schema, its page and the checks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .parameters import LANGUAGE, Parameter
from .problems import Text

Schema = dict[str, Any]
PERCENT: Schema = {
    "type": "string",
    "nullable": True,
    "pattern": r"^\d{1,3}\.\d{4}$",
    "description": "percent with four decimals, null where there is none",
}


@dataclass(frozen=True)
class Operation:
    """One method of one address. ANSWER and BODY are JSON schemas; PROBLEMS its error statuses."""

    summary: Text
    parameters: tuple[Parameter, ...] = ()
    answer: Schema | None = None
    status: int = 200
    body: Schema | None = None
    body_media: tuple[str, ...] = ("application/json",)
    problems: tuple[int, ...] = (400, 429)
    writes: bool = False

    @property
    def all_parameters(self) -> tuple[Parameter, ...]:
        return (*self.parameters, LANGUAGE)


@dataclass(frozen=True)
class Field:
    """A column of a list: its name in the answer, where it is read from, and how it is written.

    KIND: "text", "integer", "boolean", "percent" (stored as ten-thousandths), "decimal", "date", "time",
    "json".
    """

    name: str
    source: str
    kind: str = "text"
    nullable: bool = False
    help: Text = ""

    def schema(self) -> Schema:
        if self.kind == "percent":
            return {**PERCENT, "description": str(self.help) or PERCENT["description"]}
        kinds: dict[str, Schema] = {
            "integer": {"type": "integer"},
            "boolean": {"type": "boolean"},
            "date": {"type": "string", "format": "date"},
            "time": {"type": "string", "format": "date-time"},
            "json": {"type": "object"},
        }
        schema = {**kinds.get(self.kind, {"type": "string"})}
        if self.nullable:
            schema["nullable"] = True
        if self.help:
            schema["description"] = str(self.help)
        return schema


def object_schema(properties: Mapping[str, Schema], **more: Any) -> Schema:
    """An object that has all of PROPERTIES."""
    return {"type": "object", "properties": dict(properties), "required": list(properties), **more}


def list_schema(row: Schema) -> Schema:
    """The answer of a list: rows, and where the next page is (null on the last)."""
    following: Schema = {"type": "string", "nullable": True}
    return object_schema({"results": {"type": "array", "items": row}, "next": following})


@dataclass(frozen=True)
class Ordering:
    """A way to sort a list: its name in the address and the columns, the last of which make it unique.

    A column may not be NULL (wrap it), and "-" before it turns the direction.
    """

    name: str
    columns: tuple[str, ...]
    extra: Mapping[str, Any] = field(default_factory=dict)
