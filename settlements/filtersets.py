"""Filters of the register's list, shared by the page and its export."""

from datetime import date
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rss_portal.ui.folding import fold
from settlements.choices import ChangeKind, Kind, Level, Status
from settlements.models import Territory, TerritoryChange


def matching(territories: QuerySet[Any], text: str, prefix: str = "") -> QuerySet[Any]:
    """TERRITORIES whose folded name or code contains every word of TEXT."""
    for word in fold(text).split():
        territories = territories.filter(**{f"{prefix}search__contains": word})
    return territories


class TerritoryFilter(filters.FilterSet):
    """Units of the register. Without `on` those in force today."""

    q = filters.CharFilter(method="search", label=_("Name or code"))
    level = filters.ChoiceFilter(choices=Level.choices, label=_("Level"), empty_label=_("Any"))
    kind = filters.ChoiceFilter(choices=Kind.choices, label=_("Kind of unit"), empty_label=_("Any"))
    status = filters.ChoiceFilter(choices=Status.choices, method="of_status", label=_("Status"), empty_label=_("Any"))
    monitored = filters.BooleanFilter(
        label=_("Only monitored settlements"), widget=forms.CheckboxInput, method="only_monitored"
    )
    on = filters.DateFilter(
        method="valid_on", label=_("As of"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    within = filters.CharFilter(method="inside", label=_("Inside"), widget=forms.HiddenInput)

    class Meta:
        model = Territory
        fields = ["q", "level", "kind", "status", "monitored", "on", "within"]

    def search(self, queryset: QuerySet[Territory], name: str, value: str) -> QuerySet[Territory]:
        return matching(queryset, value)

    def of_status(self, queryset: QuerySet[Territory], name: str, value: str) -> QuerySet[Territory]:
        """Settlements whose status in the year shown is VALUE; the view names the year."""
        return queryset.filter(years__year=self.request.status_year, years__status=value)

    def only_monitored(self, queryset: QuerySet[Territory], name: str, value: bool) -> QuerySet[Territory]:
        return queryset.filter(monitored=True) if value else queryset

    def valid_on(self, queryset: QuerySet[Territory], name: str, value: date) -> QuerySet[Territory]:
        return queryset.valid_on(value)  # type: ignore[attr-defined]

    def inside(self, queryset: QuerySet[Territory], name: str, value: str) -> QuerySet[Territory]:
        unit = Territory.objects.filter(kato=value).first()
        return queryset.within(unit) if unit else queryset.none()  # type: ignore[attr-defined]

    @property
    def narrowed(self) -> bool:
        """Whether anything but the place and the day is asked for; else the page browses the tree."""
        given = self.form.cleaned_data if self.form.is_valid() else {}
        return any(given.get(name) for name in ("q", "level", "kind", "status", "monitored"))


class ChangeFilter(filters.FilterSet):
    """Changes that editions of the classifier brought."""

    q = filters.CharFilter(method="search", label=_("Name or code"))
    kind = filters.ChoiceFilter(choices=ChangeKind.choices, label=_("Kind of change"), empty_label=_("Any"))
    proposed = filters.BooleanFilter(
        label=_("Only those that wait for confirmation"), widget=forms.CheckboxInput, method="only_proposed"
    )

    class Meta:
        model = TerritoryChange
        fields = ["q", "kind", "proposed"]

    def search(self, queryset: QuerySet[TerritoryChange], name: str, value: str) -> QuerySet[TerritoryChange]:
        return matching(queryset, value, "territory__")

    def only_proposed(self, queryset: QuerySet[TerritoryChange], name: str, value: bool) -> QuerySet[TerritoryChange]:
        return queryset.filter(proposed=True) if value else queryset
