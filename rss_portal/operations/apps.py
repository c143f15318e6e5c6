from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "rss_portal.operations"
    label = "operations"

    def ready(self) -> None:
        from . import checks  # noqa: F401  registers them
