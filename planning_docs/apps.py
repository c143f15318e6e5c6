from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlanningDocsConfig(AppConfig):
    name = "planning_docs"

    def ready(self) -> None:
        from rss_portal.ui.sections import Section, add_section

        from . import notices, permissions, search  # noqa: F401  registers rules, kinds of notices, the search
        from .exchange import facts, indicators, measures  # noqa: F401  registers the forms of exchange

        add_section(Section(_("Planning"), "planning:documents", ("/planning/", "/effectiveness/"), 40))
