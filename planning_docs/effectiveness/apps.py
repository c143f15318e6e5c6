from django.apps import AppConfig


class EffectivenessConfig(AppConfig):
    name = "planning_docs.effectiveness"

    def ready(self) -> None:
        from . import permissions  # noqa: F401  registers the rules of access
