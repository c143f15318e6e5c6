from django.apps import AppConfig


class EffectivenessConfig(AppConfig):
    name = "planning_docs.effectiveness"
