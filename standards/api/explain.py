"""Why this number, as data: the formula with the numbers put in, down to the entry. No names of people."""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from rss_portal.api.lists import percent_text
from rss_portal.api.operations import PERCENT, Operation, object_schema
from rss_portal.api.parameters import Parameter
from rss_portal.api.problems import not_found
from rss_portal.api.views import ApiView
from settlements.api.territories import YEAR
from settlements.api.writing import values_of
from settlements.models import Item
from standards.figures import Explanation, ItemExplanation, Raise
from standards.queries import explain

from .selecting import EDITION, Asked, asked
from .shapes import INTEGER, NULLABLE_TEXT, SELECTED, TEXT, directions_data

SETTLEMENT = Parameter("settlement", _("КАТО code of the settlement"), "kato", required=True)
ITEM = Parameter("item", _("Explain only this item"), max_length=6)
RAISE = object_schema(
    {
        "code": TEXT,
        "item": TEXT,
        "amount": INTEGER,
        "item_score": PERCENT,
        "percent": PERCENT,
        "gain": PERCENT,
    }
)
ITEM_EXPLANATION = object_schema(
    {
        "item": TEXT,
        "direction": TEXT,
        "level": TEXT,
        "score": PERCENT,
        "score_exact": TEXT,
        "not_applicable": {"type": "boolean"},
        "method": TEXT,
        "formula": TEXT,
        "numbers": TEXT,
        "steps": {"type": "array", "items": TEXT},
        "entry": {"type": "object", "nullable": True},
        "entered_at": NULLABLE_TEXT,
        "origin": TEXT,
        "requirement_provenance": TEXT,
        "requirement_note": TEXT,
        "raises": {"type": "array", "items": RAISE},
    }
)


class ExplainView(ApiView):
    """From a settlement's percent to each entry behind it, the rule, and what would raise it."""

    operations = {
        "GET": Operation(
            _("Why this number"),
            (SETTLEMENT, YEAR, EDITION, ITEM),
            object_schema(
                {
                    "settlement": TEXT,
                    **{name: SELECTED[name] for name in ("year", "edition")},
                    "status": TEXT,
                    "percent": PERCENT,
                    "recommended": PERCENT,
                    "band": TEXT,
                    "counted": INTEGER,
                    "expected": INTEGER,
                    "entered": INTEGER,
                    "by_direction": {"type": "object", "additionalProperties": PERCENT},
                    "formula": TEXT,
                    "numbers": TEXT,
                    "legal_act": TEXT,
                    "items": {"type": "array", "items": ITEM_EXPLANATION},
                    "raises": {"type": "array", "items": RAISE},
                }
            ),
            problems=(400, 403, 404, 429),
        )
    }

    def get(self, request: Request) -> HttpResponse:
        given = {**self.given, "territory": self.given["settlement"]}
        found = asked(request.user, given, rows=True)
        return self.conditional_json(request, found.versions(), lambda: self.data(found), public=found.public)

    def data(self, found: Asked) -> dict[str, Any]:
        selection = found.selection
        explanation = explain(selection.territory, selection.year, selection.edition, self._item())
        if explanation is None:
            raise not_found(_("The settlement is not monitored in this year."))
        return explanation_data(selection.territory.kato, explanation)

    def _item(self) -> Item | None:
        code = self.given["item"]
        if not code:
            return None
        item = Item.objects.filter(code=code.upper()).first()
        if item is None:
            raise not_found(_("There is no item with the code %(code)s.") % {"code": code})
        return item


def explanation_data(kato: str, explanation: Explanation) -> dict[str, Any]:
    """EXPLANATION of the settlement KATO as data."""
    figures, edition = explanation.figures, explanation.edition
    return {
        "settlement": kato,
        "year": explanation.year,
        "edition": edition.code,
        "status": figures.profile.status,
        "percent": percent_text(figures.percent_e4),
        "recommended": percent_text(figures.recommended_e4),
        "band": figures.band,
        "counted": figures.counted,
        "expected": figures.expected,
        "entered": figures.entered,
        "by_direction": directions_data(figures.by_direction),
        "formula": explanation.formula,
        "numbers": explanation.numbers,
        "legal_act": f"{edition.act_kind} № {edition.act_number}, {edition.act_date:%d.%m.%Y}",
        "items": [item_data(one) for one in explanation.items],
        "raises": [raise_data(one) for one in explanation.raises],
    }


def item_data(one: ItemExplanation) -> dict[str, Any]:
    """One item: score, formula and entry; who entered it is told on the pages of those who work there."""
    state = one.state
    return {
        "item": state.item.code,
        "direction": state.item.direction_id,
        "level": state.level,
        "score": percent_text(state.score_e4),
        "score_exact": one.score_text,
        "not_applicable": state.not_applicable,
        "method": one.method,
        "formula": one.formula,
        "numbers": one.numbers,
        "steps": list(one.steps),
        "entry": values_of(state.item, state.entry) or None,
        "entered_at": one.entered_at,
        "origin": str(one.origin),
        "requirement_provenance": one.requirement_provenance,
        "requirement_note": one.requirement_note,
        "raises": [raise_data(each) for each in one.raises],
    }


def raise_data(one: Raise) -> dict[str, Any]:
    return {
        "code": one.code,
        "item": one.item.code,
        "amount": one.amount,
        "item_score": percent_text(one.item_score_e4),
        "percent": percent_text(one.settlement_percent_e4),
        "gain": percent_text(one.gain_e4),
    }
