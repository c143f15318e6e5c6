"""Addresses of the API of support."""

from django.urls import path

from .applications import ApplicationAction, ApplicationView
from .queue import SupportQueue

urlpatterns = [
    path("support/queue/", SupportQueue.as_view(), name="support_queue"),
    path("support/applications/<uuid:application>/", ApplicationView.as_view(), name="support_application"),
    path(
        "support/applications/<uuid:application>/actions/<slug:panel>/",
        ApplicationAction.as_view(),
        name="support_action",
    ),
]
