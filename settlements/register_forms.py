"""Forms of the register, the profiles and the campaigns."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from settlements.item_lists import editions
from settlements.models import Campaign, SettlementYear, Territory
from settlements.rules.statuses import CITY_KINDS
from settlements.services.campaigns import DATES, CampaignRefused, check_dates
from settlements.services.profiles import MARKS, PEOPLE
from settlements.services.reference_import import LATITUDES, LONGITUDES


def date_input() -> forms.DateInput:
    """A date field that the browser draws with its own calendar."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SettlementCode(forms.CharField):
    """The code of a monitored settlement; an empty field is none."""

    def clean(self, value: Any) -> str | None:
        code = super().clean(value).strip()
        if not code:
            return None
        if not Territory.objects.filter(kato=code, monitored=True).exists():
            raise forms.ValidationError(_("%(code)s is not a monitored settlement of the register.") % {"code": code})
        return code


class ProfileForm(forms.Form):
    """What is known of a settlement in a year; the status follows from the marks."""

    population = forms.IntegerField(label=_("Population"), min_value=0, required=False)
    households = forms.IntegerField(label=_("Households"), min_value=0, required=False)
    population_source = forms.CharField(label=_("Source"), max_length=200, required=False)
    population_date = forms.DateField(label=_("As of"), required=False, widget=date_input())
    city_kind = forms.ChoiceField(
        label=_("Kind of city"),
        required=False,
        choices=[("", _("Not a city")), *((kind.value, kind.label) for kind in CITY_KINDS)],
    )
    is_district_centre = forms.BooleanField(label=_("District centre"), required=False)
    is_okrug_centre = forms.BooleanField(label=_("Centre of a rural okrug"), required=False)
    is_anchor = forms.BooleanField(label=_("Anchor village"), required=False)
    satellite_of_id = SettlementCode(
        label=_("Satellite of"),
        required=False,
        max_length=9,
        help_text=_("КАТО code of the anchor village."),
    )
    is_border = forms.BooleanField(label=_("Border territory"), required=False)
    is_remote = forms.BooleanField(label=_("Remote"), required=False)
    is_mono_town = forms.BooleanField(label=_("Mono-town"), required=False)
    is_small_town = forms.BooleanField(label=_("Small town"), required=False)
    is_undeveloped = forms.BooleanField(label=_("Not developed by the state"), required=False)
    monitored = forms.BooleanField(label=_("Monitored"), required=False)
    reason = forms.CharField(
        label=_("Reason of the change"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Kept in the change log: the act, its number and date."),
    )

    @classmethod
    def of(cls, profile: SettlementYear, data: Any = None) -> "ProfileForm":
        """The form filled with PROFILE."""
        names = (*PEOPLE, *MARKS, "monitored")
        return cls(data, initial={name: getattr(profile, name) for name in names})

    def values(self) -> dict[str, Any]:
        """Values for `services.profiles.set_profile`."""
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}


class PlaceForm(forms.Form):
    """Coordinates of a unit; both or none."""

    latitude = forms.DecimalField(
        label=_("Latitude, degrees"), required=False, decimal_places=6,
        min_value=LATITUDES[0], max_value=LATITUDES[1],
    )  # fmt: skip
    longitude = forms.DecimalField(
        label=_("Longitude, degrees"), required=False, decimal_places=6,
        min_value=LONGITUDES[0], max_value=LONGITUDES[1],
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.errors and (values["latitude"] is None) != (values["longitude"] is None):
            raise forms.ValidationError(_("Give both latitude and longitude, or neither."))
        return values


class CampaignForm(forms.ModelForm):
    """Edition and dates of a campaign."""

    class Meta:
        model = Campaign
        fields = ["year", "edition_code", *DATES]
        widgets = {name: date_input() for name in DATES}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["edition_code"] = forms.ChoiceField(label=_("Edition of standards"), choices=editions)
        self.fields["reason"] = forms.CharField(
            label=_("Reason of the change"), required=self.instance.pk is not None, max_length=500
        )
        if self.instance.pk:
            del self.fields["year"]
        else:
            self.fields["year"].min_value = 2000  # type: ignore[attr-defined]  # an IntegerField

    def clean_year(self) -> int:
        year = self.cleaned_data["year"]
        if not 2000 <= year <= 2100:
            raise forms.ValidationError(_("A year between 2000 and 2100 is needed."))
        return year

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if all(name in values for name in DATES):
            try:
                check_dates(values)
            except CampaignRefused as error:
                self.add_error(error.field, str(error.reason))
        return values


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))


class CorrectionForm(ReasonForm):
    """For which territory a published year is opened again, and why."""

    territory = forms.CharField(
        label=_("Territory"), max_length=9, help_text=_("КАТО code of a region, district or settlement; KZ for all.")
    )
    field_order = ["territory", "reason"]

    def clean_territory(self) -> Territory:
        code = self.cleaned_data["territory"].strip().upper()
        found = Territory.objects.filter(kato=code).first()
        if found is None:
            raise forms.ValidationError(_("There is no territory with this code."))
        return found
