"""Addresses of the signing pages."""

from django.urls import URLPattern

app_name = "signing"
urlpatterns: list[URLPattern] = []
