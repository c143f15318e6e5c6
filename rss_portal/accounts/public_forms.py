"""Protection of forms that anybody may send, without an outside service.

A field that people do not see and robots fill in, a least time between opening the form and sending it, and a
limit of forms an address and hour (`take_form`). A refusal is a sentence beside the form; nothing is lost.
"""

from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from rss_portal.operations.proxy import visitor_address

from .limits import take

SALT = "rss.public_form"
LASTS_SECONDS = 24 * 3600
TOO_FAST = _("The form was sent too quickly. Look at it once more and send it again.")
TOO_OLD = _("The form was open for more than a day. Send it again.")
ROBOT = _("The form looks as if a program had filled it in. Leave the field “Website” empty.")
TOO_MANY = _("Too many forms came from your address. Try again in an hour.")


class PublicFormMixin(forms.Form):
    """Adds the unseen field and the time of opening; put it before `forms.Form` among the bases."""

    website = forms.CharField(
        label=_("Website"), required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"})
    )
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["opened"] = signing.dumps("", salt=SALT)

    @property
    def seen_fields(self) -> list[Any]:
        """The fields for people, for the template; the protection is drawn by `protection`."""
        return [one for one in self if one.name not in ("website", "opened")]

    @property
    def protection(self) -> list[Any]:
        return [self["website"], self["opened"]]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("website"):
            raise ValidationError(ROBOT, code="robot")
        self._check_time(values.get("opened", ""))
        return values

    def _check_time(self, opened: str) -> None:
        try:
            signing.loads(opened, salt=SALT, max_age=LASTS_SECONDS)
        except signing.BadSignature as error:
            raise ValidationError(TOO_OLD, code="old") from error
        if settings.PUBLIC_FORM_LEAST_SECONDS and not _older(opened, settings.PUBLIC_FORM_LEAST_SECONDS):
            raise ValidationError(TOO_FAST, code="fast")


def _older(opened: str, seconds: int) -> bool:
    try:
        signing.loads(opened, salt=SALT, max_age=seconds)
    except signing.SignatureExpired:
        return True
    return False


def take_form(request: HttpRequest, form: forms.Form, purpose: str, *, at_most: int = 10) -> bool:
    """Count one more form of PURPOSE from the visitor's address; False, with an error on FORM, when there were
    AT_MOST in the running hour."""
    if take(purpose, visitor_address(request), at_most=at_most, seconds=3600):
        return True
    form.add_error(None, TOO_MANY)
    return False
