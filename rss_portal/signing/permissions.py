"""Who signs and who opens the record of a signature."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from rss_portal.access import ALLOWED, Decision, refused, rule

from . import purposes
from .models import SignatureRecord, SignatureRequest

SIGN_IN = _("Sign in first.")
ANOTHER_SIGNER = _("Another person was asked to sign this document.")
NOT_YOURS = _("This signature belongs to a document that you may not see.")


@rule("signing.ask")
def ask(user: Any, subject: Any = None) -> Decision:
    """Ask for a signature: whoever may do what the signature is for, which the asking app has checked."""
    return ALLOWED if user.is_authenticated else refused(SIGN_IN)


@rule("signing.sign")
def sign(user: Any, request: SignatureRequest) -> Decision:
    """Only the person who was asked."""
    if not user.is_authenticated:
        return refused(SIGN_IN)
    return ALLOWED if request.requested_by_id == user.pk else refused(ANOTHER_SIGNER)


@rule("signing.see")
def see(user: Any, record: SignatureRecord) -> Decision:
    """The signer, and those who may see the object."""
    if not user.is_authenticated:
        return refused(SIGN_IN)
    request = record.request
    if request.requested_by_id == user.pk or purposes.find(request.purpose).may_see(user, request.object_key):
        return ALLOWED
    return refused(NOT_YOURS)
