from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SettlementsConfig(AppConfig):
    name = "settlements"

    def ready(self) -> None:
        from . import permissions  # noqa: F401  registers the rules of access

        self._add_sections()

    def _add_sections(self) -> None:
        from rss_portal.ui.sections import Section, add_section

        from .scope import is_staff

        own = ("work", "entry", "grid", "returns")
        work = (*(f"/settlements/{page}/" for page in own), "/exchange/")
        add_section(Section(_("Territories"), "settlements:register", ("/settlements/register/",), 20))
        add_section(Section(_("My work"), "settlements:my_work", work, 5, shown_to=is_staff))
