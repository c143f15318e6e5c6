"""Changing a password, and setting a new one by a letter."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from rss_portal.accounts.limits import take

LETTERS_AN_HOUR = 5


class PasswordChange(auth_views.PasswordChangeView):
    template_name = "accounts/password_change.html"
    success_url = reverse_lazy("accounts:profile")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, _("The password is changed."))
        return super().form_valid(form)


class PasswordReset(auth_views.PasswordResetView):
    """A letter in the language of the person who forgot; the answer is the same whether the address is known."""

    template_name = "accounts/password_reset.html"
    email_template_name = "accounts/letters/password_reset.txt"
    subject_template_name = "accounts/letters/password_reset_subject.txt"
    success_url = reverse_lazy("accounts:password_reset_sent")

    def form_valid(self, form: Any) -> HttpResponse:
        address = form.cleaned_data["email"].lower()
        visitor = self.request.META.get("REMOTE_ADDR", "")
        limits = [("reset-to", address, LETTERS_AN_HOUR), ("reset-from", visitor, 6 * LETTERS_AN_HOUR)]
        counted = [take(purpose, who, at_most=most, seconds=3600) for purpose, who, most in limits]
        if not all(counted):
            form.add_error(None, _("Too many letters were asked for. Try again in an hour."))
            return self.form_invalid(form)
        return super().form_valid(form)


class PasswordResetSent(auth_views.PasswordResetDoneView):
    template_name = "accounts/password_reset_sent.html"


class PasswordResetConfirm(auth_views.PasswordResetConfirmView):
    template_name = "accounts/password_reset_confirm.html"
    success_url = reverse_lazy("accounts:login")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, _("The password is set. Sign in with it."))
        return super().form_valid(form)
