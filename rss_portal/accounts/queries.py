"""People as the list of the administrators shows them."""

from django.db.models import Prefetch, QuerySet

from rss_portal.ui.folding import fold

from .models import RoleGrant, User

ACTIVE, BLOCKED = "active", "blocked"


def people(text: str = "", role: str = "", state: str = "") -> QuerySet[User]:
    """People whose names or code of territory match TEXT, who hold ROLE today, in STATE; with their grants."""
    found = User.objects.prefetch_related(Prefetch("role_grants", RoleGrant.objects.in_force(), "grants_today"))
    for word in fold(text).split():
        by_name = found.filter(search__contains=word)
        found = by_name | found.filter(role_grants__territory_code__startswith=word) if word.isdigit() else by_name
    if role:
        found = found.filter(pk__in=RoleGrant.objects.in_force().filter(role=role).values("user"))
    if state in (ACTIVE, BLOCKED):
        found = found.filter(is_active=state == ACTIVE)
    return found.distinct()
