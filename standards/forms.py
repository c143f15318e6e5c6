"""Forms of the dashboards: what a page shows (year, edition, scope) and what a computation is started for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from standards.choices import Scope


class SelectionForm(forms.Form):
    """Year, edition and scope of a page; every field may be left out and then takes the page's default."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int, required=False, empty_value=None)
    edition = forms.ChoiceField(label=_("Edition"), required=False)
    scope = forms.ChoiceField(label=_("Urban or rural"), choices=Scope.choices, required=False)

    def __init__(self, *args: Any, years: list[int], editions: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        self.fields["edition"].choices = [(code, code) for code in editions]  # type: ignore[attr-defined]
        self.fields["year"].error_messages["invalid_choice"] = _("There are no figures of the year %(value)s.")
        self.fields["edition"].error_messages["invalid_choice"] = _("There are no figures by the edition “%(value)s”.")
        self.fields["scope"].error_messages["invalid_choice"] = _("“%(value)s” is not a scope: all, urban or rural is.")


class RecomputeForm(forms.Form):
    """Which figures are computed again."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    edition = forms.ChoiceField(label=_("Edition"))
    territory = forms.CharField(label=_("Territory (КАТО code, or KZ)"), max_length=9, initial="KZ")

    def __init__(self, *args: Any, years: list[int], editions: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
        self.fields["edition"].choices = [(code, code) for code in editions]  # type: ignore[attr-defined]
