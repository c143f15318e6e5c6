"""The calculation passport of an indicator (Annex 1-1)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from planning_docs.document_pages import open_page
from planning_docs.forms.documents import PassportForm
from planning_docs.models import CalculationPassport, Indicator
from planning_docs.row_conflicts import differences
from planning_docs.services.editing import VersionConflict
from planning_docs.services.passports import FIELDS, save_passport
from rss_portal.access import decide, require
from rss_portal.ui.formats import day


@require_http_methods(["GET", "HEAD", "POST"])
def passport(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """Read the passport; its editors write it, also after approval: it is due a month later (§59)."""
    page = open_page(request, pk, "passports")
    indicator = get_object_or_404(Indicator, edition=page.edition, key=key)
    held = CalculationPassport.objects.filter(document=page.document, indicator_key=key).first()
    form = PassportForm(request.POST or None, instance=held)
    conflict = None
    if request.method == "POST":
        require(request.user, "planning.edit_passports", page.document)
        if form.is_valid():
            conflict = _save(request, page, key, form)
            if conflict is None:
                return redirect("planning:passports", pk)
    context = page.context(
        form=form, indicator=indicator, conflict=conflict, passport=held, told=_told(held) if held else [],
        may_write=bool(decide(request.user, "planning.edit_passports", page.document)),
    )  # fmt: skip
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "planning/passport_form.html", context, status=status)


def _save(request: HttpRequest, page: Any, key: UUID, form: PassportForm) -> dict[str, Any] | None:
    """Save; the differences when somebody was faster."""
    values = dict(form.cleaned_data)
    try:
        save_passport(request.user, page.document, key, values, seen_version=values.pop("seen_version"))
    except VersionConflict as found:
        return {"version": found.current.version, "fields": differences(form, found.current, values)}
    messages.success(request, _("Saved"))
    return None


def _told(held: CalculationPassport) -> list[tuple[str, str]]:
    """What the passport says, field by field."""
    named = [(str(held._meta.get_field(name).verbose_name), name) for name in FIELDS]  # type: ignore[union-attr]
    told = {"data_kind": held.get_data_kind_display(), "approved_on": day(held.approved_on)}
    return [(label[:1].upper() + label[1:], told.get(name, getattr(held, name))) for label, name in named]
