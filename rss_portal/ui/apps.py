from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "rss_portal.ui"
    label = "ui"
