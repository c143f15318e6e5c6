"""The protocol of a council's meeting, in Kazakh and Russian (p.21-23)."""

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from infra_support.choices import CouncilDecision, MeetingState
from infra_support.meeting_pages import ItemCard, MeetingPage, meeting_page
from infra_support.models import CouncilMeeting, CouncilMember
from infra_support.services.signatures import PROTOCOL
from rss_portal.documents.blocks import (
    Block,
    Column,
    Field,
    Fields,
    Form,
    Heading,
    Item,
    Items,
    Paragraph,
    Signature,
    Table,
    row,
)
from rss_portal.signing.services import accepted_record
from rss_portal.ui.formats import day, decimal
from rss_portal.ui.formats import name as name_of


def protocol(meeting: CouncilMeeting, language: str) -> Form:
    """The protocol of MEETING in kk or ru: attendance against the quorum, every item with its votes and the number
    that was needed, decisions."""
    with translation.override(language):
        page = meeting_page(meeting, records=False)
        words = {"number": meeting.number, "region": name_of(meeting.region, language)}
        return Form(
            title=_("PROTOCOL № %(number)s") % words,
            subtitle=[_("of the meeting of the regional coordination council · %(region)s") % words],
            blocks=[*_opening(page), *_attendance(page), *_agenda(page), *_items(page), *_signatures(page)],
            language=language,
            file_name=f"protocol-{meeting.number}-{language}",
        )


def _opening(page: MeetingPage) -> list[Block]:
    meeting = page.meeting
    return [
        Fields(
            [
                Field(_("Date"), day(meeting.held_on)),
                Field(_("Time"), f"{meeting.begins_at:%H:%M}"),
                Field(_("Place of the meeting"), meeting.place),
            ]
        )
    ]


def _attendance(page: MeetingPage) -> list[Block]:
    numbers = {
        "members": page.now.members,
        "business": page.roster.business,
        "attending": page.now.attending,
        "needed": page.now.needed,
    }
    here = [row(_line(one.member), one.member.get_seat_kind_display()) for one in page.attendance if one.present]
    absent = [one.member.full_name for one in page.attendance if not one.present]
    columns = [Column(_("Full name, position"), 65), Column(_("Represents"), 35)]
    return [
        Heading(_("Attendance"), 2),
        Paragraph(
            _(
                "Members of the council: %(members)s, of them from the business community: %(business)s. "
                "Attending: %(attending)s; needed for a quorum: %(needed)s."
            )
            % numbers
        ),
        Table(columns, here, caption=_("Attending members"), empty=_("Nobody attended.")),
        Paragraph(_("Absent: %(names)s.") % {"names": ", ".join(absent) or "—"}),
        Paragraph(_("There is a quorum.") if page.now.quorum else _("There is no quorum; no decisions were taken.")),
    ]


def _line(member: CouncilMember) -> str:
    return ", ".join(part for part in (member.full_name, member.position) if part)


def _agenda(page: MeetingPage) -> list[Block]:
    names = [
        Item(
            _("%(project)s — %(applicant)s, application № %(number)s")
            % {
                "project": card.item.application.project_name,
                "applicant": card.item.application.applicant_name,
                "number": card.item.application,
            }
        )
        for card in page.cards
    ]
    return [Heading(_("Agenda"), 2), Items(names, ordered=True)]


def _items(page: MeetingPage) -> list[Block]:
    if page.meeting.state == MeetingState.NO_QUORUM:
        return [Paragraph(_("The items stay on the agenda of the next meeting."))]
    return [block for card in page.cards for block in _item(card)]


def _item(card: ItemCard) -> list[Block]:
    item = card.item
    blocks: list[Block] = [Heading(f"{item.position}. {item.application.project_name}", 3)]
    if not card.decided:
        carried = item.decision == CouncilDecision.CARRIED_OVER
        return [*blocks, Paragraph(_("Carried over to the next meeting.") if carried else _("Taken off the agenda."))]
    project = item.application
    blocks.append(
        Paragraph(_("Cost of the project: %(cost)s thousand tenge.") % {"cost": decimal(project.project_cost, 0)})
    )
    blocks += [
        Paragraph(_("%(name)s declared a conflict of interest and did not vote: %(reason)s.")
                  % {"name": one.member.full_name, "reason": one.reason})
        for one in card.recusals
    ]  # fmt: skip
    blocks.append(_votes(card))
    decided = _("The council decided: to approve the provision of infrastructure.")
    if item.decision == CouncilDecision.DECLINED:
        decided = _("The council decided: to decline the provision of infrastructure.")
    blocks.append(Paragraph(decided))
    if item.reason:
        blocks.append(Paragraph(_("Reasons: %(reason)s") % {"reason": item.reason}))
    return blocks


def _votes(card: ItemCard) -> Table:
    item = card.item
    headings = [
        _("Attending"), _("Not voting"), pgettext("votes", "For"), pgettext("votes", "Against"),
        pgettext("votes", "Abstained"), _("Needed for approval"),
    ]  # fmt: skip
    counts = (item.attending, item.recused, item.votes_for, item.votes_against, item.abstained, card.needed)
    return Table([Column(one, numeric=True) for one in headings], [row(*counts)], caption=_("Votes"))


def _signatures(page: MeetingPage) -> list[Block]:
    chair = next((one.member.full_name for one in page.attendance if one.member.chair and one.present), "")
    record = accepted_record(PROTOCOL, page.meeting.pk)
    secretary = record.signer_name if record else ""
    return [Signature(_("Chair of the meeting"), chair), Signature(_("Secretary of the council"), secretary)]
