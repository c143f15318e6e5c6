"""The reports of a region and year as official forms, in Kazakh and Russian (p.29-32)."""

from collections.abc import Callable
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext as _

from infra_support.choices import ObligationKind
from infra_support.monitoring_choices import FundSource, ReportKind
from infra_support.monitoring_queries import ProjectLine, RegionYear
from rss_portal.documents.blocks import Block, Column, Field, Fields, Form, Heading, Row, Signature, Table, row, total
from rss_portal.ui.formats import decimal
from rss_portal.ui.formats import name as name_of

MEASURED = [kind for kind in ObligationKind if kind != ObligationKind.OTHER]


def report_form(kind: str, figures: RegionYear, language: str) -> Form:
    """The report KIND of FIGURES in kk or ru."""
    with translation.override(language):
        words = {"region": name_of(figures.region, language), "year": figures.year}
        title, blocks = _REPORTS[ReportKind(kind)](figures)
        return Form(
            title=title,
            subtitle=[_("%(region)s, %(year)s") % words],
            blocks=[*blocks, Signature(_("Head"), "")],
            language=language,
            file_name=f"{kind}-{figures.region.kato}-{figures.year}-{language}",
        )


def _number(value: Decimal | None) -> str:
    """People are counted whole, money may have a fraction."""
    return decimal(value, 0 if value is not None and value == int(value) else 1)


def _status(figures: RegionYear) -> tuple[str, list[Block]]:
    """p.32: jobs, taxes, output, payroll and other obligations, plan and fact."""
    columns = [
        Column("№", 6),
        Column(_("Project"), 34),
        Column(_("Figure"), 30),
        Column(_("Plan"), 15, numeric=True),
        Column(_("Fact"), 15, numeric=True),
    ]
    rows: list[Row] = []
    for number, line in enumerate(figures.lines, 1):
        rows += [
            row(str(number), line.application.project_name, label, _number(plan), _number(fact))
            for label, plan, fact in line.pairs
        ]
    blocks: list[Block] = [Table(columns, rows, caption=_("Projects"), empty=_("There are no funded projects."))]
    return _("Information on the status of small business projects"), [*_totals(figures), *blocks]


def _totals(figures: RegionYear) -> list[Block]:
    columns = [Column(_("Figure"), 50), Column(_("Plan"), 25, numeric=True), Column(_("Fact"), 25, numeric=True)]
    rows = [
        row(str(kind.label), _number(figures.planned_total(kind)), _number(figures.reached_total(kind)))
        for kind in MEASURED
    ]
    return [Heading(_("In all"), 2), Table(columns, rows, caption=_("In all"))]


def _monitoring(figures: RegionYear) -> tuple[str, list[Block]]:
    """p.29-30: state of works and load, results, money."""
    columns = [
        Column("№", 6),
        Column(_("Project"), 34),
        Column(_("State of the works and of the object"), 45),
        Column(_("Load, %"), 15, numeric=True),
    ]
    rows = [
        row(str(number), line.application.project_name, *_work(line)) for number, line in enumerate(figures.lines, 1)
    ]
    blocks: list[Block] = [
        Heading(_("1. State of the works, operation and load of the objects"), 2),
        Table(columns, rows, caption=_("Objects"), empty=_("There are no funded projects.")),
        Heading(_("2. Direct and final results"), 2),
        *_totals(figures)[1:],
        Heading(_("3. Money absorbed"), 2),
        _money(figures),
    ]
    return _("Yearly monitoring of infrastructure support"), blocks


def _work(line: ProjectLine) -> tuple[str, str]:
    if line.money is None:
        return "—", "—"
    load = line.money.load_percent
    return line.money.work_state or "—", "—" if load is None else str(load)


def _consolidated(figures: RegionYear) -> tuple[str, list[Block]]:
    """p.31: provision of infrastructure, completed and operating projects, money by source."""
    blocks: list[Block] = [
        Heading(_("1. Provision of infrastructure to entrepreneurs"), 2),
        Fields(
            [
                Field(_("Projects with infrastructure support"), str(len(figures.lines))),
                Field(_("Of them completed"), str(len(figures.completed))),
                Field(_("Financing plan, thousand tenge"), _number(figures.total("planned"))),
                Field(_("Absorbed, thousand tenge"), _number(figures.total("absorbed"))),
            ]
        ),
        Heading(_("2. Completed and operating projects"), 2),
        _projects(_("Completed projects"), figures.completed),
        _projects(_("Operating projects"), figures.going_on),
        Heading(_("3. Projects by source of the money, their financing and execution"), 2),
        *(_source(figures, source) for source in FundSource),
    ]
    return _("Consolidated yearly monitoring of the provision of infrastructure"), blocks


def _projects(caption: str, lines: list[ProjectLine]) -> Table:
    columns = [Column("№", 6), Column(_("Project"), 34), Column(_("Entrepreneur"), 30), Column(_("State"), 30)]
    rows = [
        row(
            str(number),
            line.application.project_name,
            line.application.applicant_name,
            line.application.get_state_display(),
        )
        for number, line in enumerate(lines, 1)
    ]
    return Table(columns, rows, caption=caption, show_caption=True, empty=_("There are none."))


def _money(figures: RegionYear) -> Table:
    return _money_table(_("Money absorbed"), [line for line in figures.lines if line.money])


def _source(figures: RegionYear, source: FundSource) -> Table:
    return _money_table(
        str(source.label), [line for line in figures.lines if line.money and line.money.source == source]
    )


def _money_table(caption: str, lines: list[ProjectLine]) -> Table:
    columns = [
        Column("№", 6),
        Column(_("Project"), 30),
        Column(_("Plan, thousand tenge"), 16, numeric=True),
        Column(_("Absorbed, thousand tenge"), 16, numeric=True),
        Column(_("Not absorbed, thousand tenge"), 16, numeric=True),
        Column(_("Reasons"), 16),
    ]
    rows = [_money_row(number, line) for number, line in enumerate(lines, 1)]
    if lines:
        rows.append(_money_total(lines))
    return Table(columns, rows, caption=caption, show_caption=True, empty=_("There are none."))


def _money_row(number: int, line: ProjectLine) -> Row:
    money = line.money
    assert money is not None
    return row(
        str(number), line.application.project_name, _number(money.planned), _number(money.absorbed),
        _number(line.unabsorbed), money.reason or "—",
    )  # fmt: skip


def _money_total(lines: list[ProjectLine]) -> Row:
    held = [line.money for line in lines if line.money]
    planned, absorbed = sum(one.planned for one in held), sum(one.absorbed for one in held)
    return total("", _("In all"), *(_number(Decimal(value)) for value in (planned, absorbed, planned - absorbed)), "")


_REPORTS: dict[ReportKind, Callable[[RegionYear], tuple[str, list[Block]]]] = {
    ReportKind.STATUS: _status,
    ReportKind.MONITORING: _monitoring,
    ReportKind.CONSOLIDATED: _consolidated,
}
