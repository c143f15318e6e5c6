"""Addresses of the signing pages."""

from django.urls import path

from . import views

app_name = "signing"
urlpatterns = [
    path("<uuid:signature_request>/", views.sign, name="sign"),
    path("<uuid:signature_request>/document/", views.content, name="content"),
    path("records/<uuid:signature_record>/", views.record, name="record"),
    path("records/<uuid:signature_record>/cms/", views.cms, name="cms"),
]
