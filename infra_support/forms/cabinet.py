"""Forms of the personal cabinet and of the pages before it."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from infra_support.applicant_phrases import NUMBER_PROBLEMS
from infra_support.choices import ApplicantKind
from infra_support.models import Enterprise
from infra_support.question_phrases import QUESTION_TEXTS
from infra_support.rules import identity
from infra_support.rules.eligibility import QUESTIONS
from rss_portal.accounts.public_forms import PublicFormMixin
from rss_portal.ui.formats import name as name_of
from settlements.choices import Level
from settlements.models import Territory

DIFFERENT = _("The two passwords are not alike.")


class RegionField(forms.ModelChoiceField):
    """A region of today."""

    def __init__(self, **kwargs: Any):
        super().__init__(Territory.objects.filter(level=Level.REGION, valid_to=None).order_by("pk"), **kwargs)

    def label_from_instance(self, region: Any) -> str:
        return name_of(region)


class StartForm(forms.Form):
    """For which enterprise, in which region."""

    enterprise = forms.ModelChoiceField(label=_("Enterprise"), queryset=Enterprise.objects.none(), empty_label=None)
    region = RegionField(label=_("Region where the project will be"))

    def __init__(self, own: QuerySet[Enterprise], data: Any = None):
        super().__init__(data)
        self.fields["enterprise"].queryset = own  # type: ignore[attr-defined]
        first = own.first()
        if first:
            self.fields["enterprise"].initial, self.fields["region"].initial = first.pk, first.region_id


class ApplicationFilter(forms.Form):
    """What the list of one's applications is narrowed to; wrong values narrow nothing."""

    q = forms.CharField(
        label=_("Number or name of the project"), required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    group = forms.ChoiceField(
        label=_("Applications"),
        required=False,
        choices=[("", _("All")), ("drafts", _("Drafts")), ("open", _("Under way")), ("ended", _("Ended"))],
    )


class InvitationForm(forms.Form):
    """Whom to invite."""

    email = forms.EmailField(label=_("E-mail of the person"), max_length=200)
    may_sign = forms.BooleanField(label=_("May sign for the enterprise"), required=False)


class NewPassword(forms.Form):
    """A password, typed twice."""

    password = forms.CharField(
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 10 characters, not digits alone."),
    )
    again = forms.CharField(
        label=_("The same password again"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean_password(self) -> str:
        validate_password(self.cleaned_data["password"])
        return self.cleaned_data["password"]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if "password" in values and values.get("again") != values["password"]:
            self.add_error("again", DIFFERENT)
        return values


class NewPerson(NewPassword):
    """Name and password of a person who was invited and has no account."""

    last_name = forms.CharField(label=_("Last name"), max_length=150)
    first_name = forms.CharField(label=_("First name"), max_length=150)
    patronymic = forms.CharField(label=_("Patronymic"), max_length=150, required=False)
    field_order = ["last_name", "first_name", "patronymic", "password", "again"]


class RegistrationForm(PublicFormMixin, forms.Form):
    """Self-registration: who, for which enterprise, where letters go."""

    kind = forms.ChoiceField(label=_("Who applies"), choices=ApplicantKind.choices, widget=forms.RadioSelect)
    xin = forms.CharField(
        label=_("BIN of the legal entity or IIN of the entrepreneur"),
        max_length=20,
        help_text=_("12 digits"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "input-12"}),
    )
    name = forms.CharField(
        label=_("Name of the enterprise"), max_length=300, help_text=_("As in the documents, for instance «Дала» ЖШС.")
    )
    region = RegionField(label=_("Region"))
    last_name = forms.CharField(
        label=_("Last name"), max_length=150, widget=forms.TextInput({"autocomplete": "family-name"})
    )
    first_name = forms.CharField(
        label=_("First name"), max_length=150, widget=forms.TextInput({"autocomplete": "given-name"})
    )
    patronymic = forms.CharField(label=_("Patronymic"), max_length=150, required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=140,
        help_text=_("A letter with a link comes to it; with this address you will sign in."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )

    def clean_xin(self) -> str:
        number = self.cleaned_data["xin"].strip()
        kind = self.data.get("kind")
        judge = identity.iin_problem if kind == ApplicantKind.INDIVIDUAL else identity.bin_problem
        if problem := judge(number):
            raise ValidationError(NUMBER_PROBLEMS[problem])
        return number


class QuestionsForm(forms.Form):
    """The questions before the form."""

    def __init__(self, data: Any = None):
        super().__init__(data)
        for question in QUESTIONS:
            asked = QUESTION_TEXTS[question.code]
            self.fields[question.code] = forms.ChoiceField(
                label=asked.text,  # type: ignore[arg-type]
                help_text=asked.hint,  # type: ignore[arg-type]
                choices=[("yes", _("Yes")), ("no", _("No"))],
                widget=forms.RadioSelect,
            )

    def answers(self) -> dict[str, bool]:
        return {name: value == "yes" for name, value in self.cleaned_data.items()}


class FollowForm(PublicFormMixin, forms.Form):
    """Number and code of an application, as its applicant got them."""

    number = forms.CharField(label=_("Registration number"), max_length=30, help_text=_("For instance 11-2026-00001"))
    code = forms.CharField(
        label=_("Code for following"),
        max_length=12,
        widget=forms.TextInput({"autocomplete": "off", "class": "input-12"}),
    )

    def clean_code(self) -> str:
        return self.cleaned_data["code"].strip().upper()

    def clean_number(self) -> str:
        return self.cleaned_data["number"].strip()
