"""Who may see and change applications and what belongs to them; the steps are in `council_permissions`."""

from typing import Any

from infra_support.models import Application, EnterpriseMember


def is_applicant(user: Any, application: Application) -> bool:
    """Whether USER is one of the people of the enterprise that applies."""
    if not getattr(user, "is_authenticated", False):
        return False
    return EnterpriseMember.objects.filter(enterprise=application.enterprise_id, user=user).exists()
