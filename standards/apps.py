from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "standards"

    def ready(self) -> None:
        from settlements.item_lists import provide

        from . import permissions, receivers  # noqa: F401  registers rules of access and event receivers
        from .item_lists import listed_items

        provide(listed_items)
