"""Filters of the lists of applications, shared by page, export and API."""

from datetime import date
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from infra_support.choices import ApplicationState
from infra_support.models import Application, Clock
from infra_support.workflow_phrases import staff_wording
from rss_portal.ui.folding import fold

LISTED = [(state.value, staff_wording(state)) for state in ApplicationState if state != ApplicationState.DRAFT]
YES = (("yes", _("Yes")),)


def running_clocks(overdue_on: date | None = None) -> QuerySet[Clock]:
    """Running terms of the application at hand; with a day only those that were due before it."""
    running = Clock.objects.filter(application=OuterRef("pk"), stopped_at=None)
    return running.filter(due_on__lt=overdue_on) if overdue_on else running


class QueueFilter(filters.FilterSet):
    """Applications by words, state, priority, lateness, day of registration."""

    q = filters.CharFilter(method="search", label=_("Number, applicant or project"))
    state = filters.ChoiceFilter(choices=LISTED, label=_("State"), empty_label=_("Any"))
    priority = filters.ChoiceFilter(
        choices=YES, method="only_priority", label=_("Priority programme"), empty_label=_("Any")
    )
    overdue = filters.ChoiceFilter(choices=YES, method="only_overdue", label=_("Overdue"), empty_label=_("Any"))
    since = filters.DateFilter(
        field_name="registered_at", lookup_expr="date__gte", label=_("Registered from"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )  # fmt: skip

    class Meta:
        model = Application
        fields = ["q", "state", "priority", "overdue", "since"]

    def search(self, queryset: QuerySet[Application], name: str, value: str) -> QuerySet[Application]:
        for word in fold(value).split():
            queryset = queryset.filter(search__contains=word)
        return queryset

    def only_priority(self, queryset: QuerySet[Application], name: str, value: Any) -> QuerySet[Application]:
        return queryset.filter(priority=True)

    def only_overdue(self, queryset: QuerySet[Application], name: str, value: Any) -> QuerySet[Application]:
        return queryset.filter(Exists(running_clocks(timezone.localdate())))
