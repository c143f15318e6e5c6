"""What every step does: lock the evaluation, note the step, log what changed."""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from planning_docs.effectiveness.choices import Action
from planning_docs.effectiveness.models import Evaluation, EvaluationEvent
from rss_portal.access import require
from rss_portal.changelog.services import log_change, open_change_set

AFTER_CONCLUSION = (
    Action.OBJECT, Action.AGREE, Action.APPOINT, Action.SIT, Action.DECIDE, Action.SIGN_TABLE, Action.FINISH,
)  # fmt: skip


GONE = _("Somebody else has taken this out of the evaluation meanwhile.")


class StepRefused(ValueError):
    """The step lacks something or comes too late; `reason` is a text to be read."""

    def __init__(self, reason: str | Promise):
        super().__init__(str(reason))
        self.reason = reason


class ChangedMeanwhile(ValueError):
    """Somebody else changed the evaluation since the page was read."""


def fingerprint(row: Any, names: Iterable[str]) -> str:
    """What a person saw of ROW when the form was opened: it changes when one of the fields NAMES does."""
    return sha256(repr([str(getattr(row, name)) for name in names]).encode()).hexdigest()[:16]


def refuse_unseen(row: Any, names: Sequence[str], seen: str | None) -> None:
    """Read ROW again, within the lock of its evaluation; `ChangedMeanwhile` when it is not what the person saw,
    `StepRefused` when it is not there any more. Without SEEN nothing is compared."""
    try:
        row.refresh_from_db(fields=names)
    except ObjectDoesNotExist as error:
        raise StepRefused(GONE) from error
    if seen is not None and seen != fingerprint(row, names):
        raise ChangedMeanwhile(row.pk)


def locked(user: Any, action: str, pk: int, version: int | None = None) -> Evaluation:
    """The evaluation, locked for the running transaction, when USER may do ACTION to it."""
    held = Evaluation.objects.select_for_update(of=("self",)).select_related("edition", "body").get(pk=pk)
    require(user, action, held)
    if version is not None and held.version != version:
        raise ChangedMeanwhile(pk)
    return held


def note(
    user: Any,
    evaluation: Evaluation,
    action: str,
    old: Mapping[str, Any] | None = None,
    new: Mapping[str, Any] | None = None,
    *,
    text: str = "",
    about: tuple[str, Any] | None = None,
) -> None:
    """Put a step into the history of EVALUATION and what changed into the change log; the version grows."""
    EvaluationEvent.objects.create(evaluation=evaluation, action=action, actor=user, text=text)
    change_set = open_change_set(f"effectiveness.{action}", actor=user, detail=str(evaluation))
    kind, key = about or ("effectiveness.evaluation", evaluation.pk)
    log_change(change_set, kind, key, _plain(old), _plain(new))
    evaluation.version += 1
    evaluation.save(update_fields=["version"])


def _plain(values: Mapping[str, Any] | None) -> dict[str, Any]:
    kept = (int, bool, str, type(None))
    return {name: value if isinstance(value, kept) else str(value) for name, value in (values or {}).items()}


def participants(evaluation: Evaluation) -> set[int]:
    """Who took part in the evaluation up to the conclusion: they may not sit in the commission (p.31)."""
    acted = evaluation.events.exclude(action__in=AFTER_CONCLUSION)
    marked = evaluation.marks.values_list("expert_id", flat=True)
    return {*acted.exclude(actor=None).values_list("actor_id", flat=True), *marked}
