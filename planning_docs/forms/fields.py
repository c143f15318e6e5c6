"""What all forms of planning documents share: choices by name, the version that the person saw."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from planning_docs.models import Body, DocumentEdition
from rss_portal.ui.collation import kazakh_order
from rss_portal.ui.formats import name


def bodies(*, responsible: bool = False) -> Any:
    """State bodies by name; those that may answer for an indicator or measure (§42, §55) when RESPONSIBLE."""
    rows = Body.objects.filter(valid_to=None).order_by(kazakh_order("name_kk"))
    return rows.filter(kind__in=["central", "local"]) if responsible else rows


class NamedForms(forms.ModelForm):
    """Things to choose from are told by their names; several of them by boxes to tick."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.label_from_instance = self.label_of  # type: ignore[method-assign, assignment]
            if isinstance(field, forms.ModelMultipleChoiceField):
                field.widget.attrs.setdefault("size", 8)
                field.help_text = field.help_text or _("Hold Ctrl to choose several.")

    def label_of(self, thing: Any) -> str:
        return name(thing)


class RowForm(NamedForms):
    """A row of an edition. `values` is what the service takes; the form itself saves nothing."""

    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, edition: DocumentEdition, under: str = "", **kwargs: Any):
        self.edition = edition
        self.under = under
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["seen_version"].initial = self.instance.version

    @property
    def years(self) -> range:
        return self.edition.document.years

    @property
    def values(self) -> dict[str, Any]:
        """The cleaned fields of the row."""
        return {key: value for key, value in self.cleaned_data.items() if key != "seen_version"}

    def year_field(self, field: str) -> None:
        """Make FIELD a choice of the years of the document."""
        old = self.fields[field]
        choices = [("", "—"), *((year, str(year)) for year in self.years)]
        self.fields[field] = forms.TypedChoiceField(
            label=old.label, choices=choices, coerce=int, empty_value=None, required=old.required
        )
