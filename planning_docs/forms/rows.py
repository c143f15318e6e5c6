"""Forms of the rows of an edition, one a kind of row."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import ElementKind
from planning_docs.forms.fields import RowForm, bodies
from planning_docs.models import BudgetProgramme, Element, FinancialNeed, Indicator, Measure, ResourceLine, Section
from planning_docs.rules import kinds
from planning_docs.rules.reading import NotANumber, read_number
from rss_portal.ui.formats import name
from rss_portal.ui.rich_text import RichTextField


class SectionForm(RowForm):
    """The text of a section in both languages; titles are free where the methodology prescribes none."""

    text_kk = RichTextField(label=_("Text in Kazakh"), required=False)
    text_ru = RichTextField(label=_("Text in Russian"), required=False)

    class Meta:
        model = Section
        fields = ["title_kk", "title_ru", "text_kk", "text_ru"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        codes = {one.code for one in kinds.sections(self.edition.document.kind)}
        if self.instance.code in codes:
            del self.fields["title_kk"], self.fields["title_ru"]

    @property
    def values(self) -> dict[str, Any]:
        return super().values | ({} if self.instance.code else {"code": f"free-{uuid4().hex[:8]}"})


def indented(element: Element) -> str:
    return f"{element.get_kind_display()}: {name(element)}"


class ElementForm(RowForm):
    """A priority, direction, goal or task. Its kind follows from what it stands under."""

    ways_kk = RichTextField(label=_("Ways to reach, in Kazakh"), required=False)
    ways_ru = RichTextField(label=_("Ways to reach, in Russian"), required=False)

    class Meta:
        model = Element
        fields = ["parent", "name_kk", "name_ru", "name_en", "ends_in", "ways_kk", "ways_ru"]
        labels = {"parent": _("Stands under")}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.year_field("ends_in")
        self._choose_parent()
        if self._kind() != ElementKind.GOAL:
            del self.fields["ways_kk"], self.fields["ways_ru"]
        if self._kind() not in (ElementKind.GOAL, ElementKind.TASK):
            del self.fields["ends_in"]

    def label_of(self, thing: Any) -> str:
        return indented(thing) if isinstance(thing, Element) else name(thing)

    def _choose_parent(self) -> None:
        """A row stays at its level; a new one stands where the page said."""
        elements = Element.objects.filter(edition=self.edition)
        above = self.instance.parent if self.instance.pk else elements.filter(key=self.under or uuid4()).first()
        if above is None:
            del self.fields["parent"]
        else:
            field: Any = self.fields["parent"]
            field.queryset, field.required, field.initial = elements.filter(kind=above.kind), True, above.pk
        self.above = above

    def _kind(self) -> str:
        if self.instance.pk:
            return self.instance.kind
        found = kinds.children(self.edition.document.kind, self.above.kind if self.above else kinds.TOP)
        return found[0] if found else ""

    @property
    def values(self) -> dict[str, Any]:
        return super().values | {"kind": self._kind()}


class IndicatorForm(RowForm):
    """Everything about an indicator but its yearly values, passport and place in the decomposition."""

    class Meta:
        model = Indicator
        fields = [
            "element", "kind", "indicator_class", "name_kk", "name_ru", "name_en", "unit_kk", "unit_ru", "additive",
            "better", "base_year", "source_kk", "source_ru", "collection_kk", "collection_ru", "responsible",
            "official_kk", "official_ru", "co_executors", "programmes", "own_additional", "district_statistics",
        ]  # fmt: skip
        labels = {"element": _("Belongs to"), "programmes": _("Budget programmes")}
        help_texts = {
            "source_kk": _("Official statistics, departmental data or another source (paragraph 39)."),
            "indicator_class": _(
                "Macro indicators are not tied to single budget programmes (paragraphs 114-116, 144)."
            ),
            "additive": _("Tick for absolute values. A percent, an index or a rating does not add up."),
            "responsible": _("One body answers; others are co-executors (paragraphs 42, 55)."),
            "official_kk": _("Deputy head of the body, deputy akim."),
            "own_additional": _("At most 20 % of the indicators that come from higher documents (paragraph 143)."),
            "district_statistics": _("Without it the indicator enters Annex 7 without a breakdown (paragraph 149)."),
            "base_year": _("The year of the base value."),
        }
        widgets = {name: forms.Textarea(attrs={"rows": 2}) for name in ("source_kk", "source_ru")} | {
            name: forms.Textarea(attrs={"rows": 2}) for name in ("name_kk", "name_ru", "collection_kk", "collection_ru")
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["element"]
        field.queryset = Element.objects.filter(edition=self.edition, kind__in=self._carriers())
        if not self.instance.pk and self.under:
            field.initial = field.queryset.filter(key=self.under).values_list("pk", flat=True).first()
        responsible: Any = self.fields["responsible"]
        responsible.queryset = bodies(responsible=True)
        co_executors: Any = self.fields["co_executors"]
        co_executors.queryset = bodies()
        if not self.edition.document.kind.startswith("region"):
            del self.fields["own_additional"], self.fields["district_statistics"]
        self._choose_kind()

    def label_of(self, thing: Any) -> str:
        if isinstance(thing, BudgetProgramme):
            return f"{thing.code} {name(thing)}"
        return indented(thing) if isinstance(thing, Element) else name(thing)

    def _carriers(self) -> list[str]:
        return [kind for kind in ElementKind.values if kinds.indicator_kinds(self.edition.document.kind, kind)]

    def _choose_kind(self) -> None:
        """The kinds that documents of this kind have."""
        kind = self.edition.document.kind
        places = [kinds.TOP, *self._carriers()]
        allowed = [one for place in places for one in kinds.indicator_kinds(kind, place)]
        field: Any = self.fields["kind"]
        field.choices = [choice for choice in field.choices if choice[0] in allowed]


class MeasureForm(RowForm):
    """A measure but for its yearly quantities and money."""

    class Meta:
        model = Measure
        fields = [
            "name_kk", "name_ru", "goal", "indicator", "unit_kk", "unit_ru", "completion", "completion_kk",
            "completion_ru", "starts_in", "ends_in", "due_on", "responsible", "co_executors", "programme",
        ]  # fmt: skip
        labels = {"goal": _("Goal"), "indicator": _("Indicator that it serves"), "programme": _("Budget programme")}
        help_texts = {
            "unit_kk": _("Leave empty when the measure is counted in money."),
            "programme": _("A measure with funding names the budget programme (Annex 8)."),
        }
        widgets = {
            "due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "name_kk": forms.Textarea(attrs={"rows": 2}),
            "name_ru": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["goal"].queryset = Element.objects.filter(edition=self.edition).exclude(kind=ElementKind.TASK)
        fields["indicator"].queryset = Indicator.objects.filter(edition=self.edition)
        fields["responsible"].queryset = bodies(responsible=True)
        fields["co_executors"].queryset = bodies()
        for field in ("starts_in", "ends_in"):
            self.year_field(field)

    def label_of(self, thing: Any) -> str:
        return f"{thing.code} {name(thing)}" if isinstance(thing, BudgetProgramme) else name(thing)


class ResourceForm(RowForm):
    """Money of a goal from a source in a year, or people."""

    class Meta:
        model = ResourceLine
        fields = ["kind", "goal", "source", "programme", "indicator_free_ground", "year", "amount"]
        labels = {"goal": _("Goal"), "source": _("Source of funding"), "programme": _("Budget programme")}
        help_texts = {
            "amount": _("Million tenge, or persons for human resources."),
            "indicator_free_ground": _("Only for expenditure that may be tied to no indicator (paragraph 145)."),
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["goal"].queryset = Element.objects.filter(edition=self.edition, kind=ElementKind.GOAL)
        self.year_field("year")

    def label_of(self, thing: Any) -> str:
        return f"{thing.code} {name(thing)}" if isinstance(thing, BudgetProgramme) else name(thing)


class NeedForm(RowForm):
    """A line of Annex 4, with an amount for every year of the plan."""

    class Meta:
        model = FinancialNeed
        fields = [
            "indicator", "programme", "grounds_kk", "grounds_ru", "effect_kk", "effect_ru", "growth_share", "priority",
        ]  # fmt: skip
        labels = {"indicator": _("Target indicator"), "programme": _("Budget programme")}
        help_texts = {"priority": _("1 high, 2 middle, 3 the rest.")}
        widgets = {
            field: forms.Textarea(attrs={"rows": 2}) for field in ("grounds_kk", "grounds_ru", "effect_kk", "effect_ru")
        } | {"priority": forms.Select(choices=[(1, "1"), (2, "2"), (3, "3")])}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["indicator"].queryset = Indicator.objects.filter(edition=self.edition)
        for year in self.years:
            label = _("Need in %(year)s, mln tenge") % {"year": year}
            known = self.instance.amounts_mln.get(str(year), "")
            fields[f"year_{year}"] = forms.CharField(label=label, required=False, max_length=30, initial=known)

    def label_of(self, thing: Any) -> str:
        return f"{thing.code} {name(thing)}" if isinstance(thing, BudgetProgramme) else name(thing)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for year in self.years:
            try:
                found[f"year_{year}"] = read_number(found.get(f"year_{year}", ""))
            except NotANumber:
                self.add_error(f"year_{year}", _("A number is needed, for example 12.5."))
        return found

    @property
    def values(self) -> dict[str, Any]:
        values = {key: value for key, value in super().values.items() if not key.startswith("year_")}
        amounts = {str(year): self.cleaned_data[f"year_{year}"] for year in self.years}
        known = {year: format(amount, "f") for year, amount in amounts.items() if amount is not None}
        return values | {"amounts_mln": known}
