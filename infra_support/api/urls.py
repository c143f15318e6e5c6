"""Addresses of the API of support."""

from django.urls import path

from .applications import ApplicationAction, ApplicationView
from .filing import (
    ApplicationDetail,
    ApplicationDocuments,
    ApplicationFollow,
    ApplicationList,
    ApplicationSignature,
)
from .queue import SupportQueue

_FILED = "support/filing/<uuid:application>/"

urlpatterns = [
    path("support/queue/", SupportQueue.as_view(), name="support_queue"),
    path("support/applications/<uuid:application>/", ApplicationView.as_view(), name="support_application"),
    path(
        "support/applications/<uuid:application>/actions/<slug:panel>/",
        ApplicationAction.as_view(),
        name="support_action",
    ),
    path("support/filing/", ApplicationList.as_view(), name="filing"),
    path(_FILED, ApplicationDetail.as_view(), name="filing_one"),
    path(f"{_FILED}documents/", ApplicationDocuments.as_view(), name="filing_documents"),
    path(f"{_FILED}signature/", ApplicationSignature.as_view(), name="filing_signature"),
    path("support/follow/", ApplicationFollow.as_view(), name="filing_follow"),
]
