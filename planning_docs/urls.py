"""Addresses of the planning pages."""

from django.urls import include, path

app_name = "planning"
urlpatterns = [
    path("", include("planning_docs.life_urls")),
]
