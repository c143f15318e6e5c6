"""Addresses of signing in, profiles and people."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from .views import passwords, people, profile, signing

app_name = "accounts"
urlpatterns = [
    path("login/", signing.SignIn.as_view(), name="login"),
    path("login/code/", signing.second_factor_check, name="second_factor_check"),
    path("logout/", LogoutView.as_view(), name="logout"),
    path("profile/", profile.profile, name="profile"),
    path("second-factor/", profile.set_up_second_factor, name="second_factor"),
    path("second-factor/off/", profile.second_factor_off, name="second_factor_off"),
    path("password/", passwords.PasswordChange.as_view(), name="password_change"),
    path("password/reset/", passwords.PasswordReset.as_view(), name="password_reset"),
    path("password/reset/sent/", passwords.PasswordResetSent.as_view(), name="password_reset_sent"),
    path(
        "password/reset/<uidb64>/<token>/",
        passwords.PasswordResetConfirm.as_view(),
        name="password_reset_confirm",
    ),
    path("people/", people.people, name="people"),
    path("people/new/", people.new_person, name="new_person"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/edit/", people.edit_person, name="edit_person"),
    path("people/<int:pk>/active/", people.person_active, name="person_active"),
    path("people/<int:pk>/invite/", people.invite, name="invite"),
    path("people/<int:pk>/second-factor/", people.forget_second_factor, name="forget_second_factor"),
    path("grants/<int:pk>/revoke/", people.revoke, name="revoke"),
]
