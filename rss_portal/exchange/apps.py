from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ExchangeConfig(AppConfig):
    name = "rss_portal.exchange"
    label = "exchange"

    def ready(self) -> None:
        autodiscover_modules("exchange.inventory")  # registers the forms of every app
