"""Addresses of the support pages."""

from django.urls import URLPattern, URLResolver

from infra_support import applicant_urls, council_urls, monitoring_urls

app_name = "support"
urlpatterns: list[URLPattern | URLResolver] = [
    *applicant_urls.urlpatterns,
    *council_urls.urlpatterns,
    *monitoring_urls.urlpatterns,
]
