"""Fields that many forms of support have."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

IN_FUTURE = _("The date must not lie in the future.")


class DayField(forms.DateField):
    """A day chosen in the browser's own calendar; a PAST one must not lie in the future."""

    def __init__(self, *, past: bool = True, **kwargs: Any):
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)
        self.past = past

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if self.past and day and day > timezone.localdate():
            raise forms.ValidationError(IN_FUTURE)
        return day


def thousand_tenge(label: Any, **more: Any) -> forms.DecimalField:
    """A sum in thousand tenge, at least nought."""
    return forms.DecimalField(label=label, min_value=0, max_digits=18, decimal_places=3, **more)


def long_text(label: Any, *, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": rows}), **more)
