"""Forms of a draft edition: its head, the list of one status, a file with all lists."""

import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from settlements.models import Item
from standards.choices import ActKind, RequirementLevel
from standards.models import Edition
from standards.phrases import expected_text
from standards.rules.methods import METHOD_DEFAULTS, BadParameters, read_calculation

HEAD_FIELDS = (
    "title_kk", "title_ru", "title_en", "act_kind", "act_number", "act_date", "in_force_from", "in_force_to",
    "method", "parameters", "note_kk", "note_ru", "note_en",
)  # fmt: skip
LEVELS = [("", _("not on the list")), *RequirementLevel.choices]
CODE_SHAPE = RegexValidator(r"^[a-z0-9][a-z0-9-]*$", _("Small Latin letters, digits and hyphens."))


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class HeadForm(forms.ModelForm):
    """Titles, legal act, dates, method and parameters of a draft."""

    act_kind = forms.ChoiceField(label=_("Kind of legal act"), choices=ActKind.choices)
    method = forms.ChoiceField(label=_("Method"), choices=[(code, code) for code in METHOD_DEFAULTS])
    parameters = forms.JSONField(
        label=_("Parameters of the method"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=_("JSON: weights, targets, what a missing entry counts. The method page describes each."),
    )
    note_kk = forms.CharField(label=_("Note in Kazakh"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    note_ru = forms.CharField(label=_("Note in Russian"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    note_en = forms.CharField(label=_("Note in English"), required=False, widget=forms.Textarea(attrs={"rows": 3}))

    class Meta:
        model = Edition
        fields = HEAD_FIELDS
        widgets = {name: DateInput() for name in ("act_date", "in_force_from", "in_force_to")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            self.initial["parameters"] = json.dumps(self.instance.parameters, ensure_ascii=False, indent=2)

    def clean_parameters(self) -> Any:
        return self.cleaned_data["parameters"] or {}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        start, end = values.get("in_force_from"), values.get("in_force_to")
        if start and end and end < start:
            self.add_error("in_force_to", _("The last day lies before the first."))
        if "parameters" in values and "method" in values:
            self._read_method(values)
        return values

    def _read_method(self, values: dict[str, Any]) -> None:
        try:
            read_calculation(values["method"], values["parameters"])
        except BadParameters as bad:
            for one in bad.problems:
                text = _("%(place)s: expected %(expected)s, found “%(found)s”.")
                values = {"place": one.place, "expected": expected_text(one.expected), "found": one.found}
                self.add_error("parameters", ValidationError(text, params=values))


class CopyForm(forms.Form):
    """A new draft from an edition."""

    code = forms.CharField(
        label=_("Code of the draft"), max_length=40, validators=[CODE_SHAPE], help_text=_("For instance 2026-draft.")
    )
    title_kk = forms.CharField(label=_("Title in Kazakh"), max_length=300)
    title_ru = forms.CharField(label=_("Title in Russian"), max_length=300)

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if Edition.objects.filter(pk=code).exists():
            raise ValidationError(_("An edition with this code exists."))
        return code


class ListRow(forms.Form):
    """What one item of the catalogue is on the list of a status."""

    level = forms.ChoiceField(label=_("Level"), choices=LEVELS, required=False)
    position = forms.IntegerField(label=_("Place in the list"), required=False, min_value=1, max_value=999)
    condition = forms.CharField(label=_("Condition of applicability"), required=False, max_length=500)


class ListForm:
    """The list of one status: a row for every item of the catalogue."""

    def __init__(self, items: Iterable[Item], listed: dict[str, Any], data: Any = None):
        self.rows = [(item, _row_form(item, listed.get(item.code), data)) for item in items]

    def is_valid(self) -> bool:
        valid = [form.is_valid() for _item, form in self.rows]  # every row says what is wrong with it
        return all(valid)

    def values(self) -> list[dict[str, Any]]:
        """Rows of the list in their order; an item without a position comes after those that have one."""
        chosen = [(item, form.cleaned_data) for item, form in self.rows if form.cleaned_data["level"]]
        chosen.sort(key=lambda pair: (pair[1]["position"] is None, pair[1]["position"] or 0, pair[0].position))
        return [
            {"item_id": item.code, "level": row["level"], "position": number, "condition": row["condition"]}
            for number, (item, row) in enumerate(chosen, 1)
        ]


def _row_form(item: Item, listed: Any, data: Any) -> ListRow:
    initial = {name: getattr(listed, name) for name in ("level", "position", "condition")} if listed else {}
    return ListRow(data, prefix=item.code, initial=initial, auto_id=f"id_{item.code}_%s")


class ListsFileForm(forms.Form):
    file = forms.FileField(label=_("Workbook with all lists (.xlsx)"))


class CompareForm(forms.Form):
    """Which year the two editions are computed for."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]  # type: ignore[attr-defined]
