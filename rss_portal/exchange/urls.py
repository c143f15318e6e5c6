"""Addresses."""

from django.urls import path

from . import views

app_name = "exchange"
urlpatterns = [
    path("upload/<str:form>/<str:territory>/<int:year>/", views.upload, name="upload"),
    path("download/<str:form>/<str:territory>/<int:year>/", views.download, name="download"),
    path("workbooks/<str:form>/<str:territory>/<int:year>/", views.workbook, name="workbook"),
    path("workbooks/<uuid:public_id>/", views.prepared, name="prepared"),
    path("imports/", views.import_list, name="imports"),
    path("imports/<uuid:public_id>/", views.import_page, name="import"),
    path("imports/<uuid:public_id>/accept/", views.accept, name="accept"),
    path("imports/<uuid:public_id>/discard/", views.discard, name="discard"),
    path("imports/<uuid:public_id>/marked/", views.marked, name="marked"),
]
