"""Forms of signing in, of the profile, and of managing people."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_otp import devices_for_user, match_token

from .choices import COUNTRY, Role
from .models import User


class SignInForm(AuthenticationForm):
    """User name and password; the code of the second factor where the person has one."""

    code = forms.CharField(
        label=_("Code of the second factor"),
        help_text=_("Six digits from your authenticator; leave empty if you have not set it up."),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, *arguments: Any, **more: Any):
        super().__init__(*arguments, **more)
        self.fields["username"].label = _("User name")
        self.fields["password"].label = _("Password")

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        user = self.get_user()
        if user and any(devices_for_user(user)):
            user.otp_device = match_token(user, self.cleaned_data.get("code", ""))
            if user.otp_device is None:
                raise ValidationError(_("The code of the second factor is missing or wrong."), code="otp")
        return values


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ("last_name", "first_name", "patronymic", "position", "email", "language")
        widgets = {"language": forms.Select(choices=[("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")])}
        labels = {
            "last_name": _("Last name"),
            "first_name": _("First name"),
            "email": _("E-mail"),
        }


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code from the authenticator"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class PersonForm(forms.Form):
    """A new person with a first password, which they change after signing in."""

    username = forms.SlugField(label=_("User name"))
    last_name = forms.CharField(label=_("Last name"), max_length=150)
    first_name = forms.CharField(label=_("First name"), max_length=150)
    position = forms.CharField(label=_("position"), max_length=200, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    password = forms.CharField(label=_("First password"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def clean_username(self) -> str:
        name = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=name).exists():
            raise ValidationError(_("There is a person with this user name already."))
        return name

    def clean_password(self) -> str:
        validate_password(self.cleaned_data["password"])
        return self.cleaned_data["password"]


class GrantForm(forms.Form):
    """A role for a territory; TERRITORY_EXISTS says whether the register knows a code."""

    role = forms.ChoiceField(label=_("role"), choices=Role.choices)
    territory_code = forms.CharField(
        label=_("territory"), initial=COUNTRY, max_length=9, help_text=_("КАТО code of nine digits, or KZ for the country")
    )

    def clean_territory_code(self) -> str:
        code = self.cleaned_data["territory_code"].strip().upper()
        if code != COUNTRY and not (len(code) == 9 and code.isdigit()):
            raise ValidationError(_("A КАТО code has nine digits; KZ stands for the country."))
        return code
