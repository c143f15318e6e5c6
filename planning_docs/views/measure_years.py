"""Yearly quantities and money of a measure."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from planning_docs.choices import FundingSource
from planning_docs.document_pages import open_for_editing
from planning_docs.indicator_rows import shown
from planning_docs.models import Measure
from planning_docs.rules.reading import NotANumber, read_number
from planning_docs.services.editing import VersionConflict
from planning_docs.services.values import save_measure_years

QUANTITY = "quantity"


@require_http_methods(["GET", "HEAD", "POST"])
def measure_years(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """A row a source of funding and one for the quantity, a column a year."""
    page = open_for_editing(request, pk, "measures")
    measure = get_object_or_404(Measure.objects.select_related("programme"), edition=page.edition, key=key)
    years = [year for year in page.document.years if measure.starts_in <= year <= measure.ends_in]
    typed: dict[str, str] = {}
    problems: dict[str, str] = {}
    if request.method == "POST":
        typed = {code: request.POST.get(code, "")[:40] for code in _codes(years)}
        numbers, problems = _read(typed)
        if not problems and _save(request, page, key, numbers):
            messages.success(request, _("Saved"))
            return redirect("planning:measures", pk)
        measure.refresh_from_db()
    rows = _rows(measure, years, typed, problems)
    context = page.context(measure=measure, years=years, rows=rows, problems=problems)
    return render(request, "planning/measure_years.html", context, status=422 if typed else 200)


def _codes(years: list[int]) -> Iterator[str]:
    for source in [QUANTITY, *FundingSource.values]:
        yield from (f"{source}-{year}" for year in years)


def _read(typed: dict[str, str]) -> tuple[dict[tuple[int, str], Decimal | None], dict[str, str]]:
    numbers: dict[tuple[int, str], Decimal | None] = {}
    problems: dict[str, str] = {}
    for code, text in typed.items():
        source, _dash, year = code.rpartition("-")
        try:
            numbers[int(year), source] = read_number(text)
        except NotANumber:
            problems[code] = _("A number is needed, for example 12.5.")
    return numbers, problems


def _save(request: HttpRequest, page: Any, key: UUID, numbers: dict[tuple[int, str], Decimal | None]) -> bool:
    """Save all; False, with a message, when somebody was faster."""
    quantities = {year: number for (year, source), number in numbers.items() if source == QUANTITY}
    funding = {code: number for code, number in numbers.items() if code[1] != QUANTITY}
    seen = request.POST.get("seen_version", "")
    version = int(seen) if seen.isdecimal() else None
    try:
        save_measure_years(request.user, page.edition, key, quantities, funding, seen_version=version)
    except VersionConflict:
        text = _("Somebody changed the measure meanwhile. Compare with the stored amounts and save again.")
        messages.error(request, text)
        return False
    return True


def _rows(measure: Measure, years: list[int], typed: dict[str, str], problems: dict[str, str]) -> list[dict[str, Any]]:
    stored = {f"{QUANTITY}-{one.year}": one.quantity for one in measure.quantities.all()}
    stored |= {f"{one.source}-{one.year}": one.amount_mln for one in measure.funding.all()}
    labels = {QUANTITY: _("Quantity"), **dict(FundingSource.choices)}
    return [
        {
            "label": label,
            "cells": [
                {
                    "code": code, "year": year, "stored": shown(stored.get(code)), "problem": problems.get(code, ""),
                    "value": typed.get(code, shown(stored.get(code))),
                }
                for year in years
                for code in [f"{source}-{year}"]
            ],
        }
        for source, label in labels.items()
    ]  # fmt: skip
