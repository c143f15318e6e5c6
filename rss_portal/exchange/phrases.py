"""Sentences of the exchange by code, shared by page, API, command and the file that is sent back."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

REFUSALS: dict[str, Text] = {
    "empty": _("The file is empty. Choose the workbook that you filled in."),
    "too_large": _("The file has %(size)s MB, at most %(limit)s MB are taken. Send the workbook of a smaller territory."),
    "too_large_upload": _("The file is larger than %(limit)s MB. Send the workbook of a smaller territory."),
    "no_file": _("No file was chosen."),
    "encrypted": _("The workbook is protected by a password. Save it without a password and send it again."),
    "old_format": _("This is a workbook of the old format (.xls). Save it as “Excel workbook (.xlsx)” and send it again."),
    "text_file": _("This is a text file (for example CSV) whatever its name says. Send the workbook (.xlsx) that the portal gave."),
    "not_workbook": _("This file is not an Excel workbook (.xlsx), whatever its name says."),
    "binary_format": _("This is a binary workbook (.xlsb). Save it as “Excel workbook (.xlsx)” and send it again."),
    "opendocument": _("This is an OpenDocument table (.ods). Save it as “Excel workbook (.xlsx)” and send it again."),
    "macro": _("The workbook contains macros. Save it as “Excel workbook (.xlsx)”, without macros, and send it again."),
    "zip_bomb": _("The file unpacks to far more than a workbook of the portal holds. It was not opened."),
    "xml_bomb": _("The file contains definitions that a workbook never has and that can harm a computer. It was not opened."),
    "grid_too_large": _("A cell far away from the table is filled in, so that the sheet is too large. Clear everything outside the table."),
    "broken": _("The file is damaged and cannot be read. Open it in Excel or LibreOffice, save it again and send it."),
    "foreign_workbook": _("This workbook was not made by the portal: its hidden sheet is missing. Download the workbook and fill it in."),
    "virus": _("The virus scanner found something in the file (%(name)s). It was not kept."),
    "scanner_silent": _("The virus scanner does not answer. Nothing was read; send the file again later."),
}  # fmt: skip

PROBLEMS: dict[str, Text] = {
    "bad_key": _("the hidden code of the row is damaged (%(found)s); copy the row from a fresh workbook"),
    "row_without_key": _("the row has values but lost its hidden code; copy the row from a fresh workbook"),
    "duplicate_row": _("the same settlement and item stand in row %(expected)s already"),
    "key_changed": _("%(found)s found, %(expected)s expected: this column must not be changed or sorted apart from the rest"),
    "outside_territory": _("%(found)s is not a monitored settlement of this territory in this year"),
    "locked": _("the return of %(found)s cannot be changed now: it has been submitted, or the time is over"),
    "unknown_sheet": _("the sheet's hidden code %(found)s is unknown"),
    "sheet_twice": _("the same sheet (%(found)s) is in the file twice"),
    "other_form": _("the workbook is of another form: %(found)s"),
    "other_version": _("the workbook is of version %(found)s of the form, now %(expected)s is used; download a fresh one"),
    "other_territory": _("the workbook was made for the territory %(found)s, this page is of %(expected)s"),
    "other_year": _("the workbook was made for the year %(found)s, this page is of %(expected)s"),
    "other_edition": _("the workbook was made for the edition %(found)s, the year is collected by %(expected)s; download a fresh one"),
}  # fmt: skip

NOTICES: dict[str, Text] = {
    "column_missing": _("A column is missing (%(about)s); its values stay as they are."),
}

NOT_WAITING = _("This file does not wait for acceptance any more.")
HAS_PROBLEMS = _("The file has problems. Correct them, or choose to accept only the good rows.")
NOTHING_TO_ACCEPT = _("The file changes nothing: everything in it is in the portal already.")
LARGE_WORKBOOK = _(
    "The workbook of this territory is large. Have it prepared on the portal's page and ask again, or take it district by district."
)
MOVED = _("Somebody changed values meanwhile. Nothing was written; look at the differences again and accept once more.")


def refusal_text(code: str, values: dict[str, Any] | None = None) -> str:
    """Why a file was not read, and what to do."""
    return str(REFUSALS[code]) % (values or {})


def own_problem_text(code: str, found: Any, expected: Any) -> str:
    """A problem of the file as such (problems of values are the form's)."""
    return str(PROBLEMS[code]) % {"found": found, "expected": expected}


def notice_text(code: str, about: str) -> str:
    return str(NOTICES[code]) % {"about": about}
