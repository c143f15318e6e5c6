"""Refuses to run production with accounts of the demonstration."""

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import connection

from rss_portal.accounts.demonstration import DEMO_PASSWORD
from rss_portal.accounts.models import User


def accounts_with_demonstration_password() -> list[str]:
    """Names of active accounts that the demonstration's password lets in."""
    return [user.username for user in User.objects.filter(is_active=True) if user.check_password(DEMO_PASSWORD)]


@register(Tags.database)
def no_demonstration_accounts(app_configs: Any, **kwargs: Any) -> list[Error]:
    """Run by `migrate` and `check --database default`, which precede every start of production."""
    if settings.DEMONSTRATION or User._meta.db_table not in connection.introspection.table_names():
        return []
    names = accounts_with_demonstration_password()
    if not names:
        return []
    return [
        Error(
            f"These accounts have the demonstration's password: {', '.join(names)}",
            hint="Delete them, or change their passwords: manage.py changepassword NAME",
            id="operations.E001",
        )
    ]
