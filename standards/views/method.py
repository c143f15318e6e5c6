"""The method page: formulas, parameters, calibration, editions, official and own figures."""

from dataclasses import dataclass
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from standards import dashboard_queries
from standards.models import Edition
from standards.phrases import decimal_mark, formula_names
from standards.rules.formula_text import FormulaText, equation
from standards.rules.formulas import exact
from standards.rules.item_scores import FACILITY, METHODS, ItemParameters
from standards.rules.rounding import to_e4
from standards.selection import available_to

# Зеренді: 3 schools, 2 of them in need of capital repair, 1 more needed (slides of 2023, p. 7).
PUBLISHED_EXAMPLE = {
    "required": 4, "good": 1, "current_repair": 0, "capital_repair": 2, "emergency": 0, "lacking_equipment": 0,
}  # fmt: skip


@dataclass(frozen=True)
class ExampleRow:
    """The published example by one formula, with the numbers put in."""

    method: str
    numbers: str
    percent_e4: int | None


def method(request: HttpRequest) -> HttpResponse:
    """How every figure of the portal comes about (spec 20.1-20.4)."""
    context = {
        "editions": list(Edition.objects.all()),
        "available": available_to(request.user),
        "odd": dashboard_queries.odd_published(dashboard_queries.published_provision(), {}),
        "example": published_example(),
    }
    return render(request, "standards/method.html", context)


def published_example() -> list[ExampleRow]:
    """The only published example by every formula of facilities, computed by the rules themselves."""
    values = {name: Fraction(value) for name, value in PUBLISHED_EXAMPLE.items()}
    rows = []
    for name, method in METHODS[FACILITY].items():
        formula = method(ItemParameters())
        score = exact(formula, values)
        numbers = FormulaText(formula_names(), values, decimal_mark()).numbers(formula, values)
        rows.append(ExampleRow(name, equation(numbers, score, decimal_mark()), to_e4(100 * score)))
    return rows
