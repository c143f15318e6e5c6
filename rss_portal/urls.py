"""Addresses of the portal."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("standards.urls")),
    path("", include("rss_portal.operations.urls")),
    path("settlements/", include("settlements.urls")),
    path("accounts/", include("rss_portal.accounts.urls")),
    path("jobs/", include("rss_portal.jobs.urls")),
    path("exchange/", include("rss_portal.exchange.urls")),
    path("ui/", include("rss_portal.ui.urls")),
    path("calendar/", include("rss_portal.calendar.urls")),
    path("notices/", include("rss_portal.notices.urls")),
    path("signing/", include("rss_portal.signing.urls")),
    path("planning/", include("planning_docs.urls")),
    path("effectiveness/", include("planning_docs.effectiveness.urls")),
    path("support/", include("infra_support.urls")),
    path("api/v1/", include("rss_portal.api.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "rss_portal.ui.views.bad_request"
handler403 = "rss_portal.ui.views.permission_denied"
handler404 = "rss_portal.ui.views.page_not_found"
handler500 = "rss_portal.ui.views.server_error"
