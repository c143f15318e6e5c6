from django.apps import AppConfig


class InfraSupportConfig(AppConfig):
    name = "infra_support"

    def ready(self) -> None:
        # these register rules of access and listeners
        from . import council_permissions, monitoring_permissions, permissions, receivers  # noqa: F401
        from .services.signatures import register_purposes

        register_purposes()
