from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "rss_portal.notices"
