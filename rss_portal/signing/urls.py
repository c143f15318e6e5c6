"""Addresses of the signing pages."""

from django.urls import path

from . import views

app_name = "signing"
urlpatterns = [
    path("<uuid:public_id>/", views.sign, name="sign"),
    path("<uuid:public_id>/document/", views.content, name="content"),
    path("records/<uuid:public_id>/", views.record, name="record"),
    path("records/<uuid:public_id>/cms/", views.cms, name="cms"),
]
