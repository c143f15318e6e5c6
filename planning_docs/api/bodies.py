"""What the bodies of requests about facts and reports are read with: lists of objects, texts, refusals in one shape."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.forms import Form
from django.utils.translation import gettext_lazy as _

from planning_docs.check_phrases import sentence
from planning_docs.services.editing import PlanningRefused, VersionConflict
from planning_docs.services.life import RulesBroken, StepRefused
from rss_portal.api.problems import Detail, Problem

MOST_TEXT = 50_000
PROBLEMS = (400, 401, 403, 404, 412, 415, 422, 429)
REFUSALS = (RulesBroken, StepRefused, PlanningRefused, VersionConflict)


def as_problem(error: Exception) -> Problem:
    """A refusal of a service in the API's one shape of errors."""
    if isinstance(error, RulesBroken):
        details = [Detail(one.thing, sentence(one), one.code) for one in error.findings]
        return Problem("rules_broken", 422, error.reason, details)
    if isinstance(error, VersionConflict):
        return Problem("version_conflict", 412, _("Somebody else changed this value after you had read it."))
    code = "not_now" if isinstance(error, StepRefused) else "values_refused"
    return Problem(code, 422, getattr(error, "reason", str(error)))


@contextmanager
def refusals_told() -> Iterator[None]:
    """What the services refuse inside becomes a `Problem`."""
    try:
        yield
    except REFUSALS as error:
        raise as_problem(error) from error


def bad_body(name: str, reason: Any, row: int | None = None) -> Problem:
    return Problem("bad_body", 400, reason, [Detail(name, reason, "bad_row" if row is not None else "", row)])


def objects_of(body: Any, name: str, most: int, *, needed: bool = False) -> list[Mapping[str, Any]]:
    """The list of objects NAME of BODY; an absent one is empty, unless it is NEEDED."""
    rows = body.get(name, None if needed else []) if isinstance(body, Mapping) else None
    if not isinstance(rows, list) or len(rows) > most or not all(isinstance(one, Mapping) for one in rows):
        raise bad_body(name, _("a list of at most %(most)s objects is expected") % {"most": most})
    return rows


def text_of(body: Any, name: str, most: int = MOST_TEXT) -> str:
    """The text NAME of BODY; an absent one is empty."""
    value = body.get(name, "") if isinstance(body, Mapping) else ""
    if not isinstance(value, str) or len(value) > most or "\x00" in value:
        raise bad_body(name, _("a text is expected"))
    return value


def whole_of(body: Any, name: str, default: int | None = None) -> int | None:
    """The whole number NAME of BODY, DEFAULT where it is not given."""
    value = body.get(name, default) if isinstance(body, Mapping) else default
    if value is default or (isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**31):
        return value
    raise bad_body(name, _("a whole number is expected"))


def details_of(form: Form, row: int | None = None) -> list[Detail]:
    """What is wrong with the fields of FORM, as on the page."""
    return [
        Detail("" if name == "__all__" else name, one["message"], one["code"], row)
        for name, errors in form.errors.get_json_data().items()
        for one in errors
    ]
