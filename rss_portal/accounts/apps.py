from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "rss_portal.accounts"
    label = "accounts"

    def ready(self) -> None:
        from . import permissions  # noqa: F401  registers the rules of access
