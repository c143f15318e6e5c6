"""Filters of the lists of planning documents and bodies, shared by page, export and API."""

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import BodyKind, DocumentKind, DocumentState
from planning_docs.models import Body, PlanningDocument
from rss_portal.ui.collation import kazakh_order
from rss_portal.ui.folding import fold
from rss_portal.ui.formats import name
from settlements.choices import Level
from settlements.models import Territory


class ByName(filters.ModelChoiceFilter):
    """A choice of things that have names in three languages."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.field_class = NamedChoice


class NamedChoice(filters.fields.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return name(obj)


def regions(request: Any = None) -> QuerySet[Territory]:
    """The country and its regions, by name."""
    return Territory.objects.filter(level=Level.REGION, valid_to=None).order_by(kazakh_order("name_kk"))


def developers(request: Any = None) -> QuerySet[Body]:
    """Bodies that have a document."""
    with_documents = PlanningDocument.objects.values("developer")
    return Body.objects.filter(pk__in=with_documents).order_by(kazakh_order("name_kk"))


class DocumentFilter(filters.FilterSet):
    """Planning documents by words of the title, kind, body, region, state and a year of the period."""

    q = filters.CharFilter(method="search_title", label=_("Title"))
    kind = filters.ChoiceFilter(choices=DocumentKind.choices, label=_("Kind of document"), empty_label=_("Any"))
    developer = ByName(queryset=developers, label=_("Developer"), empty_label=_("Any"))
    region = ByName(queryset=regions, field_name="territory", label=_("Region"), empty_label=_("Any"))
    state = filters.ChoiceFilter(choices=DocumentState.choices, label=_("State"), empty_label=_("Any"))
    year = filters.NumberFilter(
        method="in_year", label=_("Year"), widget=forms.NumberInput(attrs={"min": 1991, "max": 2100})
    )

    class Meta:
        model = PlanningDocument
        fields = ["q", "kind", "developer", "region", "state", "year"]

    def search_title(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        for word in fold(value).split():
            queryset = queryset.filter(search__contains=word)
        return queryset

    def in_year(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Documents whose period has the year."""
        year = min(int(value), 9999)
        return queryset.filter(year_from__lte=year, year_to__gte=year)


class BodyFilter(filters.FilterSet):
    """State bodies by words of the name or the code, and by kind."""

    q = filters.CharFilter(method="search_name", label=_("Name or code"))
    kind = filters.ChoiceFilter(choices=BodyKind.choices, label=_("Kind of body"), empty_label=_("Any"))

    class Meta:
        model = Body
        fields = ["q", "kind"]

    def search_name(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The register has some dozens of bodies, without a folded column: names are folded here."""
        words = fold(value).split()
        found = [
            code
            for code, kk, ru in queryset.values_list("code", "name_kk", "name_ru")
            if all(word in fold(f"{code} {kk} {ru}") for word in words)
        ]
        return queryset.filter(pk__in=found)
