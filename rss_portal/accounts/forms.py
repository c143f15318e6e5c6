"""Forms of signing in, of the profile, and of managing people."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import territories
from .choices import COUNTRY, Role
from .models import User

COUNTRY_ROLES = frozenset({Role.MINISTRY_ANALYST, Role.SECTOR_ANALYST})
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
CODE_INPUT = forms.TextInput(
    attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "6", "class": "input-code"}
)
PERSON_LABELS = {
    "username": _("User name"),
    "last_name": _("Last name"),
    "first_name": _("First name"),
    "patronymic": _("Patronymic"),
    "position": _("Position"),
    "email": _("E-mail"),
    "language": _("Language of pages and letters"),
}


class SignInForm(AuthenticationForm):
    """User name and password; the second factor is asked for on its own page."""

    def __init__(self, *arguments: Any, **more: Any):
        super().__init__(*arguments, **more)
        self.fields["username"].label = _("User name")
        self.fields["password"].label = _("Password")


class CodeForm(forms.Form):
    """The six digits of an authenticator; spaces between them do not matter."""

    code = forms.CharField(label=_("Code from the authenticator"), widget=CODE_INPUT)

    def clean_code(self) -> str:
        code = "".join(self.cleaned_data["code"].split())
        if not (len(code) == 6 and code.isdigit()):
            raise ValidationError(_("The code has six digits."))
        return code


class ProfileForm(forms.ModelForm):
    """What a person may change about themselves; the address is changed by an administrator."""

    class Meta:
        model = User
        fields = ("last_name", "first_name", "patronymic", "position", "language")
        widgets = {"language": forms.Select(choices=LANGUAGES)}
        labels = PERSON_LABELS


class PersonForm(forms.ModelForm):
    """A person as an administrator knows them; the password is their own affair."""

    class Meta:
        model = User
        fields = ("username", "last_name", "first_name", "patronymic", "position", "email", "language")
        widgets = {"language": forms.Select(choices=LANGUAGES)}
        labels = PERSON_LABELS
        help_texts = {
            "username": _("Latin letters, digits and the signs . - _"),
            "email": _("The invitation and letters about passwords go here."),
        }

    def __init__(self, *arguments: Any, **more: Any):
        super().__init__(*arguments, **more)
        self.fields["last_name"].required = self.fields["first_name"].required = True

    def clean_username(self) -> str:
        name = self.cleaned_data["username"].lower()
        if User.objects.exclude(pk=self.instance.pk).filter(username__iexact=name).exists():
            raise ValidationError(_("There is a person with this user name already."))
        return name


class PlaceInput(forms.TextInput):
    """A code with suggestions by name; any other code of the register may be typed."""

    template_name = "accounts/place_input.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        identity = context["widget"]["attrs"].get("id", name)
        context["widget"]["attrs"]["list"] = f"{identity}_places"
        return {**context, "places": territories.listed()}


class GrantForm(forms.Form):
    """A role for a territory, until a day or until it is taken back."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    territory_code = forms.CharField(
        label=_("Territory"),
        max_length=9,
        widget=PlaceInput,
        help_text=_("Begin to type a name or a КАТО code; KZ is the whole country."),
    )
    body_code = forms.SlugField(
        label=_("Central body"),
        max_length=20,
        required=False,
        help_text=_("Code of the ministry, for an analyst of a sector ministry, for instance MP."),
    )
    valid_to = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Empty: until it is taken back."),
    )

    def clean_territory_code(self) -> str:
        code = self.cleaned_data["territory_code"].strip().upper()
        if code not in territories.places([code]):
            raise ValidationError(_("The register has no territory with the code %(code)s."), params={"code": code})
        return code

    def clean_valid_to(self) -> Any:
        day = self.cleaned_data["valid_to"]
        if day and day < timezone.localdate():
            raise ValidationError(_("The last day is in the past."))
        return day

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        role = values.get("role")
        if role in COUNTRY_ROLES and values.get("territory_code", COUNTRY) != COUNTRY:
            self.add_error("territory_code", _("This role is held for the whole country: KZ."))
        if role == Role.SECTOR_ANALYST and "body_code" in values and not values["body_code"]:
            self.add_error("body_code", _("Say which ministry the analyst works for."))
        return values


class PeopleFilter(forms.Form):
    """What the list of people is narrowed to; wrong values narrow nothing."""

    q = forms.CharField(
        label=_("Name, user name or КАТО code"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("All")), *Role.choices], required=False)
    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("All")), ("active", _("May sign in")), ("blocked", _("Blocked"))],
        required=False,
    )
