from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "rss_portal.api"
    label = "api"
