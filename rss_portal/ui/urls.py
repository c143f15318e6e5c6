"""Addresses of the building blocks."""

from django.urls import path

from . import views

app_name = "ui"
urlpatterns = [
    path("language/", views.language, name="language"),
    path("theme/", views.theme, name="theme"),
    path("search/", views.search_page, name="search"),
    path("about/<slug:page>/", views.about, name="about"),
    path("components/", views.components, name="components"),
]
