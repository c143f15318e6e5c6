from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

OWN = ("/support/cabinet/", "/support/apply/", "/support/enterprises/", "/support/applications/")


class InfraSupportConfig(AppConfig):
    name = "infra_support"

    def ready(self) -> None:
        from . import council_permissions, monitoring_permissions, permissions, receivers  # noqa: F401  register rules

        self._applicants_side()

    def _applicants_side(self) -> None:
        from rss_portal.ui.sections import Section, add_section

        from . import applicant_notices, applicant_permissions  # noqa: F401  register notices and rules of access
        from .services import submission

        submission.register_purpose()
        add_section(Section(_("My applications"), "support:cabinet", OWN, 5, applicant_permissions.is_entrepreneur))
