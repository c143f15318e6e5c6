from django.apps import AppConfig


class PlanningDocsConfig(AppConfig):
    name = "planning_docs"

    def ready(self) -> None:
        from . import permissions  # noqa: F401  registers its rules
