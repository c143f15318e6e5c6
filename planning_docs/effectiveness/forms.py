"""Forms of the effectiveness pages."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import Better
from planning_docs.choices import BodyKind as RegisterKind
from planning_docs.effectiveness.choices import BodyKind, Criterion, Subject
from planning_docs.effectiveness.models import EvaluatedIndicator, Evaluation, EValue
from planning_docs.effectiveness.phrases import name_in, plain_number
from planning_docs.effectiveness.rules.process import is_late
from planning_docs.models import Body
from rss_portal.ui.formats import name as name_of

MARKS = [("", "—"), ("1", "1"), ("0.5", "0,5"), ("0", "0")]
YEARS: dict[str, Any] = {"min_value": 2010, "max_value": 2099}


class Number(forms.DecimalField):
    """A number with a comma or a point; an empty one is None."""

    widget = forms.TextInput

    def __init__(self, **more: Any) -> None:
        super().__init__(**{"max_digits": 20, "decimal_places": 4, "required": False, **more})
        self.widget.attrs |= {"inputmode": "decimal"}

    def prepare_value(self, value: Any) -> Any:
        """A stored number with the decimals that it has, and the decimal sign of the running language."""
        return plain_number(value) if isinstance(value, Decimal) else value

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = "".join(value.split()).replace(",", ".").replace("−", "-")
        return super().to_python(value)


class Day(forms.DateField):
    """A day chosen in the browser's own calendar."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class YearFilter(forms.Form):
    """The year, the kind of body and the order of the list."""

    year = forms.ChoiceField(label=_("Year"), required=False)
    kind = forms.ChoiceField(label=_("Kind of body"), required=False, choices=[("", _("All")), *BodyKind.choices])

    def __init__(self, data: Any, years: Iterable[int]) -> None:
        super().__init__(data)
        self.fields["year"].choices = [(year, year) for year in years]  # type: ignore[attr-defined]


class ScheduleForm(forms.Form):
    """A body, a year, and the day by which its report is due."""

    body = forms.ModelChoiceField(
        label=_("State body"), queryset=Body.objects.filter(kind__in=(RegisterKind.CENTRAL, RegisterKind.LOCAL))
    )
    year = forms.IntegerField(label=_("Year"), **YEARS)
    due_on = Day(label=_("Report due by the schedule"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].label_from_instance = name_of  # type: ignore[attr-defined]


class ReceiveForm(forms.Form):
    received_on = Day(label=_("Report received"))


class NamesForm(forms.Form):
    """A goal or a task."""

    name_kk = forms.CharField(label=_("Name in Kazakh"), max_length=1000)
    name_ru = forms.CharField(label=_("Name in Russian"), max_length=1000)


class TaskForm(NamesForm):
    """A task of a goal."""


class IndicatorForm(NamesForm):
    """An indicator as evaluated."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    unit_kk = forms.CharField(label=_("Unit in Kazakh"), max_length=100, required=False)
    unit_ru = forms.CharField(label=_("Unit in Russian"), max_length=100, required=False)
    better = forms.ChoiceField(label=_("What is better"), choices=Better.choices)
    previous = Number(label=_("Fact of the year before"))
    plan = Number(label=_("Plan"))
    low = Number(label=_("From"), help_text=_("Only where a value within a range is better."))
    high = Number(label=_("To"))
    fact = Number(label=_("Official fact"))
    operational_fact = Number(
        label=_("Operational fact"), help_text=_("Counts only while there is no official fact (p.24).")
    )
    note = forms.CharField(label=_("Note"), max_length=1000, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        low, high = values.get("low"), values.get("high")
        if values.get("better") == Better.RANGE and (low is None or high is None or low > high):
            self.add_error("low", _("A range needs both ends, the lower one first."))
        return values


class VerifyForm(forms.Form):
    """What re-verification found of an indicator."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    found_fact = Number(label=_("Fact found by re-verification"))
    is_false = forms.BooleanField(label=_("Record as a false fact"), required=False)
    use_found = forms.BooleanField(label=_("Compute with the found fact"), required=False)
    note = forms.CharField(label=_("Note"), max_length=1000, required=False)


class FieldMarkForm(forms.Form):
    """Marks of a field of activity (p.20-21)."""

    q1 = forms.TypedChoiceField(label=_("q1: main problems identified, needs analysed"), choices=MARKS, coerce=str)
    q2 = forms.TypedChoiceField(label=_("q2: linked with goals and indicators"), choices=MARKS, coerce=str)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class RiskMarkForm(forms.Form):
    """The mark of a risk (p.22)."""

    r = forms.TypedChoiceField(label=_("R: management of the risk"), choices=MARKS, coerce=str)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class TextsForm(forms.Form):
    """The words of the conclusion (Annex 5)."""

    analysis_kk = forms.CharField(label=_("Analytic report and findings, in Kazakh"), required=False)
    analysis_ru = forms.CharField(label=_("Analytic report and findings, in Russian"), required=False)
    advice_kk = forms.CharField(label=_("Recommendations, in Kazakh"), required=False)
    advice_ru = forms.CharField(label=_("Recommendations, in Russian"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget = forms.Textarea(attrs={"rows": 6, "maxlength": 20000})


class InfluenceForm(forms.Form):
    """The indicators of E: `code-previous`, `code-fact`, `code-source`."""

    def __init__(self, rows: Iterable[EValue], data: Any = None) -> None:
        super().__init__(data)
        self.codes = []
        for row in rows:
            self.codes.append(row.code)
            self.fields[f"{row.code}-previous"] = Number(
                label=_("Previous period"), initial=row.previous, max_digits=16, min_value=0
            )
            self.fields[f"{row.code}-fact"] = Number(
                label=_("Reporting period"), initial=row.fact, max_digits=16, min_value=0
            )
            self.fields[f"{row.code}-source"] = forms.CharField(
                label=_("Source"), initial=row.source, max_length=300, required=False
            )

    def values(self) -> dict[str, dict[str, Any]]:
        names = ("previous", "fact", "source")
        return {code: {name: self.cleaned_data[f"{code}-{name}"] for name in names} for code in self.codes}


class ChecklistForm(forms.Form):
    """The completeness check: `present-N` and `note-N` for every line."""

    CHOICES = [("", _("Not checked")), ("1", _("Present")), ("0", _("Absent"))]

    def __init__(self, evaluation: Evaluation, data: Any = None) -> None:
        super().__init__(data)
        self.lines = list(evaluation.completeness.all())
        for line in self.lines:
            held = {True: "1", False: "0", None: ""}[line.present]
            self.fields[f"present-{line.position}"] = forms.ChoiceField(
                label=_("Present"), choices=self.CHOICES, initial=held, required=False
            )
            self.fields[f"note-{line.position}"] = forms.CharField(
                label=_("Note"), initial=line.note, max_length=500, required=False
            )

    def answers(self) -> dict[int, tuple[bool | None, str]]:
        said = {"1": True, "0": False, "": None}
        return {
            line.position: (
                said[self.cleaned_data[f"present-{line.position}"]], self.cleaned_data[f"note-{line.position}"]
            )
            for line in self.lines
        }  # fmt: skip


class DocumentsInput(forms.FileInput):
    """Several files chosen at once."""

    allow_multiple_selected = True


class Documents(forms.FileField):
    """One or several files; gives a list."""

    widget = DocumentsInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(Documents, self).clean(one, initial) for one in files or [None]]


class ObjectionForm(forms.Form):
    """An objection: what it is about, the right value, the grounds and the document."""

    about = forms.ChoiceField(label=_("About"))
    proposed = Number(label=_("Right value"), help_text=_("The fact, the value of E, or the mark (q1 or R)."))
    proposed_second = Number(label=_("Right mark q2"), help_text=_("Only for marks of a field of activity."))
    criterion = forms.ChoiceField(
        label=_("Criterion"), choices=Criterion.choices, initial=Criterion.DEDUCTIONS, required=False,
        help_text=_("Needed for another matter only; otherwise it follows from what the objection is about."),
    )  # fmt: skip
    text = forms.CharField(label=_("Grounds of the objection"), widget=forms.Textarea(attrs={"rows": 4}))
    documents = Documents(
        label=_("Proving documents"), help_text=_("One or several: PDF, JPEG or PNG, at most 20 MB each (p.28-29).")
    )

    def __init__(self, evaluation: Evaluation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = list(subjects_of(evaluation))  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        subject, _colon, key = self.cleaned_data["about"].partition(":")
        return {**self.cleaned_data, "subject": subject, "subject_key": key}


def subjects_of(evaluation: Evaluation) -> Iterable[tuple[Any, Any]]:
    """What may be objected to, in groups: every input of the score."""
    indicators = list(EvaluatedIndicator.objects.filter(goal__evaluation=evaluation).order_by("goal__position", "pk"))
    false = [one for one in indicators if one.is_false]
    groups: list[tuple[Subject, list[Any]]] = [
        (Subject.INDICATOR, indicators),
        (Subject.FALSE_FACT, false),
        (Subject.SECTOR, list(evaluation.sectors.all())),
        (Subject.RISK, list(evaluation.risks.all())),
    ]
    for subject, rows in groups:
        if rows:
            yield subject.label, [(f"{subject}:{row.pk}", name_of(row)[:120]) for row in rows]
    if values := list(evaluation.e_values.all()):
        names = {one["code"]: one for one in evaluation.edition.parameters["influence"]}
        labels = [(f"{Subject.E_VALUE}:{row.code}", name_in(names.get(row.code, {}))[:120]) for row in values]
        yield Subject.E_VALUE.label, labels
    yield _("The report as a whole"), [(subject.value, subject.label) for subject in _whole(evaluation)]


def _whole(evaluation: Evaluation) -> Iterable[Subject]:
    """What of the report as a whole took points off, and what is none of the inputs."""
    if is_late(evaluation.due_on, evaluation.received_on) and not evaluation.late_waived:
        yield Subject.LATE
    if evaluation.completeness.filter(present=False).exists():
        yield Subject.INCOMPLETE
    yield Subject.OTHER


class SittingForm(forms.Form):
    """A sitting of the special commission (p.33)."""

    held_on = Day(label=_("Held on"))
    present = forms.TypedMultipleChoiceField(
        label=_("Members present"), coerce=int, widget=forms.CheckboxSelectMultiple,
        help_text=_("The methodology names neither a quorum nor a way of voting: the signature of the chair counts."),
    )  # fmt: skip
    invited = forms.CharField(
        label=_("Representatives invited"), widget=forms.Textarea(attrs={"rows": 2}), max_length=2000,
        help_text=_("Of the evaluated body and of the central bodies concerned (p.33)."),
    )  # fmt: skip

    def __init__(self, evaluation: Evaluation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = evaluation.commission.select_related("person").order_by("-chair", "pk")
        self.fields["present"].choices = [  # type: ignore[attr-defined]
            (one.person_id, one.person.get_full_name() or one.person.username) for one in members
        ]


class DecisionForm(forms.Form):
    """The decision of the commission with its ground."""

    accepted = forms.ChoiceField(
        label=_("Decision"), choices=[("1", _("Accept the objection")), ("0", _("Reject the objection"))],
        widget=forms.RadioSelect,
    )  # fmt: skip
    reason = forms.CharField(label=_("Ground of the decision"), widget=forms.Textarea(attrs={"rows": 3}))
