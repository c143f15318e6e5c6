"""What the page of signing takes: the answer of NCALayer, or a file signed elsewhere."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class SignatureForm(forms.Form):
    signature = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    file = forms.FileField(
        label=_("Signature file (CMS)"),
        required=False,
        help_text=_("A .cms, .p7s or .sig file made elsewhere, with or without the document inside."),
    )

    def clean(self) -> dict[str, Any]:
        """`cms` holds the bytes, a byte more than the limit at most."""
        data = super().clean() or {}
        text, file = data.get("signature") or "", data.get("file")
        if not text and not file:
            raise forms.ValidationError(_("Sign with NCALayer, or choose the file of a signature."))
        limit = settings.SIGNING_MAX_BYTES + 1
        data["cms"] = file.read(limit) if file else text.encode("utf-8")[:limit]
        return data
