"""Amendments: begun, explained change by change, submitted, approved; the comparison table of two editions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from planning_docs.check_phrases import sentence
from planning_docs.choices import EditionState
from planning_docs.life_forms import ActForm, BeginForm, RemarksForm
from planning_docs.models import DocumentEdition, PlanningDocument
from planning_docs.queries import comparing
from planning_docs.services import amendments
from planning_docs.services.editing import PlanningRefused
from planning_docs.services.life import RulesBroken, StepRefused, open_edition
from rss_portal.access import decide, require

from .life import document_for, frame_of


def _language() -> str:
    """Comparisons are made in the official languages; English readers see the Russian one."""
    return "kk" if (get_language() or "kk").startswith("kk") else "ru"


def _draft(document: PlanningDocument) -> DocumentEdition | None:
    drafts = document.editions.select_related("document", "based_on").filter(state=EditionState.DRAFT, number__gt=1)
    return drafts.first()


@require_safe
def amendment(request: HttpRequest, pk: int) -> HttpResponse:
    """The amendment that is being written: its changes with their reasons, what forbids it, the next steps."""
    return _page(request, document_for(request, pk))


def _page(request: HttpRequest, document: PlanningDocument, status: int = 200, **more: Any) -> HttpResponse:
    draft = _draft(document)
    user = request.user
    if draft:
        require(user, "planning.see_draft", document)
    context = {
        **frame_of(request, document, draft or open_edition(document)),
        "draft": draft,
        "may_begin": bool(decide(user, "planning.begin_amendment", document)),
        "begin_form": BeginForm(),
        "editions": document.editions.exclude(state=EditionState.DRAFT).order_by("-number"),
        **(_of_draft(user, draft) if draft else {}),
        **more,
    }
    return render(request, "planning/life/amendment.html", context, status=status)


def _of_draft(user: Any, draft: DocumentEdition) -> dict[str, Any]:
    given = {(one.object_type, str(one.key)): one for one in draft.change_reasons.all()}
    rows = comparing.comparison_rows(draft, _language())
    return {
        "rows": [{"row": row, "reason": given.get((row.thing, row.key))} for row in rows],
        "broken": [sentence(one) for one in amendments.broken_rules(draft)],
        "may_write": bool(decide(user, "planning.write_amendment", draft)),
        "may_approve": bool(decide(user, "planning.approve_amendment", draft)),
        "act_form": ActForm(document=draft.document),
        "remarks_form": RemarksForm(),
    }


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """A new edition of the document."""
    document = document_for(request, pk)
    require(request.user, "planning.begin_amendment", document)
    form = BeginForm(request.POST)
    if form.is_valid():
        try:
            amendments.begin(request.user, document, **form.cleaned_data)
            messages.success(
                request, _("The amendment is begun: change what has to be changed, then give the reasons.")
            )
            return redirect("planning:amendment", pk)
        except RulesBroken as broken:
            for finding in broken.findings:
                form.add_error(None, sentence(finding))
        except PlanningRefused as refused:
            form.add_error("reason", str(refused.reason))
    return _page(request, document, 422, begin_form=form)


@require_POST
def reasons(request: HttpRequest, pk: int) -> HttpResponse:
    """Save the reasons of all changes at once; fields are named by the kind and key of the element."""
    document = document_for(request, pk)
    draft = _draft(document)
    if draft is None:
        raise Http404(pk)
    require(request.user, "planning.write_amendment", draft)
    for row in comparing.comparison(draft):
        name = f"{row.thing}.{row.key}"
        if f"{name}.kk" in request.POST:
            amendments.give_reason(
                request.user, draft, row.thing, UUID(row.key), request.POST[f"{name}.kk"],
                request.POST.get(f"{name}.ru", ""), under_spending=f"{name}.under_spending" in request.POST,
            )  # fmt: skip
    messages.success(request, _("The reasons are saved."))
    return redirect("planning:amendment", pk)


@require_POST
def step(request: HttpRequest, pk: int, action: str) -> HttpResponse:
    """Submit, drop, return or approve the amendment."""
    document = document_for(request, pk)
    draft = _draft(document)
    if draft is None or action not in ACTIONS:
        raise Http404(action)
    try:
        return ACTIONS[action](request, document, draft)
    except RulesBroken as broken:
        said = [sentence(one) for one in broken.findings]
    except (StepRefused, PlanningRefused) as refused:
        said = [str(refused.reason)]
    for text in said:
        messages.error(request, text)
    return redirect("planning:amendment", pk)


def _submit(request: HttpRequest, document: PlanningDocument, draft: DocumentEdition) -> HttpResponse:
    amendments.submit(request.user, draft)
    messages.success(request, _("The amendment is with the planning authority."))
    return redirect("planning:amendment", document.pk)


def _drop(request: HttpRequest, document: PlanningDocument, draft: DocumentEdition) -> HttpResponse:
    amendments.drop(request.user, draft)
    messages.success(request, _("The amendment is thrown away; the edition in force holds."))
    return redirect("planning:amendment", document.pk)


def _send_back(request: HttpRequest, document: PlanningDocument, draft: DocumentEdition) -> HttpResponse:
    form = RemarksForm(request.POST)
    if not form.is_valid():
        require(request.user, "planning.approve_amendment", draft)
        return _page(request, document, 422, remarks_form=form)
    amendments.send_back(request.user, draft, form.cleaned_data["text"])
    messages.success(request, _("The amendment is returned to its editors."))
    return redirect("planning:amendment", document.pk)


def _approve(request: HttpRequest, document: PlanningDocument, draft: DocumentEdition) -> HttpResponse:
    form = ActForm(request.POST, document=document)
    if not form.is_valid():
        require(request.user, "planning.approve_amendment", draft)
        return _page(request, document, 422, act_form=form)
    amendments.approve(request.user, draft, form.cleaned_data)
    messages.success(request, _("The new edition is in force."))
    return redirect("planning:comparison", document.pk)


ACTIONS = {"submit": _submit, "drop": _drop, "return": _send_back, "approve": _approve}


@require_http_methods(["GET", "HEAD"])
def comparison(request: HttpRequest, pk: int) -> HttpResponse:
    """What an edition (?edition=NUMBER, the newest amended one without it) changed of the one before."""
    document = document_for(request, pk)
    amended = document.editions.filter(number__gt=1).select_related("based_on").order_by("-number")
    seen = [one for one in amended if one.state != EditionState.DRAFT or _sees_draft(request.user, document)]
    asked = request.GET.get("edition", "")
    chosen = next((one for one in seen if str(one.number) == asked), None)
    if asked and chosen is None:
        raise Http404(asked)
    chosen = chosen or next(iter(seen), None)
    rows = comparing.comparison_rows(chosen, _language()) if chosen else []
    frame = frame_of(request, document, chosen or open_edition(document))
    context = {**frame, "chosen": chosen, "editions": seen, "rows": rows}
    return render(request, "planning/life/comparison.html", context)


def _sees_draft(user: Any, document: PlanningDocument) -> bool:
    return bool(decide(user, "planning.see_draft", document))
