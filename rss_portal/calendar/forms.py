"""Forms of the calendar's pages."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .choices import DayKind


class DayForm(forms.Form):
    """A day that differs from the plain week."""

    date = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    kind = forms.ChoiceField(label=_("Kind"), choices=DayKind.choices)
    name_kk = forms.CharField(label=_("Name in Kazakh"), max_length=200)
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=200)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["date"].widget.attrs |= {"min": f"{year}-01-01", "max": f"{year}-12-31"}


class ConfirmForm(forms.Form):
    source = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("The law or the Government's decree on moved days of this year.")
    )


class ProposeForm(forms.Form):
    year = forms.IntegerField(label=_("Year"), min_value=2010, max_value=2099)
