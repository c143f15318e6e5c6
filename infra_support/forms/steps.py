"""Forms of the five steps. A step keeps whatever was typed; what is missing or wrong is told beside the fields."""

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from infra_support.choices import EffectKind, EligibilityCode, EligibilityState, Tick
from infra_support.draft_queries import place_named, values_of
from infra_support.models import Application, InfrastructureKind
from infra_support.rules import bank
from infra_support.rules.eligibility import POINTS, SAID_BY_APPLICANT
from infra_support.rules.oked import plain_code
from infra_support.services.checking import OPTIONAL, Problems
from infra_support.services.drafts import save_draft
from infra_support.steps import CRITERIA, EFFECT_COLUMNS, FormStep, fields_of, find_step
from rss_portal.ui.formats import name as name_of
from settlements.choices import Level
from settlements.models import Territory

YES_NO = [(EligibilityState.MET, _("Yes, this is so")), (EligibilityState.NOT_MET, _("No"))]
_SPACES = str.maketrans("", "", "  \u202f")


class AmountField(forms.DecimalField):
    """An amount with a decimal comma or point, spaces between the thousands; shown without needless noughts."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any):
        super().__init__(min_value=0, max_digits=18, decimal_places=3, **kwargs)
        self.widget.attrs |= {"inputmode": "decimal", "class": "input-amount"}

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        return super().to_python(str(value).translate(_SPACES).replace(",", ".") if value else value)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}".replace(".", ",") if isinstance(value, Decimal) else value


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    def __init__(self, **kwargs: Any):
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def text(label: Any, most: int = 300, **more: Any) -> forms.CharField:
    """A line of text; ATTRS of the input come by name."""
    attrs = more.pop("attrs", {})
    return forms.CharField(label=label, max_length=most, widget=forms.TextInput(attrs=attrs), **more)


def long_text(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}), **more)


def number12(label: Any, hint: Any) -> forms.CharField:
    return text(label, 20, help_text=hint, attrs={"inputmode": "numeric", "autocomplete": "off", "class": "input-12"})


def whole(label: Any, **more: Any) -> forms.IntegerField:
    attrs = {"inputmode": "numeric", "class": "input-short"}
    return forms.IntegerField(label=label, min_value=0, max_value=2_000_000, widget=forms.TextInput(attrs), **more)


class StepForm(forms.Form):
    """A step over its application. `keep` saves everything that can be read and, as typed, what cannot."""

    code: ClassVar[str] = ""
    only: frozenset[str] | None = None  # names that were sent, where a part of the step comes alone
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    use_required_attribute = False

    def __init__(self, application: Application, data: Any = None):
        self.application = application
        step = find_step(self.code)
        if step is None:
            raise LookupError(self.code)
        self.step: FormStep = step
        self.own = fields_of(step, application.applicant_kind)
        super().__init__(data, initial={**values_of(application), "seen_version": application.version})
        for name in [name for name in self.fields if name not in (*self.own, "seen_version")]:
            del self.fields[name]
        for name in self.own:
            apart = isinstance(self.fields[name], forms.BooleanField)
            self.fields[name].required = name not in OPTIONAL and not (apart and not name.startswith("tick_"))
        self.adjust()

    def adjust(self) -> None:
        """What a step changes in its fields for this application."""

    def full_clean(self) -> None:
        """Read the fields without asking whether the needed ones are there: a draft may be half full."""
        needed = [field for field in self.fields.values() if field.required]
        for field in needed:
            field.required = False
        super().full_clean()
        for field in needed:
            field.required = True

    def keep(self, user: Any) -> Application:
        """Save what was sent. Raises `Refused` and `ChangedMeanwhile`."""
        self.is_valid()
        sent = {name for name in self.own if self.was_sent(name)}
        values = {name: value for name, value in self.cleaned_data.items() if name in sent}
        typed = {name: str(self.data.get(name, ""))[:500] for name in self.errors if name in sent}
        seen = self.cleaned_data.get("seen_version")
        self.application = save_draft(user, self.application, values, typed, seen_version=seen)
        return self.application

    def was_sent(self, name: str) -> bool:
        """Whether the browser sent the field; a box that is not ticked is not sent, so boxes always count."""
        if self.only is not None:
            return name in self.only
        boxes = isinstance(self.fields[name], forms.BooleanField | forms.MultipleChoiceField)
        return boxes or name in self.data

    def show(self, problems: Problems) -> None:
        """Put PROBLEMS beside their fields; those of other steps stay away."""
        self.is_valid()
        for name, reason in problems.items():
            if name in self.fields:
                self.errors.pop(name, None)
                self.add_error(name, str(reason))

    def show_as_stored(self, application: Application) -> None:
        """After saving: a new version to be seen, so that the page can be sent once more."""
        self.data = {**self.data.dict(), "seen_version": str(application.version)}  # type: ignore[attr-defined]


def _answers() -> dict[str, forms.Field]:
    return {
        f"line_{code}": forms.ChoiceField(
            label=EligibilityCode(code).label,
            choices=YES_NO,
            widget=forms.RadioSelect,
            help_text=format_lazy(_("p.{point} of the rules"), point=POINTS[code]),
        )
        for code in SAID_BY_APPLICANT
    }


class ApplicantForm(StepForm):
    """Items 1, 3 and 4 of the form: region, applicant, bank; programmes (p.5); own answers (p.9)."""

    code = "applicant"
    region = forms.ChoiceField(label=_("Region where the project will be"))
    applicant_name = text(_("Name of the legal entity or entrepreneur"))
    bin = number12(_("BIN"), _("12 digits"))
    head_name = text(_("Head: surname, name, patronymic (if any)"), 200)
    head_iin = number12(_("IIN of the head"), _("12 digits, as in the identity document"))
    full_name = text(_("Surname, name, patronymic (if any)"), 200)
    iin = number12(_("IIN"), _("12 digits, as in the identity document"))
    identity_number = text(_("Identity document: number"), 30)
    identity_issuer = text(_("Identity document: issued by"), 200)
    identity_date = DayField(label=_("Identity document: date of issue"))
    start_place = text(_("Notification of the start of business: place"))
    start_date = DayField(label=_("Notification of the start of business: date"))
    address = text(_("Address"), attrs={"autocomplete": "street-address"})
    phone = text(_("Phone (fax)"), 40, attrs={"type": "tel", "autocomplete": "tel", "class": "input-20"})
    cooperative = forms.BooleanField(label=_("The applicant is an agricultural cooperative"))
    auyl_amanaty = forms.BooleanField(label=_("The project belongs to the programme «Auyl amanaty»"))
    one_village = forms.BooleanField(label=_("The project belongs to «One village, one product»"))
    one_village_local = forms.BooleanField(label=_("The product is made of local raw material"))
    one_village_simple = forms.BooleanField(label=_("It is made with simple tools and devices"))
    one_village_regional = forms.BooleanField(label=_("It shows what is particular to the area, where possible"))
    one_village_safe = forms.BooleanField(
        label=_("It holds nothing dangerous, is packed for safe transport, and keeps for more than 5 calendar days")
    )
    bank_name = text(_("Name of the bank"), 200)
    bic = text(_("BIC"), 20, help_text=_("8 or 11 Latin letters and digits"), attrs={"class": "input-12"})
    iik = text(_("IIK"), 40, help_text=_("KZ and 18 signs after it"), attrs={"class": "input-20"})
    bank_bin = number12(_("BIN of the bank"), _("12 digits"))
    kbe = text(_("Kbe"), 4, help_text=_("2 digits, for instance 17"), attrs={"class": "input-short"})
    locals().update(_answers())

    def adjust(self) -> None:
        regions = Territory.objects.filter(level=Level.REGION, valid_to=None).order_by("pk")
        self.fields["region"].choices = [(one.pk, name_of(one)) for one in regions]  # type: ignore[attr-defined]
        for name in ("bin", "iin"):
            if name in self.fields:
                self.fields[name].widget.attrs["readonly"] = True

    def clean_iik(self) -> str:
        return bank.plain_account(self.cleaned_data["iik"])

    def clean_bic(self) -> str:
        return bank.plain_account(self.cleaned_data["bic"])


class PlaceField(forms.CharField):
    """A settlement of the register by its code or name; suggestions come as one types."""

    def __init__(self, **kwargs: Any):
        super().__init__(max_length=200, **kwargs)
        self.region: Territory | None = None

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed or self.region is None:
            return None
        found = place_named(typed, self.region)
        if found is None:
            raise forms.ValidationError(_("The register has no such settlement in this region."))
        return found.pk

    def prepare_value(self, value: Any) -> Any:
        known = Territory.objects.filter(pk=value).first() if value and str(value).isdigit() else None
        return f"{known.pk} {name_of(known)}" if known else value


class ProjectForm(StepForm):
    """Item 5 of the form."""

    code = "project"
    project_name = text(_("Name of the project"))
    project_summary = long_text(_("Short description of the project"))
    place = PlaceField(
        label=_("Place of the project"),
        help_text=_("Begin to type the name of the settlement and choose it, or type its КАТО code."),
    )
    profile_direction = text(
        _("Profile direction of the activity"),
        help_text=_("Only for projects in oblast centres, Astana, Almaty, Shymkent and Semey."),
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kind of infrastructure needed"), widget=forms.CheckboxSelectMultiple, help_text=_("p.6 of the rules")
    )
    shared_users = whole(
        _("How many entrepreneurs will use the shared object"),
        help_text=_("Only for objects of shared use: at least 3 (p.7)."),
    )
    need_reason = long_text(_("Why the infrastructure must be built or improved"))
    construction_cost = AmountField(label=_("Cost of construction, thousand tenge"))
    project_cost = AmountField(label=_("Cost of the project (investment), thousand tenge"))
    tax_regime = text(_("Tax regime"), 200)
    sector = text(_("Sector of the economy"), 200)
    oked = text(
        _("OKED code"),
        12,
        help_text=_("Two to five digits, with dots or without"),
        attrs={"class": "input-12", "list": "oked-priorities", "autocomplete": "off"},
    )
    employees = whole(_("Number of employees"))
    support_months = whole(_("Term of support asked for, months"), help_text=_("Up to 36 months (p.7)."))

    def adjust(self) -> None:
        groups: dict[str, list[tuple[str, str]]] = {}
        for kind in InfrastructureKind.objects.select_related("category"):
            groups.setdefault(name_of(kind.category), []).append((kind.pk, name_of(kind)))
        self.fields["kinds"].choices = list(groups.items())  # type: ignore[attr-defined]
        place = self.fields["place"]
        place.region = self.application.region  # type: ignore[attr-defined]
        place.widget.attrs |= {"list": "places", "autocomplete": "off", "data-suggest": "places"}

    def clean_oked(self) -> str:
        """Without dots where it is a code; what is none stays as typed and is told."""
        typed = self.cleaned_data["oked"]
        code = plain_code(typed)
        if typed and not code:
            raise forms.ValidationError(_("This is not a code of OKED."))
        return code


class EffectForm(StepForm):
    """Item 6 of the form: the fact of the current year and the forecast of three years."""

    code = "effect"
    effect_other = long_text(_("Which other effects"), help_text=_("In words; the numbers stand in the last row."))
    locals().update(
        {
            f"effect_{kind.value}_{column}": AmountField(label=kind.label)
            for kind in EffectKind
            for column in EFFECT_COLUMNS
        }
    )

    def adjust(self) -> None:
        for name in self.own:
            if name.startswith("effect_other"):
                self.fields[name].required = False

    def rows(self) -> list[dict[str, Any]]:
        """Rows of the table: the effect and its four fields."""
        return [
            {"label": kind.label, "fields": [self[f"effect_{kind.value}_{column}"] for column in EFFECT_COLUMNS]}
            for kind in EffectKind
        ]


class DocumentsForm(StepForm):
    """Item 7 of the form; the files themselves are sent one by one."""

    code = "documents"
    feasibility_ground = long_text(
        _("Ground for not needing a feasibility study"),
        help_text=_("Only when the law does not ask for one (p.18 2))."),
    )


class SignForm(StepForm):
    """The undertakings, consents and confirmations, each ticked by itself."""

    code = "sign"
    locals().update({f"tick_{tick.value}": forms.BooleanField(label=tick.label) for tick in Tick})


STEP_FORMS: dict[str, type[StepForm]] = {
    form.code: form for form in (ApplicantForm, ProjectForm, EffectForm, DocumentsForm, SignForm)
}
APPLICANT_GROUPS = (
    (_("Applicant"), ("region", "applicant_name", "bin", "head_name", "head_iin", "full_name", "iin",
                      "identity_number", "identity_issuer", "identity_date", "start_place", "start_date", "address",
                      "phone")),
    (_("Priority programmes (p.5)"), ("cooperative", "auyl_amanaty", "one_village")),
    (_("Criteria of «One village, one product» (p.2 3))"), CRITERIA),
    (_("Current account in a bank"), ("bank_name", "bic", "iik", "bank_bin", "kbe")),
    (_("Conditions of support (p.9)"), tuple(f"line_{code}" for code in SAID_BY_APPLICANT)),
)  # fmt: skip
