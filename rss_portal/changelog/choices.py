"""Where a change came from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    PAGE = "page", _("Page")
    XLSX = "xlsx", _("XLSX file")
    API = "api", _("API")
    COMMAND = "command", _("Command")
    JOB = "job", _("Background job")
