"""The package for the budget programme administrator as one archive: projects, documents, protocol (p.25)."""

import io
import re
import zipfile
from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from infra_support.exchange.protocol import protocol
from infra_support.models import Application, BudgetPackage
from rss_portal.documents.blocks import Column, Form, Table, row
from rss_portal.documents.giving import render
from rss_portal.ui.formats import day
from rss_portal.ui.formats import name as name_of

LANGUAGES = ("kk", "ru")
NOT_IN_NAMES = re.compile(r"[^\w.-]+")
FIXED_TIME = (2026, 1, 1, 0, 0, 0)  # the same package gives the same bytes


def archive(package: BudgetPackage) -> bytes:
    """The ZIP of PACKAGE: project list (XLSX, DOCX) and protocol (PDF, DOCX) in both languages, a folder with the
    documents of each project. Files that were lost are named in `missing.txt`."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in _files(package):
            book.writestr(zipfile.ZipInfo(name, FIXED_TIME), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _files(package: BudgetPackage) -> Iterator[tuple[str, bytes]]:
    for language in LANGUAGES:
        listed = project_list(package, language)
        yield f"projects-{language}.xlsx", render(listed, "xlsx")
        yield f"projects-{language}.docx", render(listed, "docx")
        minutes = protocol(package.meeting, language)
        yield f"protocol-{language}.pdf", render(minutes, "pdf")
        yield f"protocol-{language}.docx", render(minutes, "docx")
    missing: list[str] = []
    for application in applications_of(package):
        yield from _documents(application, missing)
    if missing:
        yield "missing.txt", "\n".join(missing).encode()


def _documents(application: Application, missing: list[str]) -> Iterator[tuple[str, bytes]]:
    for document in application.documents.all():
        name = f"{application}/{document.kind}-{document.pk}-{NOT_IN_NAMES.sub('_', document.name)}"
        try:
            with document.file.open("rb") as kept:
                yield name, kept.read()
        except FileNotFoundError:
            missing.append(name)


def applications_of(package: BudgetPackage) -> list[Application]:
    """Projects of the package in the order of their registration."""
    found = Application.objects.filter(budget__package=package).select_related("place", "region")
    return list(found.prefetch_related("documents", "kinds").order_by("registered_at", "pk"))


def project_list(package: BudgetPackage, language: str) -> Form:
    """The list of projects in kk or ru."""
    with translation.override(language):
        columns = [
            Column(_("Application"), 14), Column(_("Applicant"), 22), Column(_("BIN"), 14),
            Column(_("Project"), 24), Column(_("Place"), 16), Column(_("Infrastructure needed"), 24),
            Column(_("Cost of construction, thousand tenge"), 14, numeric=True),
            Column(_("Cost of the project, thousand tenge"), 14, numeric=True),
        ]  # fmt: skip
        rows = [
            row(
                str(one), one.applicant_name, one.bin, one.project_name,
                name_of(one.place) if one.place else "", "; ".join(name_of(kind) for kind in one.kinds.all()),
                one.construction_cost, one.project_cost,
            )
            for one in applications_of(package)
        ]  # fmt: skip
        words = {
            "number": package.meeting.number,
            "day": day(package.meeting.held_on),
            "region": name_of(package.region),
        }
        return Form(
            title=_("List of projects approved by the regional coordination council"),
            subtitle=[_("%(region)s · protocol № %(number)s of %(day)s") % words],
            blocks=[Table(columns, rows, numbered=True, caption=_("Projects"))],
            language=language,
            landscape=True,
            file_name=f"projects-{package.meeting.number}-{language}",
        )
