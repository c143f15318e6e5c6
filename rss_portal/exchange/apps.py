from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "rss_portal.exchange"
    label = "exchange"
