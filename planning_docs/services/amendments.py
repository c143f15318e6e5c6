"""Amendments: a new edition copied from the one in force, changed with a reason per change, approved (spec 40.5)."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import DocumentState, EditionState
from planning_docs.models import ChangeReason, DocumentEdition, DocumentEvent, Indicator, PlanningDocument
from planning_docs.notices import tell_amended, tell_amendment_returned, tell_amendment_submitted, tell_to_follow
from planning_docs.printed.reading import EditionContents, read
from planning_docs.queries import checking, comparing
from planning_docs.queries.amendment_terms import amendment_of
from planning_docs.rules import amendments as rules
from planning_docs.rules.checks import Finding, errors_of
from planning_docs.services.copying import copy_contents
from planning_docs.services.editing import PlanningRefused, log
from planning_docs.services.life import ACT_FIELDS, RulesBroken, StepRefused, record_act
from rss_portal.access import require
from rss_portal.ui.formats import name

REASON_NEEDED = _("Say why the document is amended.")
REASONS_LACK = _("Changes without a reason: %(count)s. Each change of the comparison table needs one (Annex 6).")
NOTHING_CHANGED = _("The amendment changes nothing.")
ACT_NEEDED = _("Give kind, number and date of the act that approves the amendment.")


@transaction.atomic
def begin(
    user: Any, document: PlanningDocument, reason: str, *, president_instruction: str = "",
    follows: DocumentEdition | None = None,
) -> DocumentEdition:  # fmt: skip
    """A new edition with the contents of the one in force. Raises `access.Refused`, `RulesBroken` (§209, §211),
    `PlanningRefused`."""
    held = PlanningDocument.objects.select_for_update().get(pk=document.pk)
    require(user, "planning.begin_amendment", held)
    if not reason.strip():
        raise PlanningRefused(REASON_NEEDED, "reason")
    broken = list(rules.may_amend(amendment_of(held, president_instruction)))
    if broken:
        raise RulesBroken(broken)
    current = held.editions.get(state=EditionState.CURRENT)
    number = held.editions.order_by("-number").values_list("number", flat=True)[0] + 1
    edition = DocumentEdition.objects.create(
        document=held, number=number, based_on=current, reason=reason.strip(), created_by=user,
        president_instruction=president_instruction.strip(), follows=follows,
    )  # fmt: skip
    copy_contents(current, edition)
    log(user, held, "begin_amendment", edition, f"{held.pk}:{number}", {}, {"reason": edition.reason})
    return edition


@transaction.atomic
def give_reason(
    user: Any, edition: DocumentEdition, thing: str, key: UUID, reason_kk: str, reason_ru: str,
    *, under_spending: bool = False,
) -> ChangeReason:  # fmt: skip
    """Why one element is changed; UNDER_SPENDING says that money is expected not to be spent (§210)."""
    held = _locked(user, edition, "planning.write_amendment")
    row, _made = ChangeReason.objects.update_or_create(
        edition=held, object_type=thing, key=key,
        defaults={"reason_kk": reason_kk.strip(), "reason_ru": reason_ru.strip(), "under_spending": under_spending},
    )  # fmt: skip
    log(user, held.document, "give_reason", row, f"{thing}:{key}", {}, {"reason_kk": row.reason_kk})
    return row


def broken_rules(edition: DocumentEdition) -> list[Finding]:
    """What forbids the amendment as it stands: terms, past values, under-spending, and the rules of 40.4."""
    amendment = amendment_of(edition.document, edition.president_instruction)
    contents, before = read(edition), read(edition.based_on)  # type: ignore[arg-type]
    found = [*rules.may_amend(amendment), *rules.may_change(amendment, plan_changes(edition, before, contents))]
    return found + errors_of(checking.findings(contents, timezone.localdate()))


def plan_changes(edition: DocumentEdition, before: EditionContents, after: EditionContents) -> list[rules.PlanChange]:
    """Plan values that differ between the edition in force and the amendment."""
    lowered = set(edition.change_reasons.filter(under_spending=True).values_list("key", flat=True))
    old = {one.key: one for one in before.indicators}
    return [
        change
        for one in [*after.indicators, *_removed(before, after)]
        if one.key in old
        for change in _changes_of(one, old[one.key], one.key in lowered, removed=one.edition_id == before.edition.pk)
    ]


def _removed(before: EditionContents, after: EditionContents) -> list[Indicator]:
    kept = {one.key for one in after.indicators}
    return [one for one in before.indicators if one.key not in kept]


def _changes_of(new: Indicator, old: Indicator, under_spending: bool, *, removed: bool) -> list[rules.PlanChange]:
    values = {} if removed else {(value.territory_id, value.year): value for value in new.values.all()}
    found = []
    for value in old.values.all():
        now = values.get((value.territory_id, value.year))
        planned = now.planned if now else None
        if planned != value.planned:
            found.append(
                rules.PlanChange(
                    key=str(old.key), name=name(old), year=value.year, old=value.planned, new=planned,
                    better=old.better, under_spending=under_spending, base_corrected=bool(now and now.is_fact),
                )
            )  # fmt: skip
    return found


@transaction.atomic
def submit(user: Any, edition: DocumentEdition) -> DocumentEdition:
    """Hand the amendment to the planning authority. Raises `RulesBroken`, `StepRefused`, `access.Refused`."""
    held = _locked(user, edition, "planning.write_amendment")
    broken = broken_rules(held)
    if broken:
        raise RulesBroken(broken)
    rows = comparing.comparison(held)
    if not rows:
        raise StepRefused(NOTHING_CHANGED)
    lacking = comparing.without_reason(held, rows)
    if lacking:
        raise StepRefused(REASONS_LACK % {"count": len(lacking)})
    held.submitted_at = timezone.now()
    held.save(update_fields=["submitted_at"])
    _event(user, held, "submit_amendment")
    tell_amendment_submitted(held.document)
    return held


@transaction.atomic
def send_back(user: Any, edition: DocumentEdition, remarks: str) -> DocumentEdition:
    """Return the amendment to its editors with REMARKS."""
    held = _locked(user, edition, "planning.approve_amendment")
    if not remarks.strip():
        raise PlanningRefused(_("Write what has to be corrected."), "text")
    held.submitted_at = None
    held.save(update_fields=["submitted_at"])
    _event(user, held, "return_amendment", remarks.strip())
    tell_amendment_returned(held.document, remarks.strip())
    return held


@transaction.atomic
def approve(user: Any, edition: DocumentEdition, act: Mapping[str, Any]) -> DocumentEdition:
    """Put the amendment in force by an ACT; lower documents that carry its indicators get a task to follow when
    the map of strategic indicators changed (§208). Raises `RulesBroken`, `StepRefused`, `access.Refused`."""
    held = _locked(user, edition, "planning.approve_amendment")
    if not all(act.get(name) for name in ACT_FIELDS) or act["act_date"] > timezone.localdate():
        raise StepRefused(ACT_NEEDED)
    broken = broken_rules(held)
    if broken:
        raise RulesBroken(broken)
    changed = comparing.changed_indicators(held)
    record_act(held, act)
    _event(user, held, "approve_amendment", held.reason)
    tell_amended(held.document)
    for lower in carriers(held.document, changed):
        tell_to_follow(lower, held)
    return held


def carriers(document: PlanningDocument, keys: Sequence[UUID]) -> list[PlanningDocument]:
    """Lower documents in force whose indicators carry those of KEYS of DOCUMENT."""
    found = Indicator.objects.filter(
        parent_document=document, parent_key__in=keys, edition__state=EditionState.CURRENT,
        edition__document__state__in=(DocumentState.APPROVED, DocumentState.IN_FORCE),
    ).values("edition__document")  # fmt: skip
    return list(PlanningDocument.objects.filter(pk__in=found))


@transaction.atomic
def drop(user: Any, edition: DocumentEdition) -> None:
    """Throw the amendment away; the edition in force stays as it is."""
    held = _locked(user, edition, "planning.write_amendment")
    document, number = held.document, held.number
    log(user, document, "drop_amendment", held, f"{document.pk}:{number}", {"reason": held.reason}, {})
    held.delete()


def _locked(user: Any, edition: DocumentEdition, action: str) -> DocumentEdition:
    held = DocumentEdition.objects.select_for_update(of=("self",)).select_related("document").get(pk=edition.pk)
    require(user, action, held)
    return held


def _event(user: Any, edition: DocumentEdition, action: str, text: str = "") -> None:
    document = edition.document
    DocumentEvent.objects.create(
        document=document, edition=edition, action=action, from_state=document.state, to_state=document.state,
        text=text, actor=user,
    )  # fmt: skip
    log(user, document, action, edition, f"{document.pk}:{edition.number}", {}, {"action": action, "text": text})
