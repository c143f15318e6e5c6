"""Decomposition: how the indicators of a document hang together with those above and below."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from planning_docs.document_pages import DocumentPage, open_for_editing, open_page
from planning_docs.forms.documents import LinkForm
from planning_docs.models import Indicator
from planning_docs.permissions import visible_to
from planning_docs.queries.decomposition import Carried, possible_parents, root_of, tree_of, years_of
from planning_docs.services.editing import PlanningRefused, VersionConflict
from planning_docs.services.rows import change_row
from rss_portal.ui.formats import name
from rss_portal.ui.lists import page_of


@require_safe
def decomposition(request: HttpRequest, pk: int) -> HttpResponse:
    """Indicators with what they serve and their shares; `?indicator=` opens the whole tree of one."""
    page = open_page(request, pk, "decomposition")
    rows = Indicator.objects.filter(edition=page.edition).select_related("parent_document")
    shown = page_of(request, rows)
    above = _above(request, list(shown))
    lines = [(one, above.get((one.parent_document_id, one.parent_key))) for one in shown]
    return render(request, "planning/decomposition.html", page.context(rows_page=shown, lines=lines))


def _above(request: HttpRequest, rows: list[Indicator]) -> dict[Any, Indicator]:
    """The served indicators by document and key, of documents that the person may see."""
    keys = [one.parent_key for one in rows if one.parent_key]
    found = Indicator.objects.filter(key__in=keys, edition__document__in=visible_to(request.user))
    found = found.select_related("edition__document").order_by("edition__number")
    return {(one.edition.document_id, one.key): one for one in found}


@require_safe
def indicator_tree(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """One indicator through all documents that carry it, down to districts: shares, plan against plan, facts."""
    page = open_page(request, pk, "decomposition")
    indicator = Indicator.objects.filter(edition=page.edition, key=key).select_related("edition__document").first()
    if indicator is None:
        raise Http404(key)
    tree = tree_of(request.user, root_of(request.user, indicator))
    nodes = list(tree.below())
    years = years_of(nodes)
    context = page.context(
        indicator=indicator, tree=tree, years=years, lines=[tree_line(one, years, indicator) for one in nodes],
        links=len(nodes) - 1,
    )  # fmt: skip
    return render(request, "planning/indicator_tree.html", context)


def tree_line(node: Carried, years: list[int], opened: Indicator) -> dict[str, Any]:
    return {
        "node": node,
        "opened": node.indicator.pk == opened.pk,
        "cells": [(node.plans.get(year), node.facts.get(year), node.balance(year)) for year in years],
        "unbalanced": [year for year in years if node.balance(year)],
        "districts": [(place, [plans.get(year) for year in years]) for place, plans in node.districts],
        "district_balances": [node.district_balance(year) for year in years] if node.districts else [],
    }


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """Which indicator of a higher document this one serves, and with what share."""
    page = open_for_editing(request, pk, "decomposition")
    indicator = get_object_or_404(Indicator, edition=page.edition, key=key)
    form = LinkForm(_choices(request, page), request.POST or None, initial=_initial(indicator))
    if request.method == "POST" and form.is_valid() and _save(request, page, key, form):
        messages.success(request, _("Saved"))
        return redirect("planning:indicator_tree", pk, key)
    context = page.context(form=form, indicator=indicator)
    return render(request, "planning/link_form.html", context, status=422 if form.errors else 200)


def _choices(request: HttpRequest, page: DocumentPage) -> list[tuple[str, Any]]:
    """The indicators of each higher document, under its title."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in possible_parents(request.user, page.document):
        groups.setdefault(name(one.edition.document), []).append((_code(one.edition.document_id, one.key), name(one)))
    return list(groups.items())


def _code(document: Any, key: Any) -> str:
    return f"{document}:{key}"


def _initial(indicator: Indicator) -> dict[str, Any]:
    return {
        "parent": _code(indicator.parent_document_id, indicator.parent_key) if indicator.parent_key else "",
        "share_percent": indicator.share_percent,
        "several_bodies": indicator.several_bodies,
        "seen_version": indicator.version,
    }


def _save(request: HttpRequest, page: DocumentPage, key: UUID, form: LinkForm) -> bool:
    chosen = form.cleaned_data
    document, _colon, parent = chosen["parent"].partition(":")
    values = {
        "parent_document_id": int(document) if document else None,
        "parent_key": UUID(parent) if parent else None,
        "share_percent": chosen["share_percent"] if parent else None,
        "several_bodies": chosen["several_bodies"],
    }
    try:
        change_row(request.user, page.edition, Indicator, key, values, seen_version=chosen["seen_version"])
    except PlanningRefused as refused:
        form.add_error(None, str(refused.reason))
    except VersionConflict:
        form.add_error(None, _("Somebody changed the indicator meanwhile. Open the page again and repeat your change."))
    return not form.errors
