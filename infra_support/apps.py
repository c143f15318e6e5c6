from django.apps import AppConfig


class InfraSupportConfig(AppConfig):
    name = "infra_support"

    def ready(self) -> None:
        from . import council_permissions, permissions  # noqa: F401  register the rules of access
