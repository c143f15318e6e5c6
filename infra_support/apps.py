from django.apps import AppConfig


class InfraSupportConfig(AppConfig):
    name = "infra_support"

    def ready(self) -> None:
        from . import council_permissions, monitoring_permissions, permissions, receivers  # noqa: F401  register rules of access and listeners
