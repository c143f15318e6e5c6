"""Tabs of a document's page; each app or module that has a page of a document names it here."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import DocumentState
from planning_docs.models import PlanningDocument


@dataclass(frozen=True)
class Tab:
    """A page of a document: its code, what it is called, and its address, which takes the document's number."""

    code: str
    label: str | Promise
    url_name: str
    order: int
    states: tuple[str, ...] = ()  # states of the document in which the page is there; empty: always


_MONITORED = (DocumentState.APPROVED, DocumentState.IN_FORCE, DocumentState.COMPLETED)
_tabs: list[Tab] = [
    Tab("indicators", _("Indicators"), "planning:document", 10),
    Tab("sections", _("Sections"), "planning:sections", 20),
    Tab("measures", _("Measures"), "planning:measures", 30),
    Tab("resources", _("Resources"), "planning:resources", 40),
    Tab("decomposition", _("Decomposition"), "planning:decomposition", 50),
    Tab("passports", _("Passports of calculation"), "planning:passports", 60),
    Tab("life", _("Agreeing and approval"), "planning:life", 100),
    Tab("facts", _("Facts of the plan"), "planning:facts", 110, _MONITORED),
    Tab("reports", _("Reports"), "planning:reports", 120, _MONITORED),
    Tab("deadlines", _("Deadlines"), "planning:document_deadlines", 130),
    Tab("forms", _("Forms"), "planning:forms", 130),
    Tab("changes", _("Changes"), "planning:changes", 200),
]


def add_tab(tab: Tab) -> None:
    """Give documents one more page; called once at start by the app that owns it."""
    if tab not in _tabs:
        _tabs.append(tab)
        _tabs.sort(key=lambda one: one.order)


def tabs_of(document: PlanningDocument, query: str = "") -> list[dict[str, Any]]:
    """The tabs of DOCUMENT in their order, each with its address."""
    return [
        {"code": tab.code, "label": tab.label, "url": reverse(tab.url_name, args=[document.pk]) + query}
        for tab in _tabs
        if not tab.states or document.state in tab.states
    ]
