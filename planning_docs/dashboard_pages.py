"""The dashboard of planning documents: groups, their figures and charts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from planning_docs.choices import DocumentKind
from planning_docs.models import PlanningDocument
from planning_docs.monitoring.choices import DeadlineState
from planning_docs.monitoring.queries.deadlines import deadline_calendar
from planning_docs.queries.dashboard import Carrying, carried_out, in_force, together, years_of
from planning_docs.queries.decomposition import Carried
from rss_portal.ui.charts import Bar, BarChart, Chart
from rss_portal.ui.formats import name

E4 = 1_000_000
MOST_BARS = 40


@dataclass(frozen=True)
class Group:
    """Documents of a kind, body or region together."""

    code: str
    label: str
    carrying: Carrying
    url: str = ""


@dataclass
class Dashboard:
    """The documents of a year as USER sees them."""

    user: Any
    asked_year: int | None = None

    @cached_property
    def documents(self) -> list[PlanningDocument]:
        return in_force(self.user)

    @cached_property
    def years(self) -> list[int]:
        return years_of(self.documents)

    @cached_property
    def year(self) -> int:
        """The year asked for, else the last that is over, among those that documents have."""
        if self.asked_year in self.years:
            return self.asked_year or 0
        over = [year for year in self.years if year < timezone.localdate().year]
        return over[0] if over else (self.years[-1] if self.years else timezone.localdate().year)

    @cached_property
    def rows(self) -> list[tuple[PlanningDocument, Carrying]]:
        rows = carried_out(self.documents, self.year)
        add_steps({document.pk: carrying for document, carrying in rows}, self.year)
        return rows

    @cached_property
    def whole(self) -> Carrying:
        return together(carrying for _document, carrying in self.rows)

    def _groups(self, key: Callable[[PlanningDocument], tuple[str, str]]) -> list[Group]:
        found: dict[tuple[str, str], list[Carrying]] = {}
        for document, carrying in self.rows:
            found.setdefault(key(document), []).append(carrying)
        return [Group(code, label, together(rows)) for (code, label), rows in found.items()]

    @cached_property
    def by_kind(self) -> list[Group]:
        return self._groups(lambda one: (one.kind, str(DocumentKind(one.kind).label)))

    @cached_property
    def by_body(self) -> list[Group]:
        return self._groups(lambda one: (one.developer_id, name(one.developer)))

    @cached_property
    def by_region(self) -> list[Group]:
        return self._groups(lambda one: (one.territory_id, name(one.territory)))

    def charts(self) -> dict[str, Chart]:
        """Every chart of the page by its key."""
        drawn = [
            self._bars("reached_by_kind", _("Indicators reached, by kind of document"), self.by_kind, "reached_e4"),
            self._bars("reached_by_region", _("Indicators reached, by region"), self.by_region, "reached_e4"),
            self._bars("reached_by_body", _("Indicators reached, by body"), self.by_body, "reached_e4"),
            self._bars("absorbed_by_kind", _("Money absorbed, by kind of document"), self.by_kind, "absorbed_e4"),
            self._bars("absorbed_by_region", _("Money absorbed, by region"), self.by_region, "absorbed_e4"),
            self._bars("in_time_by_body", _("Steps done on time, by body"), self.by_body, "in_time_e4"),
        ]
        return {chart.key: chart for chart in drawn}

    def _bars(self, key: str, title: str, groups: list[Group], figure: str) -> BarChart:
        bars = [Bar(group.label, getattr(group.carrying, figure)) for group in groups]
        ranked = sorted(bars, key=lambda bar: -1 if bar.value_e4 is None else bar.value_e4, reverse=True)
        source = _("Planning documents in force, %(year)s") % {"year": self.year}
        return BarChart(f"{title}, %", source, key, bars=[_cut(bar) for bar in ranked[:MOST_BARS]])


def add_steps(found: dict[int, Carrying], year: int) -> None:
    """How many deadlines of YEAR have passed or are done, and how many were kept (spec 40.6)."""
    today = timezone.localdate()
    calendar = deadline_calendar(PlanningDocument.objects.filter(pk__in=found), year, today)
    for line in calendar.lines:
        if line.done or line.deadline.due_on < today:
            carrying = found[line.document.pk]
            carrying.steps += 1
            carrying.steps_in_time += line.state == DeadlineState.DONE


def _cut(bar: Bar) -> Bar:
    """A bar ends at 100 %; more than the whole is told by the table of the page."""
    return Bar(bar.label, None if bar.value_e4 is None else min(bar.value_e4, E4))


def carried_chart(nodes: list[Carried], year: int) -> Mapping[str, Chart]:
    """How far the fact of each carrier of an indicator is from its plan in YEAR."""
    bars = [Bar(name(one.document), _share(one, year)) for one in nodes]
    title = _("Fact against the plan, %(year)s, %%") % {"year": year}
    source = _("Planning documents that carry the indicator")
    return {"carried": BarChart(title, source, "carried", bars=[_cut(bar) for bar in bars[:MOST_BARS]])}


def _share(node: Carried, year: int) -> int | None:
    plan, fact = node.plans.get(year), node.facts.get(year)
    return int(E4 * fact / plan) if plan and fact is not None and fact >= 0 and plan > 0 else None
