from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "rss_portal.operations"
    label = "operations"
