"""Letters to the applicant: refusal (p.20), notification of the council's decision, reasoned answer (p.24)."""

from django.utils import translation
from django.utils.translation import gettext as _

from infra_support.choices import RefusalReason
from infra_support.models import AgendaItem, Application, ApplicationEvent
from infra_support.rules.workflow import Action
from rss_portal.documents.blocks import Block, Field, Fields, Form, Item, Items, Paragraph, Signature
from rss_portal.ui.formats import day
from rss_portal.ui.formats import name as name_of

REFUSAL, APPROVAL, DECLINE = "refusal", "approval", "decline"
KINDS = (REFUSAL, APPROVAL, DECLINE)


def event_of(application: Application, kind: str) -> ApplicationEvent | None:
    """The step with which the letter KIND was sent; None when it was not."""
    action = Action.REFUSE if kind == REFUSAL else Action.NOTIFY
    found = application.events.filter(action=action)
    if kind != REFUSAL:
        found = found.filter(from_state="approved" if kind == APPROVAL else "declined")
    return found.select_related("actor").first()


def letters_of(application: Application) -> list[str]:
    """Kinds of letters that were sent to the applicant."""
    return [kind for kind in KINDS if event_of(application, kind)]


def letter(application: Application, kind: str, language: str) -> Form:
    """The letter KIND in kk or ru. LookupError when it was not sent."""
    event = event_of(application, kind)
    if event is None:
        raise LookupError(kind)
    with translation.override(language):
        return Form(
            title=_title(kind),
            blocks=[*_heading(application, event), *_body(application, kind, event), _signature(event)],
            language=language,
            file_name=f"{kind}-{application}-{language}",
        )


def _title(kind: str) -> str:
    if kind == REFUSAL:
        return _("Notification of refusal")
    if kind == APPROVAL:
        return _("Notification of the decision of the regional coordination council")
    return _("Reasoned answer on the decision of the regional coordination council")


def _heading(application: Application, event: ApplicationEvent) -> list[Block]:
    return [
        Fields(
            [
                Field(_("Addressee"), application.applicant_name),
                Field(_("Application"), f"№ {application}, {day(application.registered_at)}"),
                Field(_("Project"), application.project_name),
                Field(_("Region"), name_of(application.region)),
                Field(_("Date"), day(event.at)),
            ]
        )
    ]


def _body(application: Application, kind: str, event: ApplicationEvent) -> list[Block]:
    if kind == REFUSAL:
        return _refusal(event)
    item = application.agenda_items.filter(decided_at__isnull=False).select_related("meeting").get()
    words = {"number": item.meeting.number, "day": day(item.meeting.held_on), "votes": _votes(item)}
    if kind == APPROVAL:
        text = _(
            "By its decision of %(day)s (protocol № %(number)s; %(votes)s) the regional coordination council approved "
            "the provision of infrastructure to your project. The documents are sent to the local budget programme "
            "administrator within three working days of the protocol."
        )
        return [Paragraph(text % words, "justify")]
    text = _(
        "By its decision of %(day)s (protocol № %(number)s; %(votes)s) the regional coordination council declined "
        "the provision of infrastructure to your project, because fewer than two thirds of those attending voted for."
    )
    return [
        Paragraph(text % words, "justify"),
        Paragraph(_("Reasons: %(reason)s") % {"reason": item.reason}, "justify"),
    ]


def _votes(item: AgendaItem) -> str:
    return _("attending %(attending)s, for %(votes_for)s") % {"attending": item.attending, "votes_for": item.votes_for}


def _refusal(event: ApplicationEvent) -> list[Block]:
    text = _(
        "After reviewing your application the regional coordinator refuses it under point 20 of the Rules of "
        "infrastructure support of small business of 30 December 2025 on these grounds:"
    )
    grounds = [Item(str(RefusalReason(code).label)) for code in event.reason_codes]
    return [
        Paragraph(text, "justify"),
        Items(grounds),
        Paragraph(_("Reasons: %(reason)s") % {"reason": event.reason}, "justify"),
        Paragraph(_("When the causes are removed, an application can be filed again."), "justify"),
    ]


def _signature(event: ApplicationEvent) -> Signature:
    return Signature(_("Regional coordinator"), event.actor.get_full_name() if event.actor else "")
