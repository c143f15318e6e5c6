"""Filters of computed rows, shared by page, export and API."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rss_portal.ui.folding import fold
from settlements.choices import Status
from standards.choices import Band
from standards.models import SettlementProvision

NO_RETURN = "none"


class SettlementProvisionFilter(django_filters.FilterSet):
    """Settlements by name or code, status and band; the band "none" is a settlement without a return."""

    name = django_filters.CharFilter(label=_("Name or code"), method="by_name")
    status = django_filters.ChoiceFilter(label=_("Status"), choices=Status.choices, empty_label=_("any"))
    band = django_filters.ChoiceFilter(
        label=_("Band"),
        choices=[*Band.choices, (NO_RETURN, _("No return"))],
        empty_label=_("any"),
        method="by_band",
    )

    class Meta:
        model = SettlementProvision
        fields = ["name", "status", "band"]

    def by_name(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Rows whose settlement's folded name or code contains every word of VALUE."""
        for word in fold(value).split():
            queryset = queryset.filter(settlement__search__contains=word)
        return queryset

    def by_band(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(percent_e4__isnull=True) if value == NO_RETURN else queryset.filter(band=value)
