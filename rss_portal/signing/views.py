"""Signing a document, and opening the record of a signature."""

from typing import Any
from uuid import UUID

from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rss_portal.access import require

from . import purposes
from .choices import State
from .forms import SignatureForm
from .models import SignatureRecord, SignatureRequest
from .presentation import reason_labels, signer_parts
from .services import SignatureClosed, SignatureRefused, receive
from .standin.variants import Variant

SHOWN_CHARACTERS = 100_000
ADDRESSES = [settings.NCALAYER_ADDRESS]
if settings.DEMONSTRATION:
    ADDRESSES.append(f"ws://127.0.0.1:{settings.SIGNING_STAND_IN_PORT}")
# Only these pages may talk to the program on the person's own computer.
signing_page = csp_update({"connect-src": ["'self'", *ADDRESSES]})


@signing_page  # type: ignore[arg-type]  # its type knows no arguments of the address
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: HttpRequest, signature_request: UUID) -> HttpResponse:
    """The document, and the ways to sign it."""
    asked = get_object_or_404(SignatureRequest, public_id=signature_request)
    require(request.user, "signing.sign", asked)
    form = SignatureForm(request.POST, request.FILES) if request.method == "POST" else SignatureForm()
    refused: SignatureRefused | None = None
    if request.method == "POST" and form.is_valid():
        try:
            return _signed(request, asked, receive(request.user, asked, form.cleaned_data["cms"]))
        except SignatureRefused as error:
            refused = error
        except SignatureClosed:
            asked.refresh_from_db()
            form.add_error(None, _("This document is signed already, or has changed since. Open it anew."))
    return render(request, "signing/sign.html", _context(asked, form, refused), status=422 if form.is_bound else 200)


def _context(asked: SignatureRequest, form: SignatureForm, refused: SignatureRefused | None) -> dict[str, Any]:
    is_text = asked.media_type.startswith("text/")
    return {
        "asked": asked,
        "purpose": purposes.find(asked.purpose).label,
        "text": bytes(asked.content).decode("utf-8", "replace")[:SHOWN_CHARACTERS] if is_text else "",
        "form": form,
        "refused": refused,
        "refusals": reason_labels(refused.reasons) if refused else [],
        "record": asked.records.filter(state=State.ACCEPTED).first() if asked.closed_at else None,
        "ncalayer": settings.NCALAYER_ADDRESS,
        "stand_in": f"ws://127.0.0.1:{settings.SIGNING_STAND_IN_PORT}/" if settings.DEMONSTRATION else "",
        "variants": Variant.choices,
    }


def _signed(request: HttpRequest, asked: SignatureRequest, record: SignatureRecord) -> HttpResponse:
    messages.success(request, _("Signed: the signature is verified and kept."))
    if url_has_allowed_host_and_scheme(asked.next_url, allowed_hosts=None):
        return redirect(asked.next_url)
    return redirect("signing:record", record.public_id)


@login_required
@require_GET
def content(request: HttpRequest, signature_request: UUID) -> HttpResponse:
    """The bytes to be signed, as a file: for NCALayer and for signing elsewhere."""
    asked = get_object_or_404(SignatureRequest, public_id=signature_request)
    require(request.user, "signing.sign", asked)
    if asked.erased:
        raise Http404("erased")
    ending = "pdf" if asked.media_type == "application/pdf" else "txt"
    return _file(bytes(asked.content), f"document-{asked.public_id}.{ending}", asked.media_type)


@login_required
@require_GET
def record(request: HttpRequest, signature_record: UUID) -> HttpResponse:
    """What was checked of a signature, and what was found."""
    held = get_object_or_404(SignatureRecord.objects.select_related("request"), public_id=signature_record)
    require(request.user, "signing.see", held)
    context = {
        "record": held,
        "purpose": purposes.find(held.request.purpose).label,
        "parts": signer_parts(held),
        "reasons": reason_labels(held.reasons),
        "badge": {State.ACCEPTED: "high", State.REFUSED: "low"}.get(State(held.state), "medium"),
    }
    return render(request, "signing/record.html", context)


@login_required
@require_GET
def cms(request: HttpRequest, signature_record: UUID) -> HttpResponse:
    """The signature itself, as it was received."""
    held = get_object_or_404(SignatureRecord.objects.select_related("request"), public_id=signature_record)
    require(request.user, "signing.see", held)
    if not held.cms:
        raise Http404("erased")
    return _file(bytes(held.cms), f"signature-{held.public_id}.cms", "application/pkcs7-signature")


def _file(data: bytes, name: str, media_type: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type=media_type, headers=headers)
