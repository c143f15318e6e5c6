from django.apps import AppConfig


class SigningConfig(AppConfig):
    name = "rss_portal.signing"

    def ready(self) -> None:
        from . import permissions  # noqa: F401  registers the rules of access
