"""Who may see, write and keep planning documents, and the register of bodies (spec 40.8)."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from planning_docs.check_phrases import sentence
from planning_docs.choices import DocumentKind, DocumentState, EditionState
from planning_docs.models import Agreement, Body, ConceptOpinion, DocumentEdition, PlanningDocument
from planning_docs.queries.amendment_terms import out_of_term
from planning_docs.rules import life
from rss_portal.access import ALLOWED, Decision, refused, rule
from rss_portal.accounts.choices import COUNTRY, Role

NOT_SEEN = _("This document is not published, and you are not among those who prepare it.")
EDITORS_ONLY = _("Only planning editors of the developer of the document may do this.")
NO_DRAFT = _("This edition is approved and frozen. To change the document, begin an amendment.")
NOT_OPEN = _("The draft is with others now; it can be changed when it comes back.")
AUTHORITY_ONLY = _("Only the planning authority and administrators of the portal may do this.")

PUBLIC = (
    DocumentState.PUBLIC_DISCUSSION,
    DocumentState.APPROVED,
    DocumentState.IN_FORCE,
    DocumentState.COMPLETED,
)
# States in which the text of a draft edition is written; in the others it is with those who agree or approve.
WRITTEN = (DocumentState.DRAFT, DocumentState.RETURNED, DocumentState.APPROVED, DocumentState.IN_FORCE)
PREPARING = (Role.PLANNING_EDITOR, Role.CO_EXECUTOR)


def grants(user: Any, *roles: str) -> list[Any]:
    """Grants of USER in force today, of ROLES."""
    if not getattr(user, "is_authenticated", False):
        return []
    return [grant for grant in user.grants if grant.role in roles]


def bodies_of(user: Any, *roles: str) -> set[str]:
    """Codes of the bodies for which USER holds one of ROLES."""
    return {grant.body_code for grant in grants(user, *roles) if grant.body_code}


def is_authority(user: Any, territory_code: str = COUNTRY) -> bool:
    """Whether USER is the planning authority of the country, or of the territory."""
    return any(grant.territory_code in (COUNTRY, territory_code) for grant in grants(user, Role.PLANNING_AUTHORITY))


def _is_analyst(user: Any) -> bool:
    return bool(grants(user, Role.MINISTRY_ANALYST, Role.SECTOR_ANALYST, Role.PLANNING_AUTHORITY))


def public() -> Q:
    """Documents that anybody may see: published and not restricted."""
    return Q(restricted=False, state__in=PUBLIC)


def visible_to(user: Any) -> QuerySet[PlanningDocument]:
    """The documents that USER may see: public ones, own ones, those to agree or to carry out, and by role."""
    if is_authority(user):
        return PlanningDocument.objects.all()
    shown = public()
    if _is_analyst(user):
        shown |= Q(restricted=False)
    places = [grant.territory_code for grant in grants(user, Role.PLANNING_AUTHORITY)]
    if places:
        shown |= Q(territory__in=places)
    if bodies := bodies_of(user, *PREPARING):
        shown |= Q(developer__in=bodies)
        shown |= Q(
            pk__in=PlanningDocument.co_executors.through.objects.filter(body__in=bodies).values("planningdocument")
        )
        shown |= Q(pk__in=Agreement.objects.filter(body__in=bodies).values("edition__document"))
    return PlanningDocument.objects.filter(shown)


@rule("planning.see")
def see(user: Any, document: PlanningDocument) -> Decision:
    """A document with everything in it."""
    if not document.restricted and document.state in PUBLIC:
        return ALLOWED
    return ALLOWED if visible_to(user).filter(pk=document.pk).exists() else refused(NOT_SEEN)


@rule("planning.see_draft")
def see_draft(user: Any, document: PlanningDocument) -> Decision:
    """The draft of an amendment: everybody while it is discussed, else staff who have to do with the document."""
    if not document.restricted and document.state == DocumentState.PUBLIC_DISCUSSION:
        return ALLOWED
    if _is_analyst(user) or bodies_of(user, *PREPARING):
        return see(user, document)
    return refused(NOT_SEEN)


def is_editor(user: Any, body: Body | str) -> bool:
    """Whether USER is a planning editor of BODY."""
    code = body if isinstance(body, str) else body.code
    return code in bodies_of(user, Role.PLANNING_EDITOR)


@rule("planning.create")
def create(user: Any, body: Body | None = None) -> Decision:
    """A new document of BODY, or of any body at all when it is not given."""
    held = bodies_of(user, Role.PLANNING_EDITOR)
    return ALLOWED if (body.code in held if body else held) else refused(EDITORS_ONLY)


@rule("planning.change_document")
def change_document(user: Any, document: PlanningDocument) -> Decision:
    """Title, period, parents, co-executors: while the document was never approved and is with its editors."""
    if not is_editor(user, document.developer_id):
        return refused(EDITORS_ONLY)
    return ALLOWED if document.state in (DocumentState.DRAFT, DocumentState.RETURNED) else refused(NOT_OPEN)


@rule("planning.edit")
def edit(user: Any, edition: DocumentEdition) -> Decision:
    """The contents of an edition: the developer's editors, while it is a draft and with them; those of an amendment
    only in its term (§209, §211, §269)."""
    held = _with_its_editors(user, edition)
    if not held:
        return held
    forbidden = out_of_term(edition)
    return refused(sentence(forbidden)) if forbidden else ALLOWED


def _with_its_editors(user: Any, edition: DocumentEdition) -> Decision:
    document = edition.document
    if not is_editor(user, document.developer_id):
        return refused(EDITORS_ONLY)
    if edition.state != EditionState.DRAFT:
        return refused(NO_DRAFT)
    written = document.state in WRITTEN and edition.submitted_at is None
    return ALLOWED if written else refused(NOT_OPEN)


@rule("planning.edit_passports")
def edit_passports(user: Any, document: PlanningDocument) -> Decision:
    """Calculation passports are written within a month after approval (§59): also when the edition is frozen."""
    return ALLOWED if is_editor(user, document.developer_id) else refused(EDITORS_ONLY)


@rule("planning.manage_bodies")
def manage_bodies(user: Any, subject: Any = None) -> Decision:
    """The register of bodies and of budget programmes."""
    return ALLOWED if grants(user, Role.PLANNING_AUTHORITY, Role.ADMINISTRATOR) else refused(AUTHORITY_ONLY)


# --- the life of a document -------------------------------------------------------------------------------

NO_STEP = _("The document is at another step; this cannot be done now.")
ASKED_BODY_ONLY = _("Only the body that was asked gives this opinion.")
ONLY_APPROVED = _("Only a document in force is amended; a draft is simply changed.")
ONE_AMENDMENT = _("An amendment is being written already.")
NO_AMENDMENT = _("No amendment waits for this step.")
OPINION_ON_DRAFT = _("An opinion is given on the draft of a concept.")
OPINION_ISSUED = _("The opinion is issued and does not change any more.")


def is_authority_over(user: Any, document: PlanningDocument) -> bool:
    """Whether USER is the planning authority of the country or of the document's territory."""
    return is_authority(user, document.territory_id)


@rule("planning.move")
def move(user: Any, subject: tuple[PlanningDocument, str]) -> Decision:
    """A step of the table of `rules.life`, by who takes it."""
    document, action = subject
    step = life.find_step(action, document.state)
    if step is None:
        return refused(NO_STEP)
    if step.actor == life.EDITOR:
        return ALLOWED if is_editor(user, document.developer_id) else refused(EDITORS_ONLY)
    return ALLOWED if is_authority_over(user, document) else refused(AUTHORITY_ONLY)


@rule("planning.agree")
def agree(user: Any, agreement: Agreement) -> Decision:
    """The opinion of a body: its planning editors and co-executors, while the draft is being agreed."""
    if agreement.body_id not in bodies_of(user, *PREPARING):
        return refused(ASKED_BODY_ONLY)
    return ALLOWED if agreement.edition.document.state == DocumentState.AGREEING else refused(NO_STEP)


@rule("planning.answer_comments")
def answer_comments(user: Any, document: PlanningDocument) -> Decision:
    """Answers in the public discussion: the developer's editors, until the document is submitted."""
    if not is_editor(user, document.developer_id):
        return refused(EDITORS_ONLY)
    return ALLOWED if document.state == DocumentState.PUBLIC_DISCUSSION else refused(NO_STEP)


@rule("planning.begin_amendment")
def begin_amendment(user: Any, document: PlanningDocument) -> Decision:
    """A new edition of an approved document; the terms of 40.5 are checked by the service."""
    if not is_editor(user, document.developer_id):
        return refused(EDITORS_ONLY)
    if document.state not in (DocumentState.APPROVED, DocumentState.IN_FORCE):
        return refused(ONLY_APPROVED)
    drafts = document.editions.filter(state=EditionState.DRAFT)
    return refused(ONE_AMENDMENT) if drafts.exists() else ALLOWED


@rule("planning.write_amendment")
def write_amendment(user: Any, edition: DocumentEdition) -> Decision:
    """Reasons of changes, submitting and dropping: the editors, while the amendment is with them."""
    return _with_its_editors(user, edition) if edition.number > 1 else refused(NO_AMENDMENT)


@rule("planning.approve_amendment")
def approve_amendment(user: Any, edition: DocumentEdition) -> Decision:
    """Approve or return an amendment that was submitted: the planning authority."""
    if not is_authority_over(user, edition.document):
        return refused(AUTHORITY_ONLY)
    waits = edition.state == EditionState.DRAFT and edition.submitted_at is not None and edition.number > 1
    return ALLOWED if waits else refused(NO_AMENDMENT)


# --- the opinion on a draft concept -------------------------------------------------------------------------


@rule("planning.write_opinion")
def write_opinion(user: Any, edition: DocumentEdition) -> Decision:
    """Annex 2, §103: the planning authority of the country, on the draft of a concept, until it is issued."""
    if not is_authority(user):
        return refused(AUTHORITY_ONLY)
    if edition.document.kind != DocumentKind.CONCEPT or edition.state != EditionState.DRAFT:
        return refused(OPINION_ON_DRAFT)
    issued = ConceptOpinion.objects.filter(edition=edition, issued_on__isnull=False)
    return refused(OPINION_ISSUED) if issued.exists() else ALLOWED
