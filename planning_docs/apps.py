from django.apps import AppConfig


class PlanningDocsConfig(AppConfig):
    name = "planning_docs"

    def ready(self) -> None:
        from . import notices, permissions  # noqa: F401  registers its rules and kinds of notices
