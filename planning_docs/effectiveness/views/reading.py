"""Reading a score: its calculation, what costs points, its versions."""

from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from planning_docs.effectiveness import phrases
from planning_docs.effectiveness.evaluation_pages import evaluation_or_404, page
from planning_docs.effectiveness.explanation import Line, case_of_score, lines_of, steps_of
from planning_docs.effectiveness.forms import Number
from planning_docs.effectiveness.models import Evaluation, Score
from planning_docs.effectiveness.queries import method_of, newest_score
from planning_docs.effectiveness.rules import what_if as rules
from rss_portal.ui import lists

COLUMNS = (
    lists.Column("path", _("Number"), lambda line: line.step.path),
    lists.Column("symbol", _("Symbol"), lambda line: line.step.symbol),
    lists.Column("what", _("What it is"), lambda line: line.label),
    lists.Column("name", _("Name"), lambda line: line.name),
    lists.Column("formula", _("Formula"), lambda line: line.formula),
    lists.Column("numbers", _("With the numbers put in"), lambda line: line.numbers),
    lists.Column("value", _("Value"), lambda line: line.value),
    lists.Column("origin", _("Origin"), lambda line: line.origin),
    lists.Column("note", _("Note"), lambda line: line.note),
)
DEAREST = 20


def score_asked(request: HttpRequest, evaluation: Evaluation) -> Score | None:
    """The version that `?version=N` asks for, else the newest; 404 for one that does not exist."""
    asked = request.GET.get("version", "")
    if asked.isascii() and asked.isdecimal() and len(asked) < 5:
        return get_object_or_404(evaluation.scores, number=int(asked))
    return newest_score(evaluation)


@require_GET
def trace(request: HttpRequest, body: str, year: int) -> HttpResponse:
    """Every coefficient with its formula and the numbers put in, down to the inputs."""
    found = evaluation_or_404(request, body, year)
    score = score_asked(request, found)
    lines: list[Line] = lines_of(steps_of(found, score)) if score else []
    file = lists.export(request, f"effectiveness-{body}-{year}", COLUMNS, lines)
    return file or page(request, found, "trace", {"lines": lines, "asked": score})


@require_GET
def what_if(request: HttpRequest, body: str, year: int) -> HttpResponse:
    """What each indicator costs, and the score with other facts. Nothing is written."""
    found = evaluation_or_404(request, body, year)
    score = newest_score(found)
    if score is None:
        return page(request, found, "what_if", {"losses": []})
    case, method = case_of_score(score), method_of(found)
    losses = [_loss(one, request) for one in rules.losses(case, method)[:DEAREST]]
    facts = {one["key"]: Fraction(one["tried"]) for one in losses if one["tried"] is not None}
    now, then = rules.compared(case, facts, method)
    context = {"losses": losses, "tried": bool(facts), "now": now, "then": then, "change": then - now}
    return page(request, found, "what_if", context)


def _loss(loss: rules.Loss, request: HttpRequest) -> dict[str, Any]:
    typed = request.GET.get(f"fact.{loss.key}", "")
    reached = rules.reached(loss.data) if loss.kind != "influence" else {"fact": loss.data["previous"]}
    return {
        "key": loss.key,
        "name": phrases.name_in(loss.data),
        "unit": phrases.unit_in(loss.data),
        "kind": phrases.KINDS["ratio" if loss.kind == "influence" else loss.kind],
        "plan": phrases.exact_number(reached["fact"]),
        "fact": phrases.exact_number(loss.data.get("fact") or loss.data.get("operational_fact")),
        "points": loss.points,
        "typed": typed[:30],
        "tried": _tried(typed),
    }


def _tried(typed: str) -> Decimal | None:
    """The number that was typed, None when it is none."""
    try:
        return Number().clean(typed) if typed else None
    except ValidationError:
        return None


@require_GET
def versions(request: HttpRequest, body: str, year: int) -> HttpResponse:
    """All versions of the score side by side, and what differs between the last two."""
    found = evaluation_or_404(request, body, year)
    scores = list(found.scores.select_related("computed_by"))
    changes = differences(found, scores[1], scores[0]) if len(scores) > 1 else []
    return page(request, found, "versions", {"scores": scores, "changes": changes})


def differences(evaluation: Evaluation, before: Score, after: Score) -> list[Any]:
    """Steps whose value or inputs differ between two versions."""
    old = {line.step.path: line for line in lines_of(steps_of(evaluation, before))}
    new = {line.step.path: line for line in lines_of(steps_of(evaluation, after))}
    return [
        SimpleNamespace(before=old.get(path), after=new.get(path), line=new.get(path) or old.get(path))
        for path in dict.fromkeys([*new, *old])
        if _differ(old.get(path), new.get(path))
    ]


def _differ(old: Line | None, new: Line | None) -> bool:
    if old is None or new is None:
        return True
    return (old.step.value, old.numbers) != (new.step.value, new.numbers)
