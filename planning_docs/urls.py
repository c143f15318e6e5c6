"""Addresses of the planning pages."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "planning"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("planning_docs.life_urls")),
    path("", include("planning_docs.monitoring.urls")),
    path("", include("planning_docs.printed_urls")),
]
