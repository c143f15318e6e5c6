from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .choices import Scope

DAYS = ((30, _("30 days")), (90, _("90 days")), (365, _("a year")))


class TokenForm(forms.Form):
    """What a new access token is for, what it allows and how long it lasts."""

    name = forms.CharField(label=_("What it is for"), max_length=100, help_text=_("For example: export to our system"))
    scope = forms.ChoiceField(label=_("Allows"), choices=Scope.choices, initial=Scope.READ)
    days = forms.TypedChoiceField(label=_("Valid for"), choices=DAYS, coerce=int, initial=90)

    def expires_at(self) -> datetime:
        return timezone.now() + timedelta(days=self.cleaned_data["days"])
