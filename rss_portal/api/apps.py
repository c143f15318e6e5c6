from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "rss_portal.api"
    label = "api"

    def ready(self) -> None:
        from rss_portal.ui.sections import Section, add_section

        add_section(Section(_("Open data"), "api:docs", ("/api/v1/docs/",), 40))
