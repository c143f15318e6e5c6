from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "rss_portal.accounts"
    label = "accounts"
