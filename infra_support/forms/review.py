"""What the coordinator writes while reviewing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from infra_support.choices import EligibilityCode, EligibilityState, RefusalReason

from .fields import long_text

BUDGET_ONLY = (RefusalReason.BUDGET,)


class StepForm(forms.Form):
    """A step that needs nothing but the version that the person saw."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class RefusalForm(StepForm):
    """Grounds and words of a refusal (p.20)."""

    reason_codes = forms.MultipleChoiceField(
        label=_("Grounds"),
        choices=[choice for choice in RefusalReason.choices if choice[0] not in BUDGET_ONLY],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("p.9, p.13, p.20 of the rules"),
    )
    reason = long_text(_("Reasons"), help_text=_("These words go into the letter to the applicant."))


class ReturnForm(StepForm):
    """Grounds and words of a return from the budget process (p.26)."""

    reason_codes = forms.MultipleChoiceField(
        label=_("Grounds"),
        choices=[(RefusalReason.BUDGET.value, RefusalReason.BUDGET.label)],
        widget=forms.CheckboxSelectMultiple,
        initial=[RefusalReason.BUDGET.value],
    )
    reason = long_text(_("Reasons"), help_text=_("These words go into the letter to the applicant."))


class EligibilityForm(forms.Form):
    """One line of the check list."""

    code = forms.ChoiceField(choices=EligibilityCode.choices, widget=forms.HiddenInput)
    state = forms.ChoiceField(label=_("Result"), choices=EligibilityState.choices)
    evidence = forms.CharField(
        label=_("Evidence"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def clean(self) -> dict[str, Any]:
        """A result that was found needs to say where."""
        data = super().clean() or {}
        if data.get("state") not in (None, EligibilityState.UNKNOWN) and not data.get("evidence", "").strip():
            self.add_error("evidence", _("Say by what it was found: the register, the certificate, the date."))
        return data
