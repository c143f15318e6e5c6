"""The opinion of the strategic planning authority on the draft of a concept (Annex 2, §103)."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from planning_docs.models import Body, ConceptOpinion, ConceptOpinionRow, DocumentEdition
from planning_docs.notices import tell_opinion
from planning_docs.services.editing import PlanningRefused, log, refuse_stale
from rss_portal.access import require

FIELDS = ("text_kk", "text_ru")
NOTHING_RECOMMENDED = _("Write the recommendations (row 13) in Kazakh and in Russian before the opinion is issued.")
RECOMMENDATIONS = 13


@transaction.atomic
def write_opinion(
    user: Any,
    edition: DocumentEdition,
    body: Body,
    texts: Mapping[int, Mapping[str, str]],
    *,
    seen_version: int | None = None,
) -> ConceptOpinion:
    """Rows of the opinion by their number, each with `text_kk` and `text_ru`; SEEN_VERSION is 0 where there was none.
    Raises `VersionConflict`, `access.Refused`."""
    require(user, "planning.write_opinion", edition)
    DocumentEdition.objects.select_for_update().get(pk=edition.pk)
    held = ConceptOpinion.objects.filter(edition=edition).first() or ConceptOpinion(edition=edition, version=0)
    refuse_stale(held, seen_version)
    old = {**_values(held), "body": held.body_id}
    held.body = body
    held.version += 1
    held.save()
    for number, text in texts.items():
        ConceptOpinionRow.objects.update_or_create(
            opinion=held, number=number, defaults={name: text.get(name, "").strip() for name in FIELDS}
        )
    log(user, edition.document, "write_opinion", held, held.pk, old, {**_values(held), "body": body.pk})
    return held


def _values(held: ConceptOpinion) -> dict[str, str]:
    rows = held.rows.all() if held.pk else []
    return {f"{row.number}_{name}": getattr(row, name) for row in rows for name in FIELDS}


@transaction.atomic
def issue_opinion(user: Any, edition: DocumentEdition) -> ConceptOpinion:
    """Give the opinion to the developer; from then on it does not change. Raises `PlanningRefused`,
    `access.Refused`, `ConceptOpinion.DoesNotExist`."""
    held = ConceptOpinion.objects.select_for_update().get(edition=edition)
    require(user, "planning.write_opinion", edition)
    last = held.rows.filter(number=RECOMMENDATIONS).first()
    if last is None or not (last.text_kk and last.text_ru):
        raise PlanningRefused(NOTHING_RECOMMENDED)
    held.issued_on, held.issued_by = timezone.localdate(), user
    held.version += 1
    held.save()
    log(user, edition.document, "issue_opinion", held, held.pk, {"issued_on": None}, {"issued_on": held.issued_on})
    tell_opinion(edition, user)
    return held
