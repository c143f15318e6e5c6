from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

OWN = ("/support/cabinet/", "/support/apply/", "/support/enterprises/", "/support/applications/")
OFFICE = ("/support/queue/", "/support/workload/", "/support/applications/", "/support/council/", "/support/meetings/")


class InfraSupportConfig(AppConfig):
    name = "infra_support"

    def ready(self) -> None:
        # these register rules of access and listeners
        from . import council_permissions, monitoring_permissions, permissions, receivers  # noqa: F401

        self._office_side()
        self._applicants_side()

    def _office_side(self) -> None:
        from rss_portal.ui.sections import Section, add_section

        from .council_permissions import works_for_support
        from .services.signatures import register_purposes

        register_purposes()
        add_section(Section(_("Applications for support"), "support:queue", OFFICE, 6, works_for_support))

    def _applicants_side(self) -> None:
        from rss_portal.ui.sections import Section, add_section

        from . import applicant_notices, applicant_permissions  # noqa: F401  register notices and rules of access
        from .services import submission

        submission.register_purpose()
        add_section(Section(_("My applications"), "support:cabinet", OWN, 5, applicant_permissions.is_entrepreneur))
