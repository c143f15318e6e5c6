from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonitoringConfig(AppConfig):
    name = "planning_docs.monitoring"
    label = "planning_monitoring"
    verbose_name = _("Monitoring of planning documents")

    def ready(self) -> None:
        from . import notices, permissions, tasks  # noqa: F401  registers kinds of notices, access, jobs and duties
