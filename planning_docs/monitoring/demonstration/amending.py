"""What people add to a document in force, by the services of the pages: passports, then an amended edition with the
financial need (Annexes 1-1, 4, 6)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone

from planning_docs.choices import ActKind, DocumentState, IndicatorClass
from planning_docs.models import BudgetProgramme, DocumentEdition, Element, FinancialNeed, Indicator, Measure
from planning_docs.monitoring.choices import Step
from planning_docs.monitoring.models import DeadlineMark
from planning_docs.queries import comparing
from planning_docs.rules.reading import Planned
from planning_docs.services import amendments
from planning_docs.services.passports import save_passport
from planning_docs.services.rows import add_row, change_row, remove_row
from planning_docs.services.values import Cell, save_value
from rss_portal.accounts.models import User

from .contents import Contents

EDITOR, AUTHORITY = "ministrlik", "uakiletti"
DAYS_TO_PASSPORTS = 25  # §59 gives a month


def write_additions(contents: Contents) -> None:
    """Passports and the amendment of a document whose description has them. In the last year of a document nothing
    may be amended (§209), and then nothing is."""
    if "passports" not in contents.described:
        return
    editor = User.objects.get(username=EDITOR)
    _write_passports(editor, contents)
    if timezone.localdate().year < contents.last and contents.document.state == DocumentState.IN_FORCE:
        _amend(editor, contents)


def _write_passports(editor: User, contents: Contents) -> None:
    """All that the document owes, approved in time; the step of the calendar was done then as well."""
    approved = date.fromisoformat(contents.described["act"][2]) + timedelta(days=DAYS_TO_PASSPORTS)
    DeadlineMark.objects.get_or_create(
        document=contents.document, step=Step.PASSPORTS, about=approved.year, number=0, defaults={"done_on": approved}
    )
    for row in contents.described["passports"]:
        values = {name: text for name, text in row.items() if name != "indicator"}
        key = contents.indicators[row["indicator"]].key
        save_passport(editor, contents.document, key, values | {"approved_on": approved})


def _amend(editor: User, contents: Contents) -> None:
    asked = contents.described["amendment"]
    edition = amendments.begin(editor, contents.document, asked["reason"])
    _Changes(editor, edition, contents).write(asked)
    for change in comparing.comparison(edition):
        key = UUID(change.key)
        amendments.give_reason(editor, edition, change.thing, key, asked["reason_kk"], asked["reason_ru"])
    amendments.submit(editor, edition)
    act = {"act_kind": ActKind.ORDER, "act_number": asked["order"], "act_date": timezone.localdate()}
    amendments.approve(User.objects.get(username=AUTHORITY), edition, act)


class _Changes:
    """A raised plan, a goal in other words, a new indicator, a measure taken out, and what money is needed."""

    def __init__(self, editor: User, edition: DocumentEdition, contents: Contents):
        self._editor, self._edition, self._contents = editor, edition, contents

    def write(self, asked: dict[str, Any]) -> None:
        for code, plan in asked["values"].items():
            self._plan(self._contents.indicators[code].key, plan)
        before, kk, ru = asked["goal"]
        goal = Element.objects.get(edition=self._edition, name_kk=before)
        change_row(self._editor, self._edition, Element, goal.key, {"name_kk": kk, "name_ru": ru})
        self._add_indicator(asked["added"])
        measure = Measure.objects.get(edition=self._edition, name_kk=asked["removed"])
        remove_row(self._editor, self._edition, Measure, measure.key)
        for row in self._contents.described["needs"]:
            self._add_need(row)

    def _plan(self, key: Any, plan: str, year: int | None = None) -> None:
        cell = Cell(key, year or self._contents.last)
        save_value(self._editor, self._edition, cell, Planned(Decimal(plan)))

    def _add_indicator(self, row: dict[str, Any]) -> None:
        """A new indicator beside another one, of the same body and money, with a plan for every year."""
        beside = Indicator.objects.get(edition=self._edition, key=self._contents.indicators[row["beside"]].key)
        same = ("element", "kind", "responsible", "source_kk", "source_ru", "official_kk", "official_ru", "base_year")
        values = {name: row[name] for name in ("name_kk", "name_ru", "unit_kk", "unit_ru")}
        values |= {name: getattr(beside, name) for name in same}
        values |= {"indicator_class": IndicatorClass.BUDGET_LINKED, "programmes": list(beside.programmes.all())}
        added = add_row(self._editor, self._edition, Indicator, values)
        for year in self._contents.years:
            self._plan(added.key, row["plan"], year)

    def _add_need(self, row: dict[str, Any]) -> None:
        texts = ("grounds_kk", "grounds_ru", "effect_kk", "effect_ru", "growth_share", "priority")
        indicator = self._contents.indicators[row["indicator"]].key
        values = {name: row[name] for name in texts} | {
            "indicator": Indicator.objects.get(edition=self._edition, key=indicator),
            "programme": BudgetProgramme.objects.get(code=row["programme"]),
            "amounts_mln": {
                str(year): amount for year, amount in zip(self._contents.years, row["amounts_mln"], strict=True)
            },
        }
        add_row(self._editor, self._edition, FinancialNeed, values)
