"""The choice of letters."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .choices import Mailing


class MailingForm(forms.Form):
    mailing = forms.ChoiceField(label=_("Notices by e-mail"), choices=Mailing.choices)
