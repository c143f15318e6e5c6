"""A draft of a region's plan, with a body that was asked and a comment, behind the addresses of planning."""

from datetime import date
from typing import Any

from planning_docs.choices import BodyKind
from planning_docs.models import Agreement, Body, DocumentEdition, PlanningDocument, PublicComment


def make_planning(country: dict[str, Any]) -> dict[str, Any]:
    """Objects by the names that `asking.SPECIAL` gives them."""
    akimat = Body.objects.create(
        code="akimat-11", kind=BodyKind.LOCAL, name_kk="Әкімдік", name_ru="Акимат", territory=country["north"],
        valid_from=date(2000, 1, 1),
    )  # fmt: skip
    document = PlanningDocument.objects.create(
        kind="region_plan", title_kk="Жоспар", title_ru="План", developer=akimat, territory=country["north"],
        year_from=2026, year_to=2030,
    )  # fmt: skip
    edition = DocumentEdition.objects.create(document=document, number=1)
    agreement = Agreement.objects.create(
        edition=edition, body=akimat, asked_on=date(2026, 1, 1), due_on=date(2026, 2, 1)
    )
    comment = PublicComment.objects.create(edition=edition, author_name="Азамат", text="Пікір")
    return {"plan": document.pk, "agreement": agreement.pk, "comment": comment.pk}
