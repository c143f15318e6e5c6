from django.apps import AppConfig


class PlanningDocsConfig(AppConfig):
    name = "planning_docs"
