from django.urls import path

from .applications import (
    ApplicationDetail,
    ApplicationDocuments,
    ApplicationFollow,
    ApplicationList,
    ApplicationSignature,
)

urlpatterns = [
    path("support/applications/", ApplicationList.as_view(), name="applications"),
    path("support/applications/<uuid:application>/", ApplicationDetail.as_view(), name="application"),
    path(
        "support/applications/<uuid:application>/documents/",
        ApplicationDocuments.as_view(),
        name="application_documents",
    ),
    path(
        "support/applications/<uuid:application>/signature/",
        ApplicationSignature.as_view(),
        name="application_signature",
    ),
    path("support/follow/", ApplicationFollow.as_view(), name="application_follow"),
]
