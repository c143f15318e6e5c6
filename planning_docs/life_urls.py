"""Addresses of the life of a document: steps, agreeing, discussion, amendments, comparison."""

from django.urls import path

from planning_docs.views import amendments, discussion, life

urlpatterns = [
    path("<int:pk>/life/", life.life, name="life"),
    path("<int:pk>/life/<slug:action>/", life.step, name="step"),
    path("<int:pk>/agreements/<int:number>/", life.answer, name="agree"),
    path("<int:pk>/discussion/", discussion.discussion, name="discussion"),
    path("<int:pk>/discussion/<int:number>/answer/", discussion.answer, name="answer_comment"),
    path("<int:pk>/discussion/<int:number>/hide/", discussion.hide, name="hide_comment"),
    path("<int:pk>/amendment/", amendments.amendment, name="amendment"),
    path("<int:pk>/amendment/begin/", amendments.begin, name="amendment_begin"),
    path("<int:pk>/amendment/reasons/", amendments.reasons, name="amendment_reasons"),
    path("<int:pk>/amendment/<slug:action>/", amendments.step, name="amendment_step"),
    path("<int:pk>/comparison/", amendments.comparison, name="comparison"),
]
