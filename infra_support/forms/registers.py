"""Rows of the registers, the scan of a report, and the file of an import."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from infra_support import models as m
from infra_support.monitoring_queries import FUNDED, in_regions
from rss_portal.ui.folding import fold
from settlements.choices import Level
from settlements.models import Territory
from settlements.scope import inside

from .fields import DayField

NOT_FOUND = _("No such settlement in the region: write its KATO code or its whole name.")


class SettlementField(forms.CharField):
    """A settlement by its KATO code or by its whole name; `regions` are where it is looked for."""

    regions: list[Territory] = []

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Territory):
            return value.kato
        return value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        held = Territory.objects.filter(inside(self.regions, own="kato"), valid_to=None)
        found = list(held.filter(Q(kato=text) | Q(search__contains=fold(text)))[:50]) if text else []
        exact = [one for one in found if text == one.kato or fold(text) in (fold(one.name_kk), fold(one.name_ru))]
        if len(exact) != 1:
            raise forms.ValidationError(NOT_FOUND)
        return exact[0]


class RowForm(forms.ModelForm):
    """A row of a register; what it may belong to is narrowed to REGIONS."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, regions: list[Territory], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.regions = regions
        self.fields["version"].initial = getattr(self.instance, "version", 1)
        for name, field in self.fields.items():
            self._narrow(name, field)

    def _narrow(self, name: str, field: forms.Field) -> None:
        if isinstance(field, SettlementField):
            field.regions = self.regions
        elif name == "region":
            chosen = Territory.objects.filter(level=Level.REGION, valid_to=None).order_by("kato")
            self._choose(name, chosen.filter(in_regions("kato", self.regions)))
        elif name in ("object", "trade_object", "application"):
            held = field.queryset.select_related("region")  # type: ignore[attr-defined]
            self._choose(name, held.filter(in_regions("region", self.regions)))

    def _choose(self, name: str, rows: QuerySet[Any]) -> None:
        field = self.fields[name]
        field.queryset = rows  # type: ignore[attr-defined]
        if name == "region" and not self.instance.pk and rows.count() == 1:
            field.initial = rows.first()

    @property
    def row_values(self) -> dict[str, Any]:
        """What the service writes."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def _post_clean(self) -> None:
        """The row itself is written and checked by the service; only its fields are validated here."""
        untouched = {
            field.attname: getattr(self.instance, field.attname) for field in self._meta.model._meta.concrete_fields
        }
        super()._post_clean()  # type: ignore[misc]
        for name, value in untouched.items():
            setattr(self.instance, name, value)


class PlacedForm(RowForm):
    settlement = SettlementField(
        label=_("Settlement"), help_text=_("KATO code or whole name of the settlement."), max_length=200
    )


class ObjectForm(PlacedForm):
    commissioned_on = DayField(label=_("Commissioned"), required=False)

    class Meta:
        model = m.InfrastructureObject
        fields = [
            "region", "settlement", "kind", "name_kk", "name_ru", "name_en", "area_m2", "operator", "shared",
            "planned_users", "route", "stage", "commissioned_on", "capacity",
        ]  # fmt: skip


class UseForm(RowForm):
    starts_on = DayField(label=_("First day"), past=False)
    ends_on = DayField(
        label=_("Last day"),
        past=False,
        help_text=_("At most 36 months after the first day, longer with consent (p.7)."),
    )
    consent_on = DayField(label=_("Consent to a longer term: date"), required=False)

    class Meta:
        model = m.ObjectUse
        fields = [
            "object", "user_name", "account_number", "places", "starts_on", "ends_on", "consent_number", "consent_on"
        ]  # fmt: skip


class TradeForm(PlacedForm):
    class Meta:
        model = m.TradeObject
        fields = ["region", "settlement", "name", "address", "trade_area_m2", "state_utilities"]


class ShelfForm(RowForm):
    starts_on = DayField(label=_("First day"), past=False)
    ends_on = DayField(
        label=_("Last day"), past=False, help_text=_("At least 6 months after the first day; may be extended (p.11).")
    )

    class Meta:
        model = m.ShelfPlacement
        fields = ["trade_object", "producer", "goods", "area_m2", "starts_on", "ends_on"]


class PriorityForm(RowForm):
    oked = forms.CharField(
        label=_("OKED code"),
        max_length=8,
        help_text=_("Section, division, group, class or subclass, for instance 10 or 10.51.1."),
    )
    valid_from = DayField(label=_("In force from"), past=False)
    valid_to = DayField(label=_("In force to"), past=False, required=False)

    class Meta:
        model = m.PriorityActivity
        fields = ["region", "oked", "name_kk", "name_ru", "name_en", "valid_from", "valid_to"]


class RecordForm(RowForm):
    date = DayField(label=_("Date"))
    text = forms.CharField(label=_("Question or text"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    answer = forms.CharField(
        label=_("Answer or outcome"), max_length=4000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    class Meta:
        model = m.CoordinatorRecord
        fields = ["region", "kind", "date", "subject", "who", "text", "answer", "object"]


class ProjectForm(RowForm):
    """Rows of a funded project."""

    def _choose(self, name: str, rows: QuerySet[Any]) -> None:
        super()._choose(name, rows.filter(state__in=FUNDED) if name == "application" else rows)


class FactForm(ProjectForm):
    class Meta:
        model = m.ProjectFact
        fields = ["application", "year", "kind", "value", "note"]


class ProjectYearForm(ProjectForm):
    class Meta:
        model = m.ProjectYear
        fields = ["application", "year", "source", "planned", "absorbed", "reason", "work_state", "load_percent"]


FORMS: dict[str, type[RowForm]] = {
    "objects": ObjectForm,
    "uses": UseForm,
    "trade": TradeForm,
    "shelves": ShelfForm,
    "priorities": PriorityForm,
    "records": RecordForm,
    "facts": FactForm,
    "project-years": ProjectYearForm,
}


class ScanForm(forms.Form):
    """The signed scan of a report (p.30)."""

    accepted_on = DayField(label=_("Accepted on"))
    scan = forms.FileField(label=_("Signed scan (PDF)"))


class RowsFileForm(forms.Form):
    """A file of rows."""

    file = forms.FileField(label=_("File (XLSX or CSV)"))
