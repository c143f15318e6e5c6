"""Who works for which body: to tell them."""

from collections.abc import Iterable

from django.db.models import QuerySet

from planning_docs.models import Body, PlanningDocument
from rss_portal.accounts.choices import COUNTRY, Role
from rss_portal.accounts.models import RoleGrant, User

from .monitored import MonitoredYear


def people_of(bodies: Iterable[str], *roles: str) -> QuerySet[User]:
    """Active people who hold one of ROLES for one of BODIES (codes)."""
    held = RoleGrant.objects.in_force().filter(role__in=roles, body_code__in=list(bodies))
    return User.objects.filter(is_active=True, pk__in=held.values("user"))


def authority_people(territory_code: str) -> QuerySet[User]:
    """The planning authority of a territory; where it has none of its own, that of the country."""
    held = RoleGrant.objects.in_force().filter(role=Role.PLANNING_AUTHORITY)
    own = held.filter(territory_code=territory_code)
    chosen = own if own.exists() else held.filter(territory_code=COUNTRY)
    return User.objects.filter(is_active=True, pk__in=chosen.values("user"))


def editors_of(document: PlanningDocument) -> QuerySet[User]:
    return people_of([document.developer_id], Role.PLANNING_EDITOR)


def co_executors_of(document: PlanningDocument, monitored: MonitoredYear) -> list[Body]:
    """Bodies other than the developer that carry out DOCUMENT: its own co-executors and those of its rows."""
    codes = {code for line in monitored.indicators for code in line.bodies}
    codes |= {code for measure in monitored.measures for code in measure.bodies}
    codes |= set(document.co_executors.values_list("pk", flat=True))
    return list(Body.objects.filter(pk__in=codes - {document.developer_id}))
