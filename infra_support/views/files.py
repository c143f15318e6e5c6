"""Protocol, letters and package as files."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from infra_support.choices import MeetingState
from infra_support.exchange.letters import letter as letter_form
from infra_support.exchange.package import archive
from infra_support.exchange.protocol import protocol as protocol_form
from infra_support.models import BudgetPackage
from rss_portal.access import require
from rss_portal.documents.giving import respond
from rss_portal.documents.texts import OFFICIAL

from .application import SEE, application_or_404
from .meetings import meeting_or_404


def _language_or_404(language: str) -> str:
    if language not in OFFICIAL:
        raise Http404(language)
    return language


@require_GET
def protocol(request: HttpRequest, meeting: int, language_code: str, file_kind: str) -> HttpResponse:
    """The protocol of a meeting that is over."""
    held = meeting_or_404(meeting)
    require(request.user, "support.see_council", held.region)
    if held.state not in (MeetingState.CLOSED, MeetingState.NO_QUORUM):
        raise Http404("the meeting is not over")
    return respond(protocol_form(held, _language_or_404(language_code)), file_kind)


@require_GET
def letter(request: HttpRequest, application: UUID, letter: str, language_code: str, file_kind: str) -> HttpResponse:
    """A letter that was sent to the applicant."""
    held = application_or_404(application)
    require(request.user, SEE, held)
    try:
        form = letter_form(held, letter, _language_or_404(language_code))
    except LookupError as error:
        raise Http404(letter) from error
    return respond(form, file_kind)


@require_GET
def package(request: HttpRequest, package: int) -> HttpResponse:
    """Everything that was forwarded to the budget programme administrator."""
    held = get_object_or_404(BudgetPackage.objects.select_related("region", "meeting__region"), pk=package)
    require(request.user, "support.see_package", held)
    disposition = content_disposition_header(True, f"package-{held.meeting.number}-{held.pk}.zip") or "attachment"
    return HttpResponse(archive(held), content_type="application/zip", headers={"Content-Disposition": disposition})
