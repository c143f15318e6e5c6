from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "rss_portal.notices"

    def ready(self) -> None:
        from . import permissions, tasks  # noqa: F401  registers the rule of access, the jobs and the duties
