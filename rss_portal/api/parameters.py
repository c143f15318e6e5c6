"""Query parameters, declared once: read and checked, documented in the schema, and refused when unknown."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .problems import Detail, Problem, Text

KATO = re.compile(r"KZ|[0-9]{9}", re.IGNORECASE)
INTEGER = re.compile(r"-?[0-9]{1,9}")


class BadValue(ValueError):
    """A value that a parameter does not take; `reason` is for people."""

    def __init__(self, reason: Text):
        super().__init__()
        self.reason = reason


@dataclass(frozen=True)
class Parameter:
    """One query parameter. KIND is "text", "integer", "kato", "boolean", "codes" (comma-separated)."""

    name: str
    help: Text
    kind: str = "text"
    required: bool = False
    default: Any = None
    choices: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    max_length: int = 200

    def read(self, text: str) -> Any:
        """The typed value of TEXT; raises `BadValue`."""
        if len(text) > self.max_length or "\x00" in text:
            raise BadValue(_("too long, or with characters that no value has"))
        value = _READERS[self.kind](self, text)
        if self.choices:
            self._refuse_foreign(value if isinstance(value, tuple) else (value,))
        return value

    def _refuse_foreign(self, values: Sequence[str]) -> None:
        foreign = [value for value in values if value not in self.choices]
        if foreign:
            raise BadValue(
                _("“%(found)s” is not one of: %(choices)s") % {"found": foreign[0], "choices": ", ".join(self.choices)}
            )

    def schema(self) -> dict[str, Any]:
        """JSON schema of the value."""
        if self.kind == "integer":
            limits = {"minimum": self.minimum, "maximum": self.maximum}
            return {"type": "integer", **{name: limit for name, limit in limits.items() if limit is not None}}
        if self.kind == "boolean":
            return {"type": "boolean"}
        schema: dict[str, Any] = {"type": "string", "maxLength": self.max_length}
        if self.kind == "kato":
            schema["pattern"] = r"^(KZ|[0-9]{9})$"
        if self.choices and self.kind != "codes":
            schema["enum"] = list(self.choices)
        return schema


def _text(parameter: Parameter, text: str) -> str:
    return text


def _integer(parameter: Parameter, text: str) -> int:
    low, high = parameter.minimum, parameter.maximum
    if not INTEGER.fullmatch(text):
        raise BadValue(_("a whole number is expected, “%(found)s” was found") % {"found": text})
    number = int(text)
    if low is not None and number < low or high is not None and number > high:
        raise BadValue(
            _("a number from %(low)s to %(high)s is expected, %(found)s was found")
            % {"low": low, "high": high, "found": number}
        )
    return number


def _kato(parameter: Parameter, text: str) -> str:
    if not KATO.fullmatch(text):
        raise BadValue(_("a КАТО code (nine digits) or KZ is expected, “%(found)s” was found") % {"found": text})
    return text.upper()


def _boolean(parameter: Parameter, text: str) -> bool:
    if text.lower() not in ("true", "false", "1", "0"):
        raise BadValue(_("true or false is expected, “%(found)s” was found") % {"found": text})
    return text.lower() in ("true", "1")


def _codes(parameter: Parameter, text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(",") if code.strip())


_READERS: dict[str, Callable[[Parameter, str], Any]] = {
    "text": _text,
    "integer": _integer,
    "kato": _kato,
    "boolean": _boolean,
    "codes": _codes,
}

LANGUAGE = Parameter("lang", _("Language of texts and errors"), choices=("kk", "ru", "en"), default="kk")


def read_parameters(declared: Sequence[Parameter], query: QueryDict) -> dict[str, Any]:
    """Typed values by name, defaults included. Raises one `Problem` with everything that is wrong."""
    known = {parameter.name: parameter for parameter in declared}
    problems = [
        Detail(name, _("there is no such parameter; known are: %(known)s") % {"known": ", ".join(known)})
        for name in query
        if name not in known
    ]
    given: dict[str, Any] = {}
    for name, parameter in known.items():
        try:
            given[name] = _read_one(parameter, query)
        except BadValue as bad:
            problems.append(Detail(name, bad.reason))
    if problems:
        raise Problem("bad_parameter", 400, _first_sentence(problems), problems)
    return given


def _read_one(parameter: Parameter, query: Mapping[str, Any]) -> Any:
    values = query.getlist(parameter.name) if isinstance(query, QueryDict) else [query.get(parameter.name)]
    filled = [value for value in values if value not in (None, "")]
    if len(filled) > 1:
        raise BadValue(_("it was given more than once"))
    if filled:
        return parameter.read(filled[0])
    if parameter.required:
        raise BadValue(_("it is required"))
    return parameter.default


def _first_sentence(problems: Sequence[Detail]) -> Text:
    return _("Parameter “%(name)s”: %(reason)s.") % {"name": problems[0].name, "reason": problems[0].reason}
