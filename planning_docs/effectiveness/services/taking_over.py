"""Goals, tasks and indicators with their plans and facts, copied from the body's approved planning document."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import DocumentKind, DocumentState, EditionState, ElementKind, FactStatus, IndicatorKind
from planning_docs.effectiveness.choices import Action, Origin
from planning_docs.effectiveness.models import EvaluatedGoal, EvaluatedIndicator, EvaluatedTask, Evaluation
from planning_docs.effectiveness.rules.process import IN_SUCCESSOR, treatment
from planning_docs.models import (
    Body,
    DocumentEdition,
    Element,
    Indicator,
    IndicatorFact,
    IndicatorValue,
    PlanningDocument,
)

from .common import StepRefused, locked, note
from .inputs import EVALUATE, VERIFIED_FIELDS

APPROVED = (DocumentState.APPROVED, DocumentState.IN_FORCE, DocumentState.COMPLETED)
KINDS = (DocumentKind.BODY_PLAN, DocumentKind.REGION_PLAN)
TARGETS = (IndicatorKind.TARGET, IndicatorKind.STRATEGIC)
NO_DOCUMENT = _("The body has no approved planning document for this year in the portal; enter the indicators instead.")

Numbers = dict[str, Decimal | None]


@dataclass(frozen=True)
class Values:
    """What is planned and reached of the indicators of one edition, by indicator and year."""

    planned: Mapping[tuple[int, int], IndicatorValue]
    facts: Mapping[tuple[UUID, int], IndicatorFact]

    def numbers(self, indicator: Indicator, year: int) -> Numbers:
        """The amended plan where there is one; the official fact, else the operational one (p.24)."""
        value = self.planned.get((indicator.pk, year))
        fact = self.facts.get((indicator.key, year))
        official = fact is not None and fact.status == FactStatus.OFFICIAL
        return {
            "plan": value.planned if value else None,
            "low": value.low if value else None,
            "high": value.high if value else None,
            "fact": fact.value if fact and official else None,
            "operational_fact": fact.value if fact and not official else None,
            "previous": self.previous(indicator, year - 1),
        }

    def previous(self, indicator: Indicator, year: int) -> Decimal | None:
        """The fact of YEAR, or the value that the document itself says was reached in it."""
        fact = self.facts.get((indicator.key, year))
        if fact is not None and fact.value is not None:
            return fact.value
        value = self.planned.get((indicator.pk, year))
        reached = value is not None and (value.is_fact or year == indicator.base_year)
        return value.planned if value and reached else None


def documents_for(evaluation: Evaluation) -> list[PlanningDocument]:
    """Approved documents of the body for the year, and of bodies evaluated inside it (p.36)."""
    gone = Body.objects.filter(successor=evaluation.body_id)
    parts = [one.pk for one in gone if treatment(one.valid_to, evaluation.year) == IN_SUCCESSOR]
    found = PlanningDocument.objects.filter(
        developer__in=[evaluation.body_id, *parts], kind__in=KINDS, state__in=APPROVED,
        year_from__lte=evaluation.year, year_to__gte=evaluation.year,
    )  # fmt: skip
    return sorted(found, key=lambda one: (one.developer_id != evaluation.body_id, one.pk))


@transaction.atomic
def take_over(user: Any, pk: int, version: int | None = None) -> int:
    """Replace the goals by those of the approved documents; how many indicators there are. What re-verification
    found stays with its indicator. `Refused`, `StepRefused`."""
    evaluation = locked(user, EVALUATE, pk, version)
    documents = documents_for(evaluation)
    if not documents:
        raise StepRefused(NO_DOCUMENT)
    kept = _verified(evaluation)
    evaluation.goals.all().delete()
    count = 0
    for document in documents:
        edition = DocumentEdition.objects.get(document=document, state=EditionState.CURRENT)
        count += _copy(evaluation, edition, kept)
    evaluation.document = documents[0]
    evaluation.save(update_fields=["document"])
    titles = "; ".join(str(one) for one in documents)
    note(user, evaluation, Action.TAKE_OVER, {}, {"documents": titles, "indicators": count}, text=titles)
    return count


def _verified(evaluation: Evaluation) -> dict[UUID, dict[str, Any]]:
    rows = EvaluatedIndicator.objects.filter(goal__evaluation=evaluation)
    return {one.key: {name: getattr(one, name) for name in VERIFIED_FIELDS} for one in rows}


def _copy(evaluation: Evaluation, edition: DocumentEdition, kept: Mapping[UUID, dict[str, Any]]) -> int:
    tree = list(Element.objects.filter(edition=edition).order_by("position", "pk"))
    goals = [one for one in tree if one.kind == ElementKind.GOAL]
    tasks = [one for one in tree if one.kind == ElementKind.TASK]
    indicators = _by_element(edition)
    values = _values(edition, evaluation.year)
    rows: list[EvaluatedIndicator] = []
    start = evaluation.goals.count()
    for place, element in enumerate(goals, start):
        goal = EvaluatedGoal.objects.create(evaluation=evaluation, position=place, **_names(element))
        targets = [one for one in indicators[element.pk] if one.kind in TARGETS]
        rows += _rows(goal, None, targets, values, evaluation.year, kept)
        for at, below in enumerate(one for one in tasks if one.parent_id == element.pk):
            task = EvaluatedTask.objects.create(goal=goal, position=at, **_names(below))
            rows += _rows(goal, task, indicators[below.pk], values, evaluation.year, kept)
    EvaluatedIndicator.objects.bulk_create(rows)
    return len(rows)


def _names(row: Any) -> dict[str, str]:
    return {"name_kk": row.name_kk, "name_ru": row.name_ru}


def _by_element(edition: DocumentEdition) -> dict[int, list[Indicator]]:
    found: dict[int, list[Indicator]] = defaultdict(list)
    for one in Indicator.objects.filter(edition=edition, element__isnull=False).order_by("position", "pk"):
        assert one.element_id is not None
        found[one.element_id].append(one)
    return found


def _values(edition: DocumentEdition, year: int) -> Values:
    years = (year - 1, year)
    planned = IndicatorValue.objects.filter(indicator__edition=edition, territory=None, year__in=years)
    facts = IndicatorFact.objects.filter(document=edition.document_id, territory=None, quarter=0, year__in=years)
    return Values(
        {(one.indicator_id, one.year): one for one in planned},
        {(one.indicator_key, one.year): one for one in facts if one.value is not None},
    )


def _rows(
    goal: EvaluatedGoal,
    task: EvaluatedTask | None,
    indicators: Sequence[Indicator],
    values: Values,
    year: int,
    kept: Mapping[UUID, dict[str, Any]],
) -> Iterable[EvaluatedIndicator]:
    for place, one in enumerate(indicators):
        yield EvaluatedIndicator(
            goal=goal, task=task, key=one.key, position=place, better=one.better, origin=Origin.DOCUMENT,
            unit_kk=one.unit_kk, unit_ru=one.unit_ru, **_names(one), **values.numbers(one, year),
            **kept.get(one.key, {}),
        )  # fmt: skip
