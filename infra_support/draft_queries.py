"""Reads of the applicant's side: the values of a draft, places, priorities of a region."""

import json
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from infra_support.models import Application, EligibilityLine, Enterprise, OkedCode, PriorityActivity
from infra_support.rules.eligibility import SAID_BY_APPLICANT
from infra_support.steps import EFFECT_COLUMNS, STEPS, TICK_FIELDS
from rss_portal.ui.folding import fold
from settlements.choices import Kind, Level
from settlements.models import Territory

PLACES_SHOWN = 12
CITY_KINDS = (Kind.CITY, Kind.CITY_REPUBLICAN, Kind.CITY_PART, Kind.TOWNSHIP)
MODEL_FIELDS = frozenset(
    name for step in STEPS for name in step.fields if name not in ("kinds",) and hasattr(Application, name)
)


def enterprises_of(user: Any) -> QuerySet[Enterprise]:
    """Enterprises for which USER acts."""
    return Enterprise.objects.filter(members__user=user).select_related("region")


def values_of(application: Application) -> dict[str, Any]:
    """Everything that APPLICATION holds, by the names of `steps`; what was typed and is no value comes as typed."""
    values: dict[str, Any] = {name: getattr(application, name) for name in MODEL_FIELDS}
    values["region"], values["place"] = application.region_id, application.place_id
    values["kinds"] = list(application.kinds.values_list("pk", flat=True)) if application.pk else []
    values |= {name: name.removeprefix("tick_") in application.ticks for name in TICK_FIELDS}
    values |= _effects(application) | _lines(application)
    return {**values, **typed_of(application)}


def typed_of(application: Application) -> dict[str, str]:
    """What was typed into fields and is not a value of theirs."""
    return json.loads(application.typed) if application.typed else {}


def _effects(application: Application) -> dict[str, Any]:
    found = {f"effect_{line.kind}_{name}": getattr(line, name) for line in application.effects.all()
             for name in EFFECT_COLUMNS}  # fmt: skip
    return found


def _lines(application: Application) -> dict[str, Any]:
    states = dict(application.eligibility.values_list("code", "state"))
    return {f"line_{code}": states.get(code, "") for code in SAID_BY_APPLICANT}


def own_lines(application: Application) -> list[EligibilityLine]:
    """Lines of the check list in their order."""
    return sorted(application.eligibility.select_related("checked_by"), key=lambda line: line.code)


def priorities(region: Territory, day: date) -> QuerySet[PriorityActivity]:
    """Priority activities of REGION that are in force on DAY (p.5)."""
    open_ended = Q(valid_to=None) | Q(valid_to__gte=day)
    return PriorityActivity.objects.filter(open_ended, region=region, valid_from__lte=day)


def is_known_oked(code: str) -> bool:
    """Whether the classifier has CODE. Where it holds nothing below a division, the division's own is enough."""
    if OkedCode.objects.filter(code=code).exists():
        return True
    deeper = OkedCode.objects.filter(code__startswith=code[:2], level=len(code)).exists()
    return not deeper and len(code) > 2 and OkedCode.objects.filter(code=code[:2]).exists()


def find_places(text: str, region: Territory) -> list[Territory]:
    """Settlements and towns of REGION whose code or name is, or begins with, TEXT; at most a dozen."""
    word = fold(text)
    if not word:
        return []
    inside = Territory.objects.within(region).filter(valid_to=None)
    named = inside.filter(Q(level=Level.SETTLEMENT) | Q(kind__in=CITY_KINDS), search__contains=f"|{word}")
    return list(named.select_related("district").order_by("search")[:PLACES_SHOWN])


def place_named(text: str, region: Territory) -> Territory | None:
    """The one place that TEXT means: by its code, or the only one of that name."""
    code = text.strip().split(" ")[0]
    by_code = Territory.objects.within(region).filter(pk=code).first() if code.isdigit() else None
    if by_code:
        return by_code
    found = find_places(text, region)
    exact = [place for place in found if fold(place.name_kk) == fold(text) or fold(place.name_ru) == fold(text)]
    return exact[0] if len(exact) == 1 else found[0] if len(found) == 1 else None
