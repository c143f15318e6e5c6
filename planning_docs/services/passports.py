"""Calculation passports of indicators (Annex 1-1, §58-59)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from planning_docs.choices import EditionState
from planning_docs.models import CalculationPassport, Indicator, PlanningDocument
from planning_docs.monitoring.choices import Step
from planning_docs.monitoring.services.deadlines import keep_mark
from planning_docs.rules.checks.indicators import passport_is_owed
from planning_docs.services.editing import log, refuse_stale
from rss_portal.access import require

TEXTS = ("definition", "periodicity", "sources", "republican", "local", "link")
FIELDS = ("data_kind", *(f"{text}_{code}" for text in TEXTS for code in ("kk", "ru")), "approved_on")


@transaction.atomic
def save_passport(
    user: Any, document: PlanningDocument, key: UUID, values: Mapping[str, Any], *, seen_version: int | None = None
) -> CalculationPassport:
    """The passport of the indicator KEY, one through all editions; SEEN_VERSION is 0 for one that was not there.
    Raises `VersionConflict`, `access.Refused`."""
    require(user, "planning.edit_passports", document)
    PlanningDocument.objects.select_for_update().get(pk=document.pk)
    found = CalculationPassport.objects.filter(document=document, indicator_key=key).first()
    passport = found or CalculationPassport(document=document, indicator_key=key, version=0)
    refuse_stale(passport, seen_version)
    old = {name: getattr(passport, name) for name in FIELDS} if found else {}
    for name in FIELDS:
        setattr(passport, name, values.get(name, getattr(passport, name)))
    passport.version += 1
    passport.save()
    log(user, document, "change_passport", passport, key, old, {name: getattr(passport, name) for name in FIELDS})
    _fulfil(user, document)
    return passport


def _fulfil(user: Any, document: PlanningDocument) -> None:
    """With the last passport that an approved document owes, the step of its calendar is done (§59)."""
    approved_on = document.editions.filter(number=1).values_list("act_date", flat=True).first()
    if approved_on is None:
        return
    indicators = Indicator.objects.filter(edition__document=document, edition__state=EditionState.CURRENT)
    owed = {
        key
        for key, kind, own in indicators.values_list("key", "kind", "own_additional")
        if passport_is_owed(document.kind, kind, own)
    }
    if owed <= set(document.passports.values_list("indicator_key", flat=True)):
        step = {"step": Step.PASSPORTS, "about": approved_on.year, "number": 0}
        if not document.deadline_marks.filter(**step).exists():
            keep_mark(user, document, (Step.PASSPORTS, approved_on.year, 0), timezone.localdate())
