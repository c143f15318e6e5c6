"""Addresses of the REST API; each app adds its own resources."""

from django.urls import include, path, re_path

from . import schema_views, token_views
from .imports import ImportAccept, ImportList, ImportView, WorkbookView
from .jobs import JobView
from .views import NoSuchAddress

app_name = "api"
urlpatterns = [
    path("", include("settlements.api.urls")),
    path("", include("standards.api.urls")),
    path("", include("planning_docs.api.urls")),
    path("", include("planning_docs.effectiveness.api.urls")),
    path("", include("infra_support.api.urls")),
    path("", include("infra_support.api.open_data_urls")),
    path("workbooks/", WorkbookView.as_view(), name="workbook"),
    path("imports/", ImportList.as_view(), name="imports"),
    path("imports/<uuid:public_id>/", ImportView.as_view(), name="import"),
    path("imports/<uuid:public_id>/accept/", ImportAccept.as_view(), name="import_accept"),
    path("jobs/<uuid:public_id>/", JobView.as_view(), name="job"),
    path("schema/", schema_views.SchemaView.as_view(), name="schema"),
    path("docs/", schema_views.docs, name="docs"),
    path("tokens/", token_views.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", token_views.revoke, name="token_revoke"),
    re_path(r"^", NoSuchAddress.as_view()),
]
