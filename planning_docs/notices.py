"""What people are told about planning documents, and who is told."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from planning_docs.models import Body, DocumentEdition, PlanningDocument, PublicComment
from planning_docs.rules import life
from rss_portal.accounts.choices import COUNTRY, Role
from rss_portal.accounts.models import RoleGrant, User
from rss_portal.notices.registry import in_languages, kind
from rss_portal.notices.services import tell, write_to

ASKED = kind(
    "planning.asked",
    title=_("A draft awaits your opinion"),
    text=_("Give the opinion of your body on the draft “%(title)s”."),
)
COMMENTED = kind(
    "planning.commented",
    title=_("A comment in the public discussion"),
    text=_(
        "Somebody commented on the draft “%(title)s”; every comment needs an answer before the document is submitted."
    ),
)
ANSWERED = kind(
    "planning.answered",
    title=_("Your comment was answered"),
    text=_("Your comment on the draft “%(title)s” was answered: %(answer)s"),
)
SUBMITTED = kind(
    "planning.submitted",
    title=_("A document was submitted for approval"),
    text=_("The document “%(title)s” was submitted for approval."),
)
RETURNED = kind(
    "planning.returned",
    title=_("A document was returned"),
    text=_("The document “%(title)s” was returned: see the remarks."),
)
APPROVED = kind(
    "planning.approved",
    title=_("A document was approved"),
    text=_("The document “%(title)s” is approved. It is sent on within 5 working days and published within 10."),
)
AMENDED = kind(
    "planning.amended",
    title=_("A document was amended"),
    text=_("A new edition of the document “%(title)s” is in force."),
)
FOLLOW = kind(
    "planning.follow",
    title=_("A higher document changed"),
    text=_(
        "The document “%(higher)s” was amended; bring the indicators of “%(title)s” in line with it (paragraph 208)."
    ),
)
AMENDMENT_SUBMITTED = kind(
    "planning.amendment_submitted",
    title=_("An amendment awaits approval"),
    text=_("An amendment of the document “%(title)s” was submitted for approval."),
)
AMENDMENT_RETURNED = kind(
    "planning.amendment_returned",
    title=_("An amendment was returned"),
    text=_("The amendment of the document “%(title)s” was returned: %(remarks)s"),
)

OPINION = kind(
    "planning.opinion",
    title=_("The opinion on a draft concept is issued"),
    text=_("The strategic planning authority gave its opinion on the draft “%(title)s”."),
)


def people_of(body: Body | str, *roles: str) -> list[User]:
    """Active people who hold one of ROLES for BODY today."""
    code = body if isinstance(body, str) else body.pk
    grants = RoleGrant.objects.in_force().filter(role__in=roles, body_code=code, user__is_active=True)
    return _people(grants)


def authorities_of(document: PlanningDocument) -> list[User]:
    """The planning authority of the document's territory, or of the country where it has none of its own."""
    grants = RoleGrant.objects.in_force().filter(role=Role.PLANNING_AUTHORITY, user__is_active=True)
    own = grants.filter(territory_code=document.territory_id)
    return _people(own if own.exists() else grants.filter(territory_code=COUNTRY))


def _people(grants: Any) -> list[User]:
    return list({grant.user_id: grant.user for grant in grants.select_related("user")}.values())


def editors_of(document: PlanningDocument) -> list[User]:
    return people_of(document.developer_id, Role.PLANNING_EDITOR)


def title_of(document: PlanningDocument) -> dict[str, str]:
    return in_languages(document, "title")


def address_of(document: PlanningDocument, page: str = "life") -> str:
    return reverse(f"planning:{page}", args=[document.pk])


def _tell(people: Iterable[User], code: str, document: PlanningDocument, page: str = "life", **values: Any) -> None:
    tell(people, code, {"title": title_of(document), **values}, url=address_of(document, page))


def tell_about(document: PlanningDocument, action: str, actor: Any) -> None:
    """Tell those concerned by a step of the life; who took it knows."""
    concerned: dict[str, tuple[str, list[User]]] = {}
    if action == life.SUBMIT:
        concerned[SUBMITTED] = ("life", authorities_of(document))
    elif action == life.RETURN:
        concerned[RETURNED] = ("life", editors_of(document))
    elif action == life.APPROVE:
        concerned[APPROVED] = ("life", [*editors_of(document), *_co_executors(document)])
    for code, (page, people) in concerned.items():
        _tell([person for person in people if person != actor], code, document, page)


def tell_opinion(edition: DocumentEdition, actor: Any) -> None:
    """Tell the developer's editors that the opinion on their concept is issued (Annex 2)."""
    people = [person for person in editors_of(edition.document) if person != actor]
    _tell(people, OPINION, edition.document, "opinion")


def _co_executors(document: PlanningDocument) -> list[User]:
    roles = (Role.PLANNING_EDITOR, Role.CO_EXECUTOR)
    return [person for body in document.co_executors.all() for person in people_of(body, *roles)]


def tell_asked(document: PlanningDocument, body: Body) -> None:
    _tell(people_of(body, Role.PLANNING_EDITOR, Role.CO_EXECUTOR), ASKED, document)


def tell_comment(document: PlanningDocument) -> None:
    _tell(editors_of(document), COMMENTED, document, "discussion")


def write_answer(comment: PublicComment) -> None:
    """The answer to the author of a comment, where an address was given."""
    if comment.author_email:
        document = comment.edition.document
        values = {"title": title_of(document), "answer": comment.answer}
        write_to(comment.author_email, comment.language, ANSWERED, values, url=address_of(document, "discussion"))


def tell_amended(document: PlanningDocument) -> None:
    _tell([*editors_of(document), *_co_executors(document)], AMENDED, document, "comparison")


def tell_amendment_submitted(document: PlanningDocument) -> None:
    _tell(authorities_of(document), AMENDMENT_SUBMITTED, document, "amendment")


def tell_amendment_returned(document: PlanningDocument, remarks: str) -> None:
    _tell(editors_of(document), AMENDMENT_RETURNED, document, "amendment", remarks=remarks)


def tell_to_follow(lower: PlanningDocument, higher: DocumentEdition) -> None:
    """The editors of LOWER bring its indicators in line with the new edition of HIGHER (§208)."""
    _tell(editors_of(lower), FOLLOW, lower, "amendment", higher=title_of(higher.document))
