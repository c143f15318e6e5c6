"""A draft with a document, an invitation and a request to join: what the addresses of the applicant's side name."""

from typing import Any

from django.core.files.base import ContentFile

from infra_support.models import (
    Application,
    ApplicationDocument,
    EnterpriseMember,
    Invitation,
    JoinRequest,
)
from infra_support.services.registration import token_hash
from tests.factories import make_user


def applicant_objects(people: dict[str, Any]) -> dict[str, Any]:
    """The objects by the names of the arguments; the enterprise is that of the matrix's entrepreneur."""
    place = EnterpriseMember.objects.select_related("enterprise").get(user=people["entrepreneur"])
    region = Application.objects.filter(enterprise=place.enterprise).values_list("region", flat=True)[0]
    draft = Application.objects.create(
        enterprise=place.enterprise, region_id=region, applicant_name=place.enterprise.name, bin=place.enterprise.xin
    )
    document = ApplicationDocument(application=draft, kind="design", name="смета.pdf", size=8)
    document.file.save("design.pdf", ContentFile(b"%PDF-1.4"), save=True)
    helper = EnterpriseMember.objects.create(enterprise=place.enterprise, user=make_user("helper"))
    invitation = Invitation.objects.create(
        enterprise=place.enterprise,
        email="x@example.kz",
        token_hash=token_hash("of-the-letter"),
        made_by=people["entrepreneur"],
    )
    asked = JoinRequest.objects.create(enterprise=place.enterprise, user=people["head"])
    return {
        "support_draft": draft.public_id, "draft_document": document.pk, "enterprise": place.enterprise_id, "helper": helper.pk,
        "invitation": invitation.pk, "join_request": asked.pk,
    }  # fmt: skip
