from django.apps import AppConfig


class InfraSupportConfig(AppConfig):
    name = "infra_support"
