"""The page of marks: every field and risk with the marks of each expert, their mean and spread."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from planning_docs.effectiveness.choices import BodyKind
from planning_docs.effectiveness.models import Evaluation, ExpertMark
from planning_docs.effectiveness.phrases import exact_number
from planning_docs.effectiveness.queries import case_of, for_computing, text_of
from planning_docs.effectiveness.rules.process import spread
from rss_portal.access import decide


def initial_of(held: ExpertMark | None) -> dict[str, Any]:
    """An expert's earlier marks as a form shows them."""
    if held is None:
        return {}
    given = {name: text_of(getattr(held, name)) for name in ("q1", "q2", "r")}
    return {"reason": held.reason, **{name: text for name, text in given.items() if text is not None}}


def context_of(user: Any, evaluation: Evaluation) -> dict[str, Any]:
    """Rows of the fields and of the risks, and the lists of Annex 2 that may be taken."""
    found = for_computing([evaluation.pk]).get()
    case = case_of(found)
    fields = {one["key"]: one for sector in case["sectors"] for one in sector["directions"]}
    risks = {one["key"]: one for one in case["risks"]}
    central = found.body_kind == BodyKind.CENTRAL
    return {
        "fields": [_row(row, fields.get(row.pk), ("q1", "q2")) for row in found.sectors.all()],
        "risks": [_row(row, risks.get(row.pk), ("r",)) for row in found.risks.all()],
        "has_risks": bool(case["risks"]) or central,
        "may_mark": bool(decide(user, "effectiveness.mark", found)),
        "lists": _lists(found) if central else [],
    }


def _row(row: Any, data: dict[str, Any] | None, names: Sequence[str]) -> dict[str, Any]:
    """One field or risk; a sector that has directions is only their heading."""
    if data is None:
        return {"row": row, "heading": True}
    marks = list(row.marks.all())
    keys = {"q1": "q1", "q2": "q2", "r": "value"}
    return {
        "row": row,
        "heading": False,
        "marks": marks,
        "decided": data["decided"],
        "means": [exact_number(data[keys[name]]) for name in names],
        "spread": max((_spread(marks, name) for name in names), default=Decimal(0)),
    }


def _spread(marks: Sequence[ExpertMark], name: str) -> Decimal:
    return spread([value for one in marks if (value := getattr(one, name)) is not None])


def _lists(evaluation: Evaluation) -> list[Any]:
    listed = evaluation.edition.sectors.filter(body_kind=BodyKind.CENTRAL)
    return list(listed.order_by("body_name_kk").values("body_code", "body_name_kk", "body_name_ru").distinct())
