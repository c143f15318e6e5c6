"""The form of the opinion on a draft concept: the rows of Annex 2 that people write."""

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import BodyKind
from planning_docs.models import Body, ConceptOpinion
from planning_docs.printed.opinion_rows import WRITTEN, labels
from rss_portal.ui import formats

LANGUAGES = (("kk", _("in Kazakh")), ("ru", _("in Russian")))


class ConceptOpinionForm(forms.Form):
    """A text for every row in both official languages, and the body that gives the opinion."""

    body = forms.ModelChoiceField(label=_("State body that gives the opinion"), queryset=Body.objects.none())
    seen_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, held: ConceptOpinion | None, bodies: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": _initial(held, bodies)})
        central = Body.objects.filter(kind=BodyKind.CENTRAL, valid_to=None).order_by("name_kk")
        self.fields["body"].queryset = central  # type: ignore[attr-defined]
        self.fields["body"].label_from_instance = formats.name  # type: ignore[attr-defined]
        for number, label in labels():
            if number in WRITTEN:
                self._add_row(number, label)

    def _add_row(self, number: int, label: str) -> None:
        for code, language in LANGUAGES:
            self.fields[f"row_{number}_{code}"] = forms.CharField(
                label=format_lazy("{number}. {label} ({language})", number=number, label=label, language=language),
                required=False,
                max_length=20_000,
                widget=forms.Textarea(attrs={"rows": 3, "lang": code}),
            )

    def texts(self) -> dict[int, dict[str, str]]:
        """The rows as the service takes them."""
        given = self.cleaned_data
        return {
            number: {f"text_{code}": given[f"row_{number}_{code}"] for code, _language in LANGUAGES}
            for number in WRITTEN
        }


def _initial(held: ConceptOpinion | None, bodies: set[str]) -> dict[str, Any]:
    """What was written, or the body of the person who begins."""
    if held is None:
        return {"seen_version": 0, "body": next(iter(sorted(bodies)), None)}
    texts = {
        f"row_{row.number}_{code}": getattr(row, f"text_{code}") for row in held.rows.all() for code, _name in LANGUAGES
    }
    return {"seen_version": held.version, "body": held.body_id, **texts}
