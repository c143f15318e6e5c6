"""Addresses of the printed forms of a document and of the opinion on a draft concept."""

from django.urls import path

from planning_docs.views import opinions, printed

urlpatterns = [
    path("<int:pk>/forms/", printed.forms, name="forms"),
    path("<int:pk>/forms/<slug:annex>/", printed.form, name="form"),
    path("<int:pk>/opinion/", opinions.opinion, name="opinion"),
    path("<int:pk>/opinion/issue/", opinions.issue, name="opinion_issue"),
]
