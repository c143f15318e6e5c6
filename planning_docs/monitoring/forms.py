"""Forms of the monitoring pages."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import FactStatus
from planning_docs.models import PlanningDocument
from planning_docs.permissions import visible_to
from rss_portal.ui import formats
from rss_portal.ui.rich_text import RichTextField
from settlements.models import Direction, Item, Territory
from standards.choices import Scope
from standards.models import Edition

from .choices import DeadlineState
from .queries.monitored import IndicatorLine, MeasureLine, SourceLine
from .services.facts import FUNDING_FIELDS, IndicatorEntry, MeasureEntry

DECIMAL: dict[str, Any] = {"max_digits": 20, "decimal_places": 4, "required": False, "localize": True}
MONEY: dict[str, Any] = {"max_digits": 16, "decimal_places": 4, "min_value": 0, "required": False, "localize": True}
SHORT_TEXT = {"rows": 2, "maxlength": 4000}


class DocumentChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return formats.name(obj) if hasattr(obj, "name_kk") else titled(obj)


def titled(document: PlanningDocument) -> str:
    """The document's title in the running language."""
    return formats.name(Titled(document))


class Titled:
    """A thing with titles as one with names, for `formats.name`."""

    def __init__(self, thing: Any):
        self.name_kk, self.name_ru, self.name_en = thing.title_kk, thing.title_ru, getattr(thing, "title_en", "")


class DeadlineFilter(forms.Form):
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2099, required=False)
    document = DocumentChoice(PlanningDocument.objects.none(), label=_("Document"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    mine = forms.BooleanField(label=_("Only mine"), required=False)

    def __init__(self, data: Any, *, user: Any):
        super().__init__(data)
        self.fields["document"].queryset = visible_to(user)  # type: ignore[attr-defined]
        self.fields["document"].empty_label = _("All documents")  # type: ignore[attr-defined]
        self.fields["state"].choices = [("", _("All states")), *DeadlineState.choices]  # type: ignore[attr-defined]
        if not getattr(user, "is_authenticated", False):
            del self.fields["mine"]


class MarkForm(forms.Form):
    """A step of a document is done."""

    step = forms.CharField(max_length=30, widget=forms.HiddenInput)
    about = forms.IntegerField(min_value=1990, max_value=2100, widget=forms.HiddenInput)
    number = forms.IntegerField(min_value=0, max_value=999, widget=forms.HiddenInput)
    done_on = forms.DateField(
        label=_("Done on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), initial=date.today
    )
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    @property
    def key(self) -> tuple[str, int, int]:
        return self.cleaned_data["step"], self.cleaned_data["about"], self.cleaned_data["number"]


class FactForm(forms.Form):
    """The fields of a row of facts; what the row is about is in `line`."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0, required=False)

    @property
    def seen_version(self) -> int:
        return self.cleaned_data.get("version") or 0


class IndicatorFactForm(FactForm):
    value = forms.DecimalField(label=_("Fact"), **DECIMAL)
    status = forms.ChoiceField(label=_("Status of the fact"), choices=FactStatus.choices)
    comment_kk = forms.CharField(
        label=_("Reason of a deviation, in Kazakh"), required=False, widget=forms.Textarea(SHORT_TEXT)
    )
    comment_ru = forms.CharField(
        label=_("Reason of a deviation, in Russian"), required=False, widget=forms.Textarea(SHORT_TEXT)
    )

    def __init__(self, line: IndicatorLine, data: Any = None, *, linked: bool = False, editable: bool = True):
        self.line, self.linked = line, linked
        place = f"-{line.territory.pk}" if line.territory else ""
        # A linked row without a fact yet has no select to take the status from: its field is disabled.
        initial = {"status": FactStatus.OPERATIONAL, **_initial(line.fact, self.base_fields)}
        super().__init__(data, prefix=f"i-{line.indicator.key}{place}", initial=initial)
        for name in ("value", "status") if linked else ():
            self.fields[name].disabled = True
        self.editable = editable

    def entry(self) -> IndicatorEntry:
        values = {name: self.cleaned_data[name] for name in ("value", "status", "comment_kk", "comment_ru")}
        place = self.line.territory.pk if self.line.territory else None
        return IndicatorEntry(self.line.indicator.key, values, self.line.bodies, self.seen_version, place)


class MeasureFactForm(FactForm):
    quantity = forms.DecimalField(label=_("Quantity done"), **DECIMAL)
    fully_completed = forms.BooleanField(label=_("Fully completed"), required=False)
    text_kk = forms.CharField(
        label=_("Information on the implementation, in Kazakh"), required=False, widget=forms.Textarea(SHORT_TEXT)
    )
    text_ru = forms.CharField(
        label=_("Information on the implementation, in Russian"), required=False, widget=forms.Textarea(SHORT_TEXT)
    )

    def __init__(self, line: MeasureLine, data: Any = None, *, editable: bool = True):
        self.line, self.editable = line, editable
        super().__init__(data, prefix=f"m-{line.measure.key}", initial=_initial(line.fact, self.base_fields))
        self.funding = [FundingFactForm(line, source, data) for source in line.sources]

    def is_valid(self) -> bool:
        money = [form.is_valid() for form in self.funding]
        return super().is_valid() and all(money)

    def entry(self) -> MeasureEntry:
        values = {name: self.cleaned_data[name] for name in ("quantity", "fully_completed", "text_kk", "text_ru")}
        funding = {form.source.source: form.values() for form in self.funding}
        return MeasureEntry(self.line.measure.key, values, self.line.bodies, self.seen_version, funding)


class FundingFactForm(forms.Form):
    allocated_mln = forms.DecimalField(label=_("Allocated, mln tenge"), **MONEY)
    absorbed_mln = forms.DecimalField(label=_("Absorbed, mln tenge"), **MONEY)
    reason_kk = forms.CharField(label=_("Reason of not using, in Kazakh"), required=False, max_length=1000)
    reason_ru = forms.CharField(label=_("Reason of not using, in Russian"), required=False, max_length=1000)

    def __init__(self, line: MeasureLine, source: SourceLine, data: Any = None):
        self.source = source
        initial = {
            "allocated_mln": trimmed(source.allocated), "absorbed_mln": trimmed(source.absorbed),
            "reason_kk": source.reason_kk, "reason_ru": source.reason_ru,
        }  # fmt: skip
        super().__init__(data, prefix=f"m-{line.measure.key}-{source.source}", initial=initial)

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FUNDING_FIELDS}


def _initial(fact: Any, fields: Iterable[str]) -> dict[str, Any]:
    return {name: trimmed(getattr(fact, name)) for name in fields} if fact else {}


def trimmed(value: Any) -> Any:
    """VALUE without the zeros that the database adds: 61.5000 is written as 61.5."""
    return Decimal(f"{value.normalize():f}") if isinstance(value, Decimal) else value


class ProvisionForm(forms.Form):
    """Which percent of the portal is the fact of an indicator."""

    territory = forms.ModelChoiceField(Territory.objects.none(), label=_("Territory"), empty_label=None)
    edition_code = forms.ChoiceField(label=_("Edition of the standards"))
    scope = forms.ChoiceField(label=_("Settlements"), choices=Scope.choices)
    direction_code = forms.ChoiceField(label=_("Direction"), required=False)
    item_code = forms.ChoiceField(label=_("Object or service"), required=False)

    def __init__(self, document: PlanningDocument, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        inside = Territory.objects.filter(level__in=("country", "region", "district"), valid_to=None)
        place = document.territory
        if place.level != "country":
            inside = inside.filter(**place.subtree_filter(""))
        fields: Mapping[str, Any] = self.fields
        fields["territory"].queryset = inside.order_by("level", "name_kk")
        fields["territory"].label_from_instance = formats.name
        fields["edition_code"].choices = [(one.pk, formats.name(Titled(one))) for one in Edition.objects.all()]
        fields["direction_code"].choices = [("", _("All directions")), *_named(Direction)]
        fields["item_code"].choices = [("", _("All objects and services")), *_named(Item)]

    def values(self) -> dict[str, Any]:
        found = dict(self.cleaned_data)
        found["territory_id"] = found.pop("territory").pk
        return found


def _named(model: Any) -> list[tuple[str, str]]:
    return [(one.pk, formats.name(one)) for one in model.objects.order_by("position", "code")]


class BeginReportForm(forms.Form):
    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    quarter = forms.TypedChoiceField(label=_("Period"), coerce=int, required=False, empty_value="0")

    def __init__(self, years: Iterable[int], quarterly: bool, data: Any = None):
        super().__init__(data)
        fields: Mapping[str, Any] = self.fields
        fields["year"].choices = [(year, str(year)) for year in years]
        quarters = [(n, _("Quarter %(number)s") % {"number": n}) for n in (1, 2, 3, 4)] if quarterly else []
        fields["quarter"].choices = [(0, _("The whole year")), *quarters]
        if not quarterly:
            fields["quarter"].widget = forms.HiddenInput()


class ReportTextForm(forms.Form):
    """The analytic note, the conclusions and proposals of a report."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    note_kk = RichTextField(label=_("Analytic note in Kazakh"), required=False)
    note_ru = RichTextField(label=_("Analytic note in Russian"), required=False)
    proposals_kk = RichTextField(label=_("Conclusions and proposals in Kazakh"), required=False)
    proposals_ru = RichTextField(label=_("Conclusions and proposals in Russian"), required=False)


class FactorForm(forms.Form):
    """A factor that influenced a concept (Annex 12, part 2)."""

    internal = forms.TypedChoiceField(
        label=_("Kind of the factor"), coerce=lambda code: code == "1", choices=[("0", _("Outer")), ("1", _("Inner"))]
    )
    text_kk = forms.CharField(label=_("Factor and its influence, in Kazakh"), widget=forms.Textarea(SHORT_TEXT))
    text_ru = forms.CharField(label=_("Factor and its influence, in Russian"), widget=forms.Textarea(SHORT_TEXT))
    measures_kk = forms.CharField(
        label=_("Measures taken, in Kazakh"), required=False, widget=forms.Textarea(SHORT_TEXT)
    )
    measures_ru = forms.CharField(
        label=_("Measures taken, in Russian"), required=False, widget=forms.Textarea(SHORT_TEXT)
    )


class ConclusionForm(forms.Form):
    """The authority's conclusion (Annex 11, rows 6 and 7)."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    analysis_kk = RichTextField(label=_("Analysis of the results in Kazakh"), required=False)
    analysis_ru = RichTextField(label=_("Analysis of the results in Russian"), required=False)
    findings_kk = RichTextField(label=_("Findings and proposals in Kazakh"), required=False)
    findings_ru = RichTextField(label=_("Findings and proposals in Russian"), required=False)


class InformationForm(forms.Form):
    text_kk = forms.CharField(label=_("Information in Kazakh"), widget=forms.Textarea({"rows": 4}), max_length=10000)
    text_ru = forms.CharField(label=_("Information in Russian"), widget=forms.Textarea({"rows": 4}), max_length=10000)


class ReturnForm(forms.Form):
    remarks = forms.CharField(label=_("What has to be corrected"), widget=forms.Textarea({"rows": 4}), max_length=10000)
