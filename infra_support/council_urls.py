"""Addresses from submission to completion: queue, review, council, budget."""

from django.urls import path

from infra_support.views import application, council, files, meetings, queue, workload

_ONE = "applications/<uuid:application>/"
_MEETING = "meetings/<int:meeting>/"
urlpatterns = [
    path("queue/", queue.queue, name="queue"),
    path("workload/", workload.workload, name="workload"),
    path(_ONE, application.application, name="application"),
    path(f"{_ONE}personal/", application.personal, name="personal"),
    path(f"{_ONE}check-list/", application.check_line, name="check_line"),
    path(f"{_ONE}documents/<int:document>/", application.document, name="document"),
    path(f"{_ONE}letters/<slug:letter>/<slug:language_code>/<slug:file_kind>/", files.letter, name="letter"),
    path(f"{_ONE}do/<slug:panel>/", application.act, name="act"),
    path("packages/<int:package>/", files.package, name="package"),
    path("council/<str:kato>/", council.page, name="council"),
    path("council/<str:kato>/members/new/", council.member_new, name="member_new"),
    path("council/<str:kato>/meetings/new/", council.meeting_new, name="meeting_new"),
    path("members/<int:member>/", council.member, name="member"),
    path(_MEETING, meetings.meeting, name="meeting"),
    path(f"{_MEETING}change/", meetings.change, name="meeting_change"),
    path(f"{_MEETING}sign/", meetings.sign, name="sign_protocol"),
    path(f"{_MEETING}protocol/<slug:language_code>/<slug:file_kind>/", files.protocol, name="protocol"),
    path(f"{_MEETING}do/<slug:meeting_action>/", meetings.act, name="meeting_act"),
    path("agenda/<int:agenda_item>/votes/", meetings.votes, name="votes"),
    path("agenda/<int:agenda_item>/recusal/", meetings.recusal, name="recusal"),
    path("recusals/<int:recusal>/back/", meetings.recusal_back, name="recusal_back"),
]
