"""Addresses of the applicant's side: before the cabinet, the cabinet, filling in an application."""

from django.urls import path

from infra_support.views import cabinet, filling, registration

_FILL = "applications/<uuid:application>/fill/"
urlpatterns = [
    path("can-apply/", registration.can_apply, name="can_apply"),
    path("register/", registration.register, name="register"),
    path("register/sent/", registration.register_sent, name="register_sent"),
    path("register/<str:token>/", registration.confirm, name="confirm"),
    path("invitation/<str:token>/", registration.invitation, name="invitation"),
    path("follow/", registration.follow, name="follow"),
    path("cabinet/", cabinet.cabinet, name="cabinet"),
    path("apply/", cabinet.start, name="apply"),
    path("enterprises/<int:enterprise>/", cabinet.enterprise, name="enterprise"),
    path("enterprises/<int:enterprise>/invite/", cabinet.invite, name="invite"),
    path("invitations/<int:invitation>/remove/", cabinet.invitation_remove, name="invitation_remove"),
    path("join-requests/<int:join_request>/", cabinet.join_decide, name="join_decide"),
    path("enterprise-people/<int:member>/remove/", cabinet.member_remove, name="member_remove"),
    path(_FILL, filling.tasks, name="fill"),
    path(f"{_FILL}places/", filling.places, name="places"),
    path(f"{_FILL}documents/add/", filling.document_add, name="document_add"),
    path(f"{_FILL}documents/<int:document>/remove/", filling.document_remove, name="document_remove"),
    path(f"{_FILL}<slug:step>/", filling.step, name="fill_step"),
    path("applications/<uuid:application>/sign/", cabinet.sign, name="sign"),
    path("applications/<uuid:application>/submitted/", cabinet.submitted, name="submitted"),
    path(
        "applications/<uuid:application>/form/<slug:language_code>/<slug:file_kind>/",
        cabinet.printed,
        name="application_form",
    ),
]
