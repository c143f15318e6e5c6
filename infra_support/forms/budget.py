"""What the budget programme administrator, the planning authority and the coordinator record about the money."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from infra_support.choices import ObligationKind, Verdict
from infra_support.rules.support_term import MONTHS_MOST
from rss_portal.ui.formats import decimal

from .fields import DayField, long_text, thousand_tenge
from .review import StepForm

YEARS_OF_OBLIGATIONS = 3
_FIXED = [kind for kind in ObligationKind if kind != ObligationKind.OTHER]


def _short(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=60, **more)


class PlanningForm(StepForm):
    """The budget request that goes to the planning authority (p.26 1))."""

    programme_code = forms.CharField(label=_("Budget programme"), max_length=30)
    year = forms.IntegerField(label=_("Budget year"), min_value=2025, max_value=2100)
    amount = thousand_tenge(_("Amount, thousand tenge"))
    request_number = _short(_("Number of the budget request"))
    sent_to_planning_on = DayField(label=_("Sent to the planning authority"))


class OpinionForm(StepForm):
    """The planning authority's opinion, or the return unexamined (p.26)."""

    opinion = forms.ChoiceField(
        label=_("Opinion"),
        choices=[*Verdict.choices, ("", _("Returned unexamined"))],
        widget=forms.RadioSelect,
        required=False,
    )
    opinion_on = DayField(label=_("Date"))
    opinion_text = long_text(_("Text of the opinion"), required=False)


class CommissionForm(StepForm):
    """The budget commission's decision (p.26 3))."""

    commission = forms.ChoiceField(label=_("Decision"), choices=Verdict.choices, widget=forms.RadioSelect)
    commission_on = DayField(label=_("Date of the decision"))
    commission_number = _short(_("Number of the protocol"))
    commission_text = long_text(_("Text of the decision"), required=False)


class MaslikhatForm(StepForm):
    maslikhat_on = DayField(label=_("Local budget approved"))
    maslikhat_number = _short(_("Number of the decision"))


class ResolutionForm(StepForm):
    resolution_on = DayField(label=_("Date of the akimat's resolution"))
    resolution_number = _short(_("Number of the resolution"))


class PlanForm(StepForm):
    """The individual financing plan by months; its sum is the amount of the budget."""

    approved_on = DayField(label=_("Approved"))
    number = _short(_("Number"), required=False)
    year = forms.IntegerField(label=_("Year"), min_value=2025, max_value=2100)

    def __init__(self, *args: Any, amount: Decimal | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.amount = amount
        for month in range(1, 13):
            label = _("Month %(number)s, thousand tenge") % {"number": month}
            self.fields[f"month_{month}"] = thousand_tenge(label, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        total = sum(self.lines(data).values(), Decimal(0))
        if self.amount is not None and total != self.amount:
            words = {"total": decimal(total, 0), "amount": decimal(self.amount, 0)}
            text = _("The months make %(total)s, the budget gives %(amount)s thousand tenge.") % words
            self.add_error("month_1", text)
        return data

    def lines(self, data: dict[str, Any] | None = None) -> dict[date, Decimal]:
        """Amounts by the first day of the month."""
        given = self.cleaned_data if data is None else data
        year = given.get("year")
        if not year:
            return {}
        months = ((month, given.get(f"month_{month}")) for month in range(1, 13))
        return {date(year, month, 1): amount for month, amount in months if amount}


class AgreementForm(StepForm):
    """The agreement and the counter-obligations of three years (p.5, p.32)."""

    number = _short(_("Number of the agreement"))
    signed_on = DayField(label=_("Signed"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.years = [timezone.localdate().year + place for place in range(YEARS_OF_OBLIGATIONS)]
        for year in self.years:
            for kind in _FIXED:
                self.fields[f"plan_{year}_{kind.value}"] = forms.DecimalField(
                    label=f"{year}: {kind.label}", min_value=0, max_digits=18, decimal_places=3, required=False
                )
        self.fields["other"] = long_text(_("Other obligations"), rows=2, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not list(self.obligations(data)):
            self.add_error(None, _("Enter at least one counter-obligation."))
        return data

    def obligations(self, data: dict[str, Any] | None = None) -> Iterator[dict[str, Any]]:
        """Counter-obligations as `services.funding.make_agreement` takes them."""
        given = self.cleaned_data if data is None else data
        for year in self.years:
            for kind in _FIXED:
                planned = given.get(f"plan_{year}_{kind.value}")
                if planned:
                    yield {"year": year, "kind": kind.value, "planned": planned}
        other = (given.get("other") or "").strip()
        if other:
            yield {"year": self.years[0], "kind": ObligationKind.OTHER.value, "planned": 0, "text": other[:300]}


class CompletionForm(StepForm):
    commissioned_on = DayField(label=_("Commissioned"))
    act_number = _short(_("Number of the act of acceptance"))
    months = forms.IntegerField(label=_("Term of support, months"), min_value=1, max_value=MONTHS_MOST)


class ExtensionForm(StepForm):
    until = DayField(label=_("Support until"), past=False)
    consent_number = _short(_("Number of the consent of the local executive body"))
    consent_on = DayField(label=_("Date of the consent"))
