"""Signatures of an object whose personal data are erased: what was found stays, the files go.

Digests of the document and of the signature, the checks with their results, algorithm, issuer, serial number and
dates are kept: they prove that a signature was given and verified, and a file kept elsewhere can still be compared
with them. The document's text and the signature file (it holds the certificate with the name and the IIN) are not.
"""

from typing import Any

from django.db import transaction
from django.utils import timezone

from rss_portal.changelog.services import log_change, open_change_set

from .models import SignatureRecord, SignatureRequest


@transaction.atomic
def erase_signatures(purpose: str, object_key: Any) -> int:
    """Take documents, signature files and names of persons out of all signatures for the object; how many requests
    there were."""
    requests = SignatureRequest.objects.select_for_update().filter(purpose=purpose, object_key=str(object_key))
    erased = 0
    for request in requests.prefetch_related("records"):
        if request.erased:
            continue
        for record in request.records.all():
            _empty(record)
        request.content, request.expected_iin, request.expected_surname = b"", "", ""
        request.closed_at = request.closed_at or timezone.now()
        request.save(update_fields=["content", "expected_iin", "expected_surname", "closed_at"])
        change_set = open_change_set("signing.erase")
        log_change(change_set, "signing.request", request.public_id, {}, {"content": "erased"})
        erased += 1
    return erased


def _empty(record: SignatureRecord) -> None:
    record.cms = b""
    record.signer_name = record.signer_iin = ""
    record.reports = [{**report, "name": "", "iin": ""} for report in record.reports]
    record.save(update_fields=["cms", "signer_name", "signer_iin", "reports"])
