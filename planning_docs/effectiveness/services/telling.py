"""Who is told of a step: the evaluated body, the evaluator, the members of the commission."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from planning_docs.effectiveness.models import Evaluation
from rss_portal.accounts.choices import Role
from rss_portal.accounts.models import RoleGrant, User
from rss_portal.notices.registry import in_languages, kind
from rss_portal.notices.services import tell

CONCLUDED = kind(
    "effectiveness.concluded",
    title=_("Conclusion on effectiveness for %(year)s"),
    text=_("%(body)s: the conclusion for %(year)s is sent. Objections are accepted until %(until_on)s."),
)
OBJECTED = kind(
    "effectiveness.objected",
    title=_("Objection to an evaluation of effectiveness"),
    text=_("%(body)s objects to the conclusion for %(year)s. The table of disagreements is due on %(until_on)s."),
)
AGREED = kind(
    "effectiveness.agreed",
    title=_("No objections to an evaluation of effectiveness"),
    text=_("%(body)s has no objections to the conclusion for %(year)s."),
)
APPOINTED = kind(
    "effectiveness.appointed",
    title=_("You are a member of a special commission"),
    text=_("%(body)s, %(year)s: objections wait for the decision of the special commission."),
)
TABLE_SIGNED = kind(
    "effectiveness.table_signed",
    title=_("Table of disagreements"),
    text=_("%(body)s, %(year)s: the special commission accepted %(accepted)s of %(all)s objections."),
)
FINISHED = kind(
    "effectiveness.finished",
    title=_("Final conclusion on effectiveness for %(year)s"),
    text=_("%(body)s: the final conclusion for %(year)s is sent."),
)


def holders(role: str, body: str) -> list[User]:
    """People who hold ROLE for BODY today."""
    grants = RoleGrant.objects.in_force().filter(role=role, body_code=body)
    return list(User.objects.filter(pk__in=grants.values("user")))


def tell_body(evaluation: Evaluation, code: str, **values: Any) -> None:
    """A notice to the planning editors of the evaluated body."""
    _tell(holders(Role.PLANNING_EDITOR, evaluation.body_id), evaluation, code, values)


def tell_evaluator(evaluation: Evaluation, code: str, **values: Any) -> None:
    """A notice to those who evaluate the body."""
    _tell(holders(Role.EVALUATOR, evaluation.evaluator_id), evaluation, code, values)


def tell_commission(evaluation: Evaluation, code: str, **values: Any) -> None:
    """A notice to the members of its special commission."""
    _tell(User.objects.filter(pk__in=evaluation.commission.values("person")), evaluation, code, values)


def _tell(people: Iterable[User], evaluation: Evaluation, code: str, values: dict[str, Any]) -> None:
    url = reverse("effectiveness:evaluation", args=[evaluation.body_id, evaluation.year])
    tell(people, code, {"body": in_languages(evaluation.body), "year": evaluation.year, **values}, url=url)
