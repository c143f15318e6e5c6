from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "rss_portal.ui"
    label = "ui"

    def ready(self) -> None:
        from . import collation  # noqa: F401  gives SQLite the Kazakh order of letters
