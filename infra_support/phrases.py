"""Sentences that are used in more than one place."""

from django.utils.translation import gettext_lazy as _

CHANGED_MEANWHILE = _("Somebody else has just changed this application. Look at it again before you act.")
