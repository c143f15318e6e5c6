from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EffectivenessConfig(AppConfig):
    name = "planning_docs.effectiveness"

    def ready(self) -> None:
        from rss_portal.ui.sections import Section, add_section

        from . import permissions  # noqa: F401  registers the rules of access

        add_section(Section(_("Effectiveness"), "effectiveness:evaluations", ("/effectiveness/",), 45))
