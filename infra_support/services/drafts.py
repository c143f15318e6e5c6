"""Drafts of applications: begun, filled in as typed, taken up again. What is wrong in them is told, never lost."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from infra_support.choices import ApplicantKind, EffectKind, EligibilityState, Tick
from infra_support.draft_queries import MODEL_FIELDS, typed_of, values_of
from infra_support.models import Application, EffectLine, EligibilityLine, Enterprise
from infra_support.rules.eligibility import SAID_BY_APPLICANT
from infra_support.rules.project import goes_first
from infra_support.services.draft_exceptions import ChangedMeanwhile
from infra_support.steps import BANK_FIELDS, CRITERIA, EFFECT_COLUMNS, EFFECT_FIELDS, INDIVIDUAL_FIELDS, LEGAL_FIELDS
from rss_portal.access import require
from rss_portal.changelog.services import log_change, open_change_set
from settlements.models import Territory

OBJECT = "infra_support.application"
TAKEN_OVER = tuple(dict.fromkeys((*LEGAL_FIELDS, *INDIVIDUAL_FIELDS, *BANK_FIELDS, "address", "phone", "cooperative")))
FOREIGN_KEYS = {"region": "region_id", "place": "place_id"}


@transaction.atomic
def start_draft(user: Any, enterprise: Enterprise, region: Territory) -> Application:
    """A new draft of ENTERPRISE in REGION, with what its last application said of the applicant. Raises `Refused`."""
    require(user, "support.apply", enterprise)
    made = Application(enterprise=enterprise, region=region, created_by=user, applicant_kind=enterprise.kind)
    last = enterprise.applications.filter(personal_erased_at=None).order_by("-pk").first()
    if last:
        for name in TAKEN_OVER:
            setattr(made, name, getattr(last, name))
    made.applicant_name = enterprise.name
    setattr(made, "bin" if enterprise.kind == ApplicantKind.LEGAL else "iin", enterprise.xin)
    made.save()
    change_set = open_change_set("support.draft_started", actor=user, territory_code=region.pk)
    log_change(change_set, OBJECT, made.pk, {}, {"enterprise": enterprise.pk})
    return made


@transaction.atomic
def save_draft(
    user: Any,
    application: Application,
    values: Mapping[str, Any],
    typed: Mapping[str, str] | None = None,
    *,
    seen_version: int | None = None,
) -> Application:
    """Keep VALUES (by the names of `steps`) and, word for word, what was TYPED into fields that could not read it.

    Raises `Refused` when it is not the person's draft and `ChangedMeanwhile` when SEEN_VERSION is not the present one.
    """
    held = Application.objects.select_for_update(of=("self",)).select_related("region").get(pk=application.pk)
    require(user, "support.edit_draft", held)
    if seen_version is not None and seen_version != held.version:
        raise ChangedMeanwhile
    old, unread = values_of(held), typed_of(held)
    changed = [name for name, value in values.items() if name in unread or not _same(old.get(name), value)]
    changed += [name for name, text in (typed or {}).items() if unread.get(name) != text]
    if not changed:
        return held
    _put(held, {name: values[name] for name in changed if name in values})
    kept = {name: text for name, text in unread.items() if name not in values} | dict(typed or {})
    held.typed = json.dumps(kept, ensure_ascii=False) if kept else ""
    held.priority = _goes_first(held)
    held.version += 1
    held.save()
    _log(user, held, changed)
    return held


def _same(old: Any, new: Any) -> bool:
    if isinstance(new, list | tuple):
        return sorted(map(str, old or [])) == sorted(map(str, new))
    return (old if old is not None else "") == (new if new is not None else "")


def _put(held: Application, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name in MODEL_FIELDS:
            setattr(held, FOREIGN_KEYS.get(name, name), value)
    if "kinds" in values:
        held.kinds.set(values["kinds"])
    _put_ticks(held, values)
    _put_parts(held, values, "effect_", _put_effect)
    _put_parts(held, values, "line_", _put_line)


def _put_ticks(held: Application, values: Mapping[str, Any]) -> None:
    ticked = {code: values.get(f"tick_{code}", code in held.ticks) for code in Tick.values}
    held.ticks = [code for code, ticks in ticked.items() if ticks]


def _put_parts(
    held: Application, values: Mapping[str, Any], prefix: str, put: Callable[[Application, str, Any], None]
) -> None:
    for name, value in values.items():
        if name.startswith(prefix) and name not in MODEL_FIELDS:
            put(held, name.removeprefix(prefix), value)


def _put_effect(held: Application, name: str, value: Any) -> None:
    if f"effect_{name}" not in EFFECT_FIELDS:
        raise KeyError(name)
    kind = next(kind for kind in EffectKind.values if name.startswith(f"{kind}_"))
    column = next(column for column in EFFECT_COLUMNS if name == f"{kind}_{column}")
    EffectLine.objects.update_or_create(application=held, kind=kind, defaults={column: value})


def _put_line(held: Application, code: str, value: str) -> None:
    """The applicant's own answer; the coordinator's check comes later and is told apart by `checked_at`."""
    if code not in SAID_BY_APPLICANT:
        raise KeyError(code)
    state = value or EligibilityState.UNKNOWN
    EligibilityLine.objects.update_or_create(application=held, code=code, defaults={"state": state})


def _goes_first(held: Application) -> bool:
    one_village = held.one_village and all(getattr(held, name) for name in CRITERIA)
    return goes_first(cooperative=held.cooperative, auyl_amanaty=held.auyl_amanaty, one_village=one_village)


def _log(user: Any, held: Application, changed: list[str]) -> None:
    """Which fields changed; what stands in them is personal and stays out of the log."""
    change_set = open_change_set("support.draft_saved", actor=user, territory_code=held.region_id)
    log_change(change_set, OBJECT, held.pk, {}, {"fields": sorted(set(changed)), "version": held.version})
