"""A document that the owner of the access world was asked to sign, and what was received for it."""

from typing import Any

from rss_portal.signing.services import SignatureRefused, receive, request_signature


def signing_objects(people: dict[str, Any]) -> dict[str, Any]:
    """The request stays open: a refused signature stands beside it."""
    asked = request_signature(people["owner"], "tests.access", "1", b"text", title="Құжат")
    try:
        receive(people["owner"], asked, b"no signature")
    except SignatureRefused as refused:
        return {"signature_request": asked.public_id, "signature_record": refused.record.public_id}
    raise AssertionError("a file that is no signature was accepted")
