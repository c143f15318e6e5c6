from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "rss_portal.calendar"

    def ready(self) -> None:
        from . import permissions  # noqa: F401  registers the rule of access
