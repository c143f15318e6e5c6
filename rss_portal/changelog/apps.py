from django.apps import AppConfig


class ChangelogConfig(AppConfig):
    name = "rss_portal.changelog"
    label = "changelog"
