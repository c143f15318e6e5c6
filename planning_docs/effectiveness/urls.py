"""Addresses of the effectiveness pages."""

from django.urls import URLPattern

app_name = "effectiveness"
urlpatterns: list[URLPattern] = []
