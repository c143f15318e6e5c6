from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "rss_portal.jobs"
    label = "jobs"
