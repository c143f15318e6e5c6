"""Addresses of the support pages."""

from django.urls import URLPattern, URLResolver

from infra_support import council_urls

app_name = "support"
urlpatterns: list[URLPattern | URLResolver] = [*council_urls.urlpatterns]
