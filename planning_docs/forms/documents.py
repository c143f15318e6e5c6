"""Forms of a document's heading, of a passport, of a link to a higher indicator, of bodies and programmes."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from planning_docs.forms.fields import NamedForms, bodies
from planning_docs.models import Body, BudgetProgramme, CalculationPassport, PlanningDocument
from planning_docs.permissions import bodies_of, visible_to
from planning_docs.rules import kinds
from planning_docs.services.passports import FIELDS
from rss_portal.accounts.choices import Role
from settlements.choices import Level
from settlements.models import Territory

FIRST, LAST = 1991, 2100
CODE = RegexValidator(r"^[A-Za-z0-9._-]{1,20}$", _("Latin letters, digits, dots and dashes."))


class DocumentForm(NamedForms):
    """A new document, or the heading of a draft."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = PlanningDocument
        fields = [
            "kind", "developer", "title_kk", "title_ru", "title_en", "year_from", "year_to", "parents", "co_executors",
            "restricted",
        ]  # fmt: skip
        labels = {"parents": _("Carries out the documents")}
        help_texts = {
            "restricted": _("A document for official use appears on no public page and in no open data."),
            "year_from": _("Concepts take 5 to 10 years, plans of bodies and regions 5 (paragraphs 88, 104, 127)."),
        }

    def __init__(self, user: Any, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["developer"].queryset = bodies().filter(pk__in=bodies_of(user, Role.PLANNING_EDITOR))
        fields["co_executors"].queryset = bodies()
        parents = visible_to(user).exclude(pk=self.instance.pk).order_by("kind", "-year_from")
        fields["parents"].queryset = self._possible(parents)
        for field in ("year_from", "year_to"):
            fields[field].min_value, fields[field].max_value = FIRST, LAST
            fields[field].widget.attrs.update(min=FIRST, max=LAST)
        if self.instance.pk:
            del fields["kind"], fields["developer"]
            fields["seen_version"].initial = self.instance.version

    def _possible(self, parents: Any) -> Any:
        if not self.instance.pk:
            return parents.filter(kind__in={kind for allowed in kinds.PARENTS.values() for kind in allowed})
        return parents.filter(kind__in=kinds.parents(self.instance.kind))

    def label_of(self, thing: Any) -> str:
        label = super().label_of(thing)
        return f"{thing.get_kind_display()}: {label}" if isinstance(thing, PlanningDocument) else label

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for field in ("year_from", "year_to"):
            if field in found and not FIRST <= found[field] <= LAST:
                self.add_error(
                    field, _("A year from %(first)s to %(last)s is needed.") % {"first": FIRST, "last": LAST}
                )
        kind = found.get("kind", self.instance.kind)
        if kind and any(parent.kind not in kinds.parents(kind) for parent in found.get("parents") or ()):
            self.add_error("parents", _("A document of this kind cannot carry out one of these (paragraphs 161-165)."))
        return found

    @property
    def values(self) -> dict[str, Any]:
        return {key: value for key, value in self.cleaned_data.items() if key != "seen_version"}


class PassportForm(forms.ModelForm):
    """The calculation passport of an indicator (Annex 1-1)."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = CalculationPassport
        fields = list(FIELDS)
        widgets = {"approved_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 3
        self.fields["seen_version"].initial = self.instance.version if self.instance.pk else 0


class LinkForm(forms.Form):
    """The indicator of a higher document that this one serves, with its share (§60-62)."""

    parent = forms.ChoiceField(label=_("Indicator of a higher document"), required=False)
    share_percent = forms.DecimalField(
        label=_("Share of the contribution, %"), required=False, min_value=0, max_value=100, max_digits=7,
        decimal_places=4, localize=True, help_text=_("How much of the higher indicator this document brings."),
    )  # fmt: skip
    several_bodies = forms.BooleanField(
        label=_("The higher indicator depends on several bodies (paragraph 60)"), required=False
    )
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, choices: list[tuple[str, Any]], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["parent"]
        field.choices = [("", _("Serves no higher indicator")), *choices]


class BodyForm(NamedForms):
    """A state body or organisation."""

    class Meta:
        model = Body
        fields = [
            "code", "kind", "name_kk", "name_ru", "name_en", "territory", "parent", "reports_to_president",
            "valid_from", "valid_to", "successor",
        ]  # fmt: skip
        labels = {"parent": _("Higher body"), "successor": _("Successor")}
        widgets = {
            field: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d") for field in ("valid_from", "valid_to")
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        levels = [Level.COUNTRY, Level.REGION]
        fields["territory"].queryset = Territory.objects.filter(level__in=levels, valid_to=None).order_by("kato")
        for field in ("parent", "successor"):
            fields[field].queryset = bodies().exclude(pk=self.instance.pk)
        fields["code"].validators.append(CODE)
        if self.instance.pk:
            del fields["code"]


class ProgrammeForm(NamedForms):
    """A budget programme with its administrator."""

    class Meta:
        model = BudgetProgramme
        fields = ["code", "name_kk", "name_ru", "administrator"]

    def validate_unique(self) -> None:
        """A code that is known changes its programme."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["code"].validators.append(CODE)
