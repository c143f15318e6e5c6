from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StandardsConfig(AppConfig):
    name = "standards"

    def ready(self) -> None:
        from settlements.item_lists import provide, provide_editions

        from . import permissions, receivers, search  # noqa: F401  registers rules, event receivers and the search
        from .item_lists import editions, item_lists

        provide(item_lists)
        provide_editions(editions)
        self._add_sections()

    def _add_sections(self) -> None:
        from rss_portal.ui.sections import Section, add_section

        places = ("/territories/", "/passport/", "/explain/")
        standards = ("/items/", "/directions/", "/editions/", "/method/")
        add_section(Section(_("Overview"), "standards:country", places, 10))
        add_section(Section(_("Standards"), "standards:items", standards, 30))
