"""Codes of notices."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mailing(models.TextChoices):
    """How a person gets notices by e-mail; in the portal they are always there."""

    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day, all together")
    NONE = "none", _("Only in the portal")
