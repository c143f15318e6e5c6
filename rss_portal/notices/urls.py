"""Addresses of the notices pages."""

from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("", views.notices, name="notices"),
    path("<int:number>/open/", views.open_notice, name="open"),
    path("read/", views.read_all, name="read_all"),
    path("mailing/", views.mailing, name="mailing"),
]
