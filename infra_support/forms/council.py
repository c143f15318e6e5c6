"""Seats, meetings and votes of a council."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from infra_support.choices import SeatKind
from infra_support.models import CouncilMeeting, CouncilMember
from rss_portal.accounts.choices import Role
from rss_portal.accounts.models import User

from .fields import DayField, long_text


class MemberForm(forms.ModelForm):
    """A seat; the account is one of the region's council members on the portal, if the person has one."""

    seat_kind = forms.ChoiceField(label=_("Seat"), choices=SeatKind.choices, widget=forms.RadioSelect)
    valid_from = DayField(label=_("Member from"), past=False)
    valid_to = DayField(label=_("Member to"), past=False, required=False)

    class Meta:
        model = CouncilMember
        fields = ["full_name", "position", "seat_kind", "chair", "user", "valid_from", "valid_to"]

    def __init__(self, *args: Any, region: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        held = {"role_grants__role": Role.COUNCIL_MEMBER, "role_grants__territory_code": region.pk}
        self.fields["user"].queryset = User.objects.filter(is_active=True, **held).distinct()  # type: ignore[attr-defined]
        self.fields["user"].label = _("Account on the portal")
        self.fields["user"].label_from_instance = lambda one: one.get_full_name() or one.username  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("valid_from"), data.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("A seat cannot end before it begins."))
        return data


class MeetingForm(forms.ModelForm):
    """Date, time and place of a meeting (p.19 4))."""

    held_on = DayField(label=_("Date"), past=False)
    begins_at = forms.TimeField(label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    class Meta:
        model = CouncilMeeting
        fields = ["held_on", "begins_at", "place"]


class VotesForm(forms.Form):
    """Votes on one item as the secretary counted them."""

    votes_for = forms.IntegerField(label=_("For"), min_value=0, max_value=999)
    votes_against = forms.IntegerField(label=_("Against"), min_value=0, max_value=999, initial=0)
    abstained = forms.IntegerField(label=_("Abstained"), min_value=0, max_value=999, initial=0)
    reason = long_text(
        _("Reasons"), rows=2, required=False, help_text=_("Needed when the votes do not reach the number for approval.")
    )


class RecusalForm(forms.Form):
    """A conflict of interest declared by one of those who attend."""

    member = forms.ModelChoiceField(label=_("Member"), queryset=CouncilMember.objects.none())
    reason = forms.CharField(label=_("Conflict of interest"), max_length=300)

    def __init__(self, *args: Any, members: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["member"].queryset = members  # type: ignore[attr-defined]


class CancelForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=500)
