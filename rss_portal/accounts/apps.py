from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "rss_portal.accounts"
    label = "accounts"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        from . import permissions, second_factor  # noqa: F401  registers the rules of access

        user_logged_in.connect(second_factor.note_sign_in, dispatch_uid="second-factor")
