"""Sentences about people and their roles."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "accounts.person_created": _("The person was invited"),
    "accounts.person_changed": _("The person was changed"),
    "accounts.role_granted": _("A role was given"),
    "accounts.role_revoked": _("A role was taken back"),
    "accounts.second_factor_removed": _("The second factor was removed"),
}
