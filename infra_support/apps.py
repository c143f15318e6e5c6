from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

OWN = ("/support/cabinet/", "/support/apply/", "/support/enterprises/", "/support/applications/")
OFFICE = ("/support/queue/", "/support/workload/", "/support/applications/", "/support/council/", "/support/meetings/")

PUBLIC = tuple(
    f"/support/{part}/"
    for part in (
        "priorities",
        "objects",
        "trade-space",
        "waiting",
        "can-apply",
        "register",
        "invitation",
        "follow",
        "registers",
        "monitoring",
    )  # fmt: skip
)


class InfraSupportConfig(AppConfig):
    name = "infra_support"

    def ready(self) -> None:
        # these register rules of access and listeners
        from . import council_permissions, monitoring_permissions, permissions, receivers  # noqa: F401

        self._office_side()
        self._applicants_side()
        self._public_side()

    def _office_side(self) -> None:
        from rss_portal.ui.sections import Section, add_section

        from .council_permissions import works_for_support
        from .services.signatures import register_purposes

        register_purposes()
        add_section(Section(_("Applications"), "support:queue", OFFICE, 6, works_for_support))

    def _applicants_side(self) -> None:
        from rss_portal.ui.sections import Section, add_section

        from . import applicant_notices, applicant_permissions  # noqa: F401  register notices and rules of access
        from .services import submission

        submission.register_purpose()
        add_section(Section(_("My applications"), "support:cabinet", OWN, 5, applicant_permissions.is_entrepreneur))

    def _public_side(self) -> None:
        from rss_portal.ui import search
        from rss_portal.ui.sections import Section, add_section

        from .search import find_objects

        add_section(Section(_("Support"), "support:public", PUBLIC, 50))
        search.register("support_objects", _("Infrastructure objects"), find_objects)
