from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "standards"

    def ready(self) -> None:
        from . import permissions, receivers  # noqa: F401  registers rules of access and event receivers
