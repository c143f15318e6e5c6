"""What each role comes to the portal for, and where it begins: the page "what you can do here"."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rss_portal.accounts.choices import Role


@dataclass(frozen=True)
class Stop:
    """A role with its work in a sentence and the pages it begins on, as (label, name of the address)."""

    role: Role
    text: str | Promise
    pages: tuple[tuple[str | Promise, str], ...]


_WORK = (_("My work"), "settlements:my_work")
_DOCUMENTS = (_("Planning documents"), "planning:documents")
_DEADLINES = (_("Deadlines"), "planning:deadlines")
_QUEUE = (_("Applications for support"), "support:queue")
_EVALUATIONS = (_("Effectiveness"), "effectiveness:evaluations")

STOPS = (
    Stop(
        Role.AKIMAT_EDITOR,
        _("Fill in the return of each settlement in the browser or in a workbook, watch its percent change, "
          "and submit it."),
        (_WORK,),
    ),
    Stop(
        Role.AKIMAT_HEAD,
        _("Check the returns of your district or region, accept them or send them back with remarks."),
        (_WORK,),
    ),
    Stop(
        Role.MINISTRY_ANALYST,
        _("Run the campaign, recompute the figures, compare years and editions, publish."),
        ((_("Campaigns"), "settlements:campaigns"), (_("Computations"), "standards:runs")),
    ),
    Stop(
        Role.SECTOR_ANALYST,
        _("See the items of your ministry everywhere, the worst provided first, with the people who lack them."),
        ((_("Objects and services"), "standards:items"),),
    ),
    Stop(
        Role.PLANNING_EDITOR,
        _("Write a planning document: goals, target indicators, measures and money; agree it, enter facts, report."),
        (_DOCUMENTS, _DEADLINES),
    ),
    Stop(
        Role.CO_EXECUTOR,
        _("Fill in the indicators and measures that you answer for, and say why they deviate."),
        (_DOCUMENTS, _DEADLINES),
    ),
    Stop(
        Role.PLANNING_AUTHORITY,
        _("Give conclusions on the documents and reports of others, and watch their deadlines."),
        (_DOCUMENTS, _DEADLINES),
    ),
    Stop(
        Role.EVALUATOR,
        _("Evaluate how effectively documents and bodies work: check the report, put marks, write the conclusion."),
        (_EVALUATIONS,),
    ),
    Stop(
        Role.EXPERT,
        _("Put the marks that you were asked for, with your reasons."),
        (_EVALUATIONS,),
    ),
    Stop(
        Role.COMMISSION_MEMBER,
        _("Decide the objections of the evaluated bodies."),
        (_EVALUATIONS,),
    ),
    Stop(
        Role.ENTREPRENEUR,
        _("Check whether you can apply, file an application for infrastructure support and follow its state."),
        ((_("Can I apply?"), "support:can_apply"), (_("My applications"), "support:cabinet")),
    ),
    Stop(
        Role.COORDINATOR,
        _("Check applications within their terms, put them on the council's agenda, inform the applicants."),
        (_QUEUE, (_("Workload"), "support:workload")),
    ),
    Stop(
        Role.COUNCIL_SECRETARY,
        _("Call meetings, keep attendance and votes, write the protocol and have it signed."),
        (_QUEUE,),
    ),
    Stop(
        Role.COUNCIL_MEMBER,
        _("Read the applications of the agenda, vote and sign the protocol."),
        (_QUEUE,),
    ),
    Stop(
        Role.BUDGET_ADMINISTRATOR,
        _("Take supported projects into the budget, follow the building of objects, report on their use."),
        (_QUEUE, (_("Monitoring and reports"), "support:monitoring")),
    ),
    Stop(
        Role.ADMINISTRATOR,
        _("Invite users, give them roles for a territory, take roles back, help with a lost second factor."),
        ((_("Users"), "accounts:people"),),
    ),
)  # fmt: skip


def tour(user: Any) -> list[tuple[Stop, bool]]:
    """Every stop with whether USER holds its role; their own come first."""
    held = {grant.role for grant in user.grants_with_places} if user.is_authenticated else set()
    stops = [(stop, stop.role in held) for stop in STOPS]
    return sorted(stops, key=lambda pair: not pair[1])
