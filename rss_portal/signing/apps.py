from django.apps import AppConfig


class SigningConfig(AppConfig):
    name = "rss_portal.signing"
