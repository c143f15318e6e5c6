"""Addresses of the support pages."""

from django.urls import URLPattern

app_name = "support"
urlpatterns: list[URLPattern] = []
