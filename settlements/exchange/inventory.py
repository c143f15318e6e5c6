"""The inventory workbook of a territory and year: download prefilled, examine, apply (spec 10.5)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO

from django.utils import timezone, translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rss_portal.access import require
from rss_portal.bulk import many_objects
from rss_portal.exchange.forms import Applied, ExchangeForm, Imprint, Progress, Subject, register
from rss_portal.exchange.phrases import own_problem_text
from rss_portal.exchange.reading import Workbook
from rss_portal.exchange.results import CellProblem, Examination
from rss_portal.exchange.writing import SHEET_ROWS, FormWriter, Row
from rss_portal.ui.formats import name
from settlements.item_lists import editions
from settlements.models import Campaign, Item, Territory
from settlements.phrases import PROBLEM_TEXTS, problem_in_file, shown_field
from settlements.queries import get_territory
from settlements.rules.entry_checks import Problem
from settlements.rules.measure_fields import DECIMALS
from settlements.services.bulk_entries import save_many

from .inventory_columns import LAST_YEAR_FIELDS, LEVELS, REASONS, SHEETS, YES_NO, fields_of
from .inventory_examination import Payload, SheetExamination
from .inventory_facts import Facts
from .inventory_instruction import instruction

FRUGAL_FROM_ROWS = 50_000
LAST_YEAR_UP_TO_ROWS = 100_000  # a larger file carries this year's values only
_SHOWN = {
    "na_reason": {choice.code: choice.text for choice in REASONS},
    "available": {choice.code: choice.text for choice in YES_NO},
}


class InventoryForm(ExchangeForm):
    """Entries of the three measures, a sheet each."""

    code = "settlements.inventory"
    version = 1
    sheets = SHEETS

    def title(self) -> str:
        return _("Inventory workbook")

    def subject_name(self, subject: Subject) -> str:
        return name(get_territory(subject.territory))

    def require_download(self, user: Any, subject: Subject) -> None:
        require(user, "settlements.download_workbook", self._place(subject))

    def require_upload(self, user: Any, subject: Subject) -> None:
        require(user, "settlements.upload_workbook", self._place(subject))

    def accepted_text(self) -> str:
        return _("The changes were accepted. The figures have been computed again.")

    def _place(self, subject: Subject) -> tuple[Territory, int]:
        return get_territory(subject.territory), subject.year

    def facts(self, subject: Subject) -> Facts:
        """What is stored; raises a LookupError for an unknown territory or a year without a campaign."""
        return Facts(get_territory(subject.territory), Campaign.objects.get(year=subject.year))

    # --- writing ----------------------------------------------------------------------------------------------

    def count_rows(self, subject: Subject) -> int:
        return self.facts(subject).count_rows()

    def write(self, user: Any, subject: Subject, target: BinaryIO, *, told: Progress | None = None) -> int:
        facts = self.facts(subject)
        expected = facts.count_rows()
        if expected > 3 * (SHEET_ROWS - 10):
            raise ValueError("more rows than a workbook holds")
        with translation.override("kk"):
            kk = _edition_title(facts.campaign.edition_code)
        with translation.override("ru"):
            ru = _edition_title(facts.campaign.edition_code)
        imprint = Imprint(
            self.code, self.version, facts.campaign.edition_code, f"{kk} / {ru}", subject.territory,
            subject.year, timezone.localtime().isoformat(timespec="seconds"),
        )  # fmt: skip
        writer = FormWriter(target, imprint, frugal=expected > FRUGAL_FROM_ROWS)
        writer.write_instruction(
            "Нұсқаулық-Инструкция", instruction(facts, kk, ru, with_last_year=expected <= LAST_YEAR_UP_TO_ROWS)
        )
        tell = _Told(told)
        count = sum(self._write_sheet(writer, facts, form, expected, tell) for form in SHEETS)
        writer.close()
        return count

    def _write_sheet(self, writer: FormWriter, facts: Facts, form: Any, expected: int, tell: "_Told") -> int:
        with_last_year = expected <= LAST_YEAR_UP_TO_ROWS
        last = frozenset() if with_last_year else frozenset(f"last.{field}" for field in LAST_YEAR_FIELDS[form.code])
        return writer.write_sheet(form, tell.counting(_rows(facts, form.code, with_last_year)), leave_out=last)

    # --- reading ----------------------------------------------------------------------------------------------

    def examine(self, user: Any, subject: Subject, workbook: Workbook) -> Examination:
        result = Examination(payload=Payload())
        if not self._is_ours(subject, workbook, result):
            return result
        with many_objects():
            self._examine_sheets(user, self.facts(subject), workbook, result)
        return result

    def _examine_sheets(self, user: Any, facts: Facts, workbook: Workbook, result: Examination) -> None:
        """Every sheet against FACTS; what was found goes into RESULT."""
        editable = facts.editable(user)
        met: set[str] = set()
        for sheet in workbook.sheets:
            form = next((one for one in SHEETS if one.code == sheet.code), None)
            if form is None or sheet.code in met:
                result.problem(CellProblem(sheet.name, 0, "", "sheet_twice" if form else "unknown_sheet", sheet.code))
                continue
            met.add(sheet.code)
            batch, cleared = SheetExamination(facts, form, sheet, editable, result).run()
            result.payload.batches.append(batch)
            result.payload.cleared += cleared

    def _is_ours(self, subject: Subject, workbook: Workbook, result: Examination) -> bool:
        """Whether the file was made by this form for this territory, year and edition; problems say what is not."""
        campaign = Campaign.objects.get(year=subject.year)
        wanted = {
            "form": self.code, "version": str(self.version), "territory": subject.territory,
            "year": str(subject.year), "edition": campaign.edition_code,
        }  # fmt: skip
        for what, value in wanted.items():
            found = workbook.imprint.get(what, "")
            if found != value:
                result.problem(CellProblem("", 0, "", f"other_{what}", found, value))
        return not result.problem_count

    def apply(self, user: Any, subject: Subject, examination: Examination, *, origin: str, detail: str) -> Applied:
        payload: Payload = examination.payload
        with many_objects():
            saved = save_many(
                user, get_territory(subject.territory), subject.year, payload.batches, payload.cleared,
                origin=origin, detail=detail,
            )  # fmt: skip
        rows = saved.inserted + saved.updated + saved.cleared
        return Applied(rows, examination.changed_values, saved.change_set.pk if saved.change_set else None)

    def problem_text(self, code: str, found: Any, expected: Any) -> str:
        if code in PROBLEM_TEXTS:
            return problem_in_file(Problem(code, "", found, expected))
        return own_problem_text(code, found, expected)

    def unit_names(self, codes: set[str]) -> dict[str, str]:
        return {unit.kato: name(unit) for unit in Territory.objects.filter(kato__in=codes)}

    def item_names(self, codes: set[str]) -> dict[str, str]:
        return {item.code: name(item) for item in Item.objects.filter(code__in=codes)}

    def heading(self, code: str) -> str:
        column = next((one for form in SHEETS for one in form.columns if one.code == code), None)
        if column is None:
            return code
        return column.heading_kk if get_language() == "kk" else column.heading_ru

    def shown(self, field_code: str, value: Any) -> str:
        exact = field_code in DECIMALS and isinstance(value, str)  # kept in JSON as text
        return shown_field(field_code, Decimal(value) if exact else value)


class _Told:
    """Counts the rows of all sheets as they are written, and tells every so many of them."""

    EVERY = 1000

    def __init__(self, told: Progress | None):
        self.told, self.done = told, 0

    def counting(self, rows: Iterator[Row]) -> Iterator[Row]:
        for row in rows:
            yield row
            self.done += 1
            if self.told and self.done % self.EVERY == 0:
                self.told(self.done)


def _rows(facts: Facts, measure: str, with_last_year: bool) -> Iterator[Row]:
    """Rows of a sheet: key, labels, present values, last year's values."""
    current = facts.current(measure)
    previous = facts.previous(measure) if with_last_year else {}
    fields = fields_of(measure)
    shown = [(place, _SHOWN[field]) for place, field in enumerate(fields) if field in _SHOWN]
    last = [(fields.index(field), _SHOWN.get(field, {})) for field in LAST_YEAR_FIELDS[measure]]
    blank = ("",) * len(fields)
    for place, item, level in facts.rows(measure):
        key = (place.settlement_id, item.code)
        entry, before = current.get(key), previous.get(key)
        values = list(entry.values) if entry else list(blank)
        for at, texts in shown:
            values[at] = texts.get(values[at], "")
        old = [texts.get(before.values[at], before.values[at]) for at, texts in last] if before else [""] * len(last)
        labels = (
            place.settlement_id, facts.units[place.district_id].name_kk if place.district_id else "",
            _both_names(facts.units[place.settlement_id]),
            f"{item.name_kk} / {item.name_ru}", LEVELS[level],
        )  # fmt: skip
        yield f"{place.settlement_id}/{item.code}/{entry.version if entry else 0}", (*labels, *values, *old)


def _both_names(unit: Territory) -> str:
    return unit.name_kk if unit.name_ru in ("", unit.name_kk) else f"{unit.name_kk} / {unit.name_ru}"


def _edition_title(code: str) -> str:
    return dict(editions()).get(code, code)


register(InventoryForm())
