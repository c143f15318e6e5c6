"""Pages of a document to read: tree and indicators, sections, measures, resources, passports, changes."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from planning_docs.change_lines import change_lines
from planning_docs.document_pages import DocumentPage, open_page
from planning_docs.finding_messages import known_messages, messages_of
from planning_docs.indicator_rows import numbered, rows_of
from planning_docs.models import CalculationPassport, FinancialNeed, Indicator, Measure, MeasureFunding, ResourceLine
from planning_docs.rules.checks.indicators import passport_is_owed
from rss_portal.access import require
from rss_portal.ui.lists import page_of
from rss_portal.ui.rich_text import shown

INDICATORS_ON_PAGE = 25
MEASURES_ON_PAGE = 25


@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """Tree left, indicators of the chosen branch right, messages of the rules in the gutter."""
    page = open_page(request, pk, "indicators")
    chosen = page.contents.node(request.GET.get("node"))
    nodes = list(chosen.below()) if chosen else page.contents.nodes
    everything = numbered(nodes, [] if chosen else page.contents.loose)
    shown_page = Paginator(everything, INDICATORS_ON_PAGE).get_page(request.GET.get("page"))
    rows = rows_of(page.contents, [(number, one) for _node, number, one in shown_page])
    groups = _groups([node for node, _number, _one in shown_page], rows)
    context = page.context(
        groups=groups,
        chosen=chosen,
        rows_page=shown_page,
        rule_messages=known_messages(page.edition) if page.checked else None,
        years=page.contents.years,
    )
    return render(request, "planning/document.html", context)


def _groups(nodes: list[Any], rows: list[Any]) -> list[dict[str, Any]]:
    """Rows under the heading of the element that they hang on."""
    groups: list[dict[str, Any]] = []
    for node, row in zip(nodes, rows, strict=True):
        if not groups or groups[-1]["node"] is not node:
            groups.append({"node": node, "rows": []})
        groups[-1]["rows"].append(row)
    return groups


@require_safe
def messages(request: HttpRequest, pk: int) -> HttpResponse:
    """What the rules find in the edition: a part of the document's page, or a page of its own."""
    page = open_page(request, pk, "indicators")
    require(request.user, "planning.see_draft", page.document)
    whole = not request.htmx  # type: ignore[attr-defined]
    template = "planning/messages.html" if whole else "planning/_messages.html"
    return render(request, template, page.context(rule_messages=messages_of(page.edition)))


@require_safe
def sections(request: HttpRequest, pk: int) -> HttpResponse:
    """The text of the document."""
    page = open_page(request, pk, "sections")
    texts = [
        {"section": one, "kk": shown(one.text_kk), "ru": shown(one.text_ru)} for one in page.contents.sections
    ]  # fmt: skip
    return render(request, "planning/sections.html", page.context(texts=texts))


@require_safe
def measures(request: HttpRequest, pk: int) -> HttpResponse:
    """Measures with their yearly money or quantity, by goal."""
    page = open_page(request, pk, "measures")
    rows = Measure.objects.filter(edition=page.edition).select_related("goal", "indicator", "responsible", "programme")
    if node := page.contents.node(request.GET.get("node")):
        rows = rows.filter(goal__in=[one.element.pk for one in node.below()])
    sources = Prefetch("funding", MeasureFunding.objects.order_by("year", "source"))
    rows = rows.prefetch_related("quantities", sources).order_by("goal__position", "position", "pk")
    shown_page = page_of(request, rows, MEASURES_ON_PAGE)
    context = page.context(
        rows_page=shown_page, lines=[_measure_line(page, one) for one in shown_page], chosen=node,
        years=list(page.document.years),
    )  # fmt: skip
    return render(request, "planning/measures.html", context)


def _measure_line(page: DocumentPage, measure: Measure) -> dict[str, Any]:
    quantities = {one.year: one.quantity for one in measure.quantities.all()}
    money: dict[int, Any] = {}
    for one in measure.funding.all():
        if one.amount_mln is not None:
            money[one.year] = money.get(one.year, 0) + one.amount_mln
    sources = dict.fromkeys(one.get_source_display() for one in measure.funding.all())
    return {
        "measure": measure,
        "cells": [{"money": money.get(year), "quantity": quantities.get(year)} for year in page.document.years],
        "total": sum(money.values()) if money else None,
        "sources": list(sources),
    }


@require_safe
def resources(request: HttpRequest, pk: int) -> HttpResponse:
    """Resources by goal, source and year; financial need of indicators."""
    page = open_page(request, pk, "resources")
    lines = ResourceLine.objects.filter(edition=page.edition).select_related("goal", "programme")
    lines = lines.order_by("goal__position", "source", "year")
    needs = FinancialNeed.objects.filter(edition=page.edition).select_related("indicator", "programme")
    totals = lines.exclude(kind="human").order_by("year").values("year").annotate(amount=Sum("amount"))
    context = page.context(lines=lines, needs=needs, totals=totals, years=list(page.document.years))
    return render(request, "planning/resources.html", context)


@require_safe
def passports(request: HttpRequest, pk: int) -> HttpResponse:
    """Which indicators have a calculation passport, and what is in it."""
    page = open_page(request, pk, "passports")
    known = {one.indicator_key: one for one in CalculationPassport.objects.filter(document=page.document)}
    rows = [
        (one, known.get(one.key), passport_is_owed(page.document.kind, one.kind, one.own_additional))
        for one in Indicator.objects.filter(edition=page.edition)
    ]
    missing = sum(owed and not passport for _one, passport, owed in rows)
    return render(request, "planning/passports.html", page.context(rows=rows, missing=missing))


@require_safe
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """Who changed what and when; the editions of the document."""
    page = open_page(request, pk, "changes")
    staff = request.user.is_authenticated
    context = page.context(
        lines=change_lines(request, page.document) if staff else None,
        editions=page.document.editions.exclude(state="draft").order_by("-number"),
    )
    return render(request, "planning/changes.html", context)
