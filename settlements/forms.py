"""What the entry pages send: rows of typed texts, and the small forms beside them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from settlements.choices import ReturnState
from settlements.entry_rows import Row, typed_text
from settlements.entry_sheets import EntryKey, values_of
from settlements.rules.measure_fields import STORED_FIELDS

VERSION, CONFIRM = "version", "confirm"
_NAMES = {*STORED_FIELDS, VERSION, CONFIRM}


@dataclass
class PostedRow:
    """Texts that came for one entry; `note_on_warning` confirms its warnings."""

    key: EntryKey
    values: dict[str, str] = field(default_factory=dict)
    seen_version: int = 0
    note_on_warning: str = ""


def posted_rows(data: QueryDict) -> dict[EntryKey, PostedRow]:
    """The rows in DATA, whose inputs are named "settlement.item.field"; other names are left alone."""
    rows: dict[EntryKey, PostedRow] = {}
    for name, text in data.items():
        parts = name.split(".")
        if len(parts) != 3 or parts[2] not in _NAMES:
            continue
        row = rows.setdefault((parts[0], parts[1]), PostedRow((parts[0], parts[1])))
        if parts[2] == VERSION:
            row.seen_version = int(str(text)[:9]) if str(text).isdecimal() else 0
        elif parts[2] == CONFIRM:
            row.note_on_warning = str(text)
        else:
            row.values[parts[2]] = str(text)
    return rows


def differing(row: Row, posted: PostedRow) -> dict[str, str]:
    """The texts of POSTED that differ from what is stored for ROW."""
    stored = values_of(row.item.measure, row.entry)
    return {
        name: text
        for name, text in posted.values.items()
        if name in stored and text.strip() != typed_text(name, stored[name])
    }


class CellSave(forms.Form):
    """The body of an autosave, as JSON: {settlement, year, item, seen_version, values, note_on_warning}."""

    settlement = forms.CharField(max_length=9)
    year = forms.IntegerField(min_value=1990, max_value=2200)
    item = forms.CharField(max_length=6)
    seen_version = forms.IntegerField(min_value=0)
    note_on_warning = forms.CharField(required=False, max_length=2000)

    @classmethod
    def from_body(cls, body: bytes) -> "CellSave":
        """A bound form of the request's BODY; its `values` are the texts by field."""
        try:
            content = json.loads(body)
            json.dumps(content, ensure_ascii=False).encode()  # half a character is an error here, not when saved
        except (ValueError, RecursionError):
            content = {}
        content = content if isinstance(content, dict) else {}
        made = cls(content)
        values = content.get("values")
        made.values = values if isinstance(values, dict) else {}
        return made

    values: dict[str, Any]

    def clean(self) -> dict[str, Any]:
        if not self.values or not set(self.values) <= set(STORED_FIELDS):
            raise forms.ValidationError(_("The request names no fields of an entry."))
        return self.cleaned_data


class FileForm(forms.Form):
    file = forms.FileField(label=_("File"), help_text=_("PDF, JPEG or PNG, at most 10 MB."), max_length=200)


class ReturnFilter(forms.Form):
    """Filters of the list of returns; they live in the address."""

    territory = forms.CharField(required=False, max_length=9)
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All states")), *ReturnState.choices])
    q = forms.CharField(label=_("Settlement"), required=False, max_length=100)


class ExtensionForm(forms.Form):
    until = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class SendBackForm(forms.Form):
    """Remarks on single entries (fields "remark.<item>") and on the whole, with a date."""

    note = forms.CharField(
        label=_("Remark on the whole return"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    due_on = forms.DateField(
        label=_("Correct until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def remarks(self, item_codes: Iterable[str]) -> dict[str, str]:
        """Texts by item code, "" for the whole return."""
        texts = {code: str(self.data.get(f"remark.{code}", "")) for code in item_codes}
        return {**texts, "": self.cleaned_data["note"]}
