from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "rss_portal.jobs"
    label = "jobs"

    def ready(self) -> None:
        from . import permissions  # noqa: F401  registers the rules of access

        autodiscover_modules("tasks")  # registers the handlers of every app
        self._make_broker_folders()

    @staticmethod
    def _make_broker_folders() -> None:
        """The filesystem transport does not make its own folders."""
        options = getattr(settings, "CELERY_BROKER_TRANSPORT_OPTIONS", {})
        for name in ("data_folder_in", "data_folder_out", "control_folder"):
            if name in options:
                Path(options[name]).mkdir(parents=True, exist_ok=True)
