"""Addresses of planning documents in the API."""

from django.urls import path, re_path

from . import documents, facts, indicators, open_data, reports, writing

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
    path("planning-documents/<int:pk>/facts/", facts.DocumentFacts.as_view(), name="planning_facts"),
    path("planning-documents/<int:pk>/reports/", reports.ReportList.as_view(), name="planning_reports"),
    path(
        "planning-documents/<int:pk>/reports/<int:year>/<int:quarter>/",
        reports.ReportDetail.as_view(),
        name="planning_report",
    ),
    re_path(
        r"^planning-documents/(?P<pk>[0-9]{1,9})/reports/(?P<year>[0-9]{4})/(?P<quarter>[0-4])/"
        r"(?P<action>prepare|sign|submit|accept|return|information|conclusion)/$",
        reports.ReportStep.as_view(),
        name="planning_report_step",
    ),
    path("planning-indicators/", indicators.IndicatorList.as_view(), name="planning_indicators"),
    path("planning-values/", open_data.ValueList.as_view(), name="planning_open_values"),
    path("planning-facts/", open_data.FactList.as_view(), name="planning_open_facts"),
    path("planning-measures/", open_data.MeasureList.as_view(), name="planning_open_measures"),
    path("planning-measure-facts/", open_data.MeasureFactList.as_view(), name="planning_open_measure_facts"),
    path("planning-measure-money/", open_data.MeasureMoneyList.as_view(), name="planning_open_measure_money"),
]
