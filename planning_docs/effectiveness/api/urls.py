from django.urls import path

from . import evaluations

urlpatterns = [
    path("effectiveness/", evaluations.EvaluationList.as_view(), name="effectiveness"),
    path("effectiveness/explain/", evaluations.EffectivenessExplainView.as_view(), name="effectiveness_explain"),
]
