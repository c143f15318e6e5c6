"""The calculation passport of an indicator (Annex 1-1)."""

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
from planning_docs.services.passports import save_passport
from rss_portal.access import require


@require_http_methods(["GET", "HEAD", "POST"])
def passport(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """Write the passport; it is due a month after approval and may be written then as well (§59)."""
    page = open_page(request, pk, "passports")
    require(request.user, "planning.edit_passports", page.document)
    indicator = get_object_or_404(Indicator, edition=page.edition, key=key)
    held = CalculationPassport.objects.filter(document=page.document, indicator_key=key).first()
    form = PassportForm(request.POST or None, instance=held)
    conflict = None
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            save_passport(request.user, page.document, key, values, seen_version=values.pop("seen_version"))
        except VersionConflict as found:
            fresh = found.current
            conflict = {"version": fresh.version, "fields": differences(form, fresh, values)}
        else:
            messages.success(request, _("Saved"))
            return redirect("planning:passports", pk)
    context = page.context(form=form, indicator=indicator, conflict=conflict)
    status = 409 if conflict else 422 if form.errors else 200
    return render(request, "planning/passport_form.html", context, status=status)
