"""Pages of the exchange: download and upload of a form, an import with its problems and differences."""

import tempfile
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rss_portal.access import Refused

from . import phrases, preparing, presentation, services
from .file_safety import megabytes
from .forms import ExchangeForm, Subject, get_form
from .marking import marked_file
from .models import PreparedWorkbook, StagedImport
from .scanning import scanner_present

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE_ROWS = 200


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, form: str, territory: str, year: int) -> HttpResponse:
    """The page with the field for the file; a file sent becomes an import with a page of its own."""
    found, subject = _form(form), Subject(territory, year)
    _allowed(found.require_upload, request.user, subject)
    error = ""
    if request.method == "POST":
        if getattr(request, "upload_too_large", False):
            limit = megabytes(settings.UPLOAD_MAX_BYTES)
            error = phrases.refusal_text("too_large_upload", {"limit": limit})
        elif "file" not in request.FILES:
            error = phrases.refusal_text("no_file")
        else:
            staged = services.stage(request.user, found.code, subject, request.FILES["file"])  # type: ignore[arg-type]
            return redirect("exchange:import", staged.public_id)
    context = {
        "form": found, "subject": subject, "place": found.subject_name(subject), "error": error,
        "limit": megabytes(settings.UPLOAD_MAX_BYTES), "scanned": scanner_present(),
        "prepared": preparing.prepared_for(request.user, found, subject),
        "recent": _visible_imports(request.user).filter(territory_code=territory, year=year)[:5],
    }  # fmt: skip
    return render(request, "exchange/upload.html", context, status=400 if error else 200)


@login_required
@require_safe
def download(request: HttpRequest, form: str, territory: str, year: int) -> HttpResponseBase:
    """The prefilled workbook; for a large one, the page that has it written and then gives it."""
    found, subject = _form(form), Subject(territory, year)
    _allowed(found.require_download, request.user, subject)
    try:
        at_once = preparing.written_at_once(found, subject)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if not at_once:
        return redirect("exchange:workbook", form, territory, year)
    target = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    found.write(request.user, subject, target)  # type: ignore[arg-type]
    target.seek(0)
    return _workbook_response(target, found, subject)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def workbook(request: HttpRequest, form: str, territory: str, year: int) -> HttpResponse:
    """A large workbook of the person: asked for by POST, followed while it is written, then offered."""
    found, subject = _form(form), Subject(territory, year)
    _allowed(found.require_download, request.user, subject)
    if request.method == "POST":
        _allowed(lambda user, about: preparing.prepare(user, found, about), request.user, subject)
        return redirect("exchange:workbook", form, territory, year)
    context = {
        "form": found, "subject": subject, "place": found.subject_name(subject),
        "prepared": preparing.prepared_for(request.user, found, subject), "days": preparing.KEPT.days,
    }  # fmt: skip
    return render(request, "exchange/workbook.html", context)


@login_required
@require_safe
def prepared(request: HttpRequest, public_id: UUID) -> FileResponse:
    """The file of a prepared workbook, to the person who asked for it and may still see what is in it."""
    kept = get_object_or_404(PreparedWorkbook, public_id=public_id, owner=request.user, ready_at__isnull=False)
    form = _form(kept.form)
    _allowed(form.require_download, request.user, kept.subject)
    return _workbook_response(kept.file.open("rb"), form, kept.subject)


@login_required
@require_safe
def import_list(request: HttpRequest) -> HttpResponse:
    """The person's own imports, newest first."""
    page = Paginator(_visible_imports(request.user), 25).get_page(request.GET.get("page"))
    rows = [(staged, presentation.place_name(staged)) for staged in page]
    return render(request, "exchange/imports.html", {"page": page, "rows": rows})


@login_required
@require_safe
def import_page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Progress, then the result: problems, differences, and what can be done."""
    staged = _visible(request, public_id)
    form = get_form(staged.form)
    problems = Paginator(presentation.problems(staged), PAGE_ROWS).get_page(request.GET.get("problems"))
    differences = Paginator(presentation.differences(staged), PAGE_ROWS).get_page(request.GET.get("differences"))
    context = {
        "staged": staged, "form": form, "place": presentation.place_name(staged), "problems": problems,
        "differences": differences, "units": presentation.units(staged),
        "refusal": phrases.refusal_text(staged.refusal, staged.refusal_values) if staged.refusal else "",
        "notices": [phrases.notice_text(*notice) for notice in staged.notices],
    }  # fmt: skip
    return render(request, "exchange/import.html", context)


@login_required
@require_POST
def accept(request: HttpRequest, public_id: UUID) -> HttpResponse:
    staged = _visible(request, public_id)
    try:
        services.request_acceptance(request.user, staged, only_good=request.POST.get("only_good") == "1")
    except services.AcceptanceRefused as refused:
        messages.error(request, str(refused.reason))
    else:
        if staged.accepted_at:
            messages.success(request, get_form(staged.form).accepted_text())
    return redirect("exchange:import", staged.public_id)


@login_required
@require_POST
def discard(request: HttpRequest, public_id: UUID) -> HttpResponse:
    staged = _visible(request, public_id)
    try:
        services.discard(request.user, staged)
    except services.AcceptanceRefused as refused:
        messages.error(request, str(refused.reason))
    return redirect("exchange:import", staged.public_id)


@login_required
@require_safe
def marked(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The person's own file with the problems marked in it."""
    staged = _visible(request, public_id)
    if not staged.problem_count or not staged.file:
        raise Http404
    response = HttpResponse(marked_file(staged), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="corrections_{staged.territory_code}_{staged.year}.xlsx"'
    return response


def _workbook_response(target: Any, form: ExchangeForm, subject: Subject) -> FileResponse:
    """TARGET as a download; the response closes it."""
    name = f"{form.code.split('.')[-1]}_{subject.territory}_{subject.year}.xlsx"
    return FileResponse(target, as_attachment=True, filename=name, content_type=XLSX)


def _form(code: str) -> ExchangeForm:
    try:
        return get_form(code)
    except KeyError as error:
        raise Http404 from error


def _allowed(ask: Any, user: Any, subject: Subject) -> None:
    """Ask for permission; an unknown territory or year is not found."""
    try:
        ask(user, subject)
    except ObjectDoesNotExist as error:
        raise Http404 from error


def _visible_imports(user: Any) -> Any:
    return StagedImport.objects.filter(owner=user).select_related("job")


def _visible(request: HttpRequest, public_id: UUID) -> StagedImport:
    """The import of the person, or of a colleague who may upload for the same territory; else not found."""
    staged = StagedImport.objects.select_related("job", "owner").filter(public_id=public_id).first()
    if staged is None:
        raise Http404
    if staged.owner_id != request.user.pk:
        try:
            get_form(staged.form).require_upload(request.user, staged.subject)
        except (Refused, ObjectDoesNotExist) as error:
            raise Http404 from error
    return staged
