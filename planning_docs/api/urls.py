"""Addresses of planning documents in the API."""

from django.urls import path, re_path

from . import documents, indicators, writing

urlpatterns = [
    path("planning-documents/", documents.DocumentList.as_view(), name="planning_documents"),
    path("planning-documents/<int:pk>/", documents.DocumentDetail.as_view(), name="planning_document"),
    path("planning-documents/<int:pk>/comparison/", documents.DocumentComparison.as_view(), name="planning_comparison"),
    path("planning-documents/<int:pk>/checks/", documents.DocumentChecks.as_view(), name="planning_checks"),
    path("planning-documents/<int:pk>/values/", writing.DocumentValues.as_view(), name="planning_values"),
    path("planning-documents/<int:pk>/amendments/", writing.DocumentAmendment.as_view(), name="planning_amendment"),
    re_path(
        r"^planning-documents/(?P<pk>[0-9]{1,9})/amendments/(?P<action>submit|approve)/$",
        writing.AmendmentStep.as_view(),
        name="planning_amendment_step",
    ),
    path("planning-indicators/", indicators.IndicatorList.as_view(), name="planning_indicators"),
]
