"""Signing in, the profile, the second factor, and people with their roles."""

from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_otp import login as otp_login
from django_otp.plugins.otp_totp.models import TOTPDevice

from rss_portal.access import require
from rss_portal.ui.lists import page_of

from . import services
from .demonstration import DEMO_PASSWORD, demonstration_users
from .forms import CodeForm, GrantForm, PersonForm, ProfileForm, SignInForm
from .models import RoleGrant, User


class SignIn(auth_views.LoginView):
    template_name = "accounts/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: SignInForm) -> HttpResponse:
        response = super().form_valid(form)
        device = getattr(form.get_user(), "otp_device", None)
        if device:
            otp_login(self.request, device)
        return response

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        return super().get_context_data(demo_people=demonstration_users(), demo_password=DEMO_PASSWORD, **more)


class PasswordChange(auth_views.PasswordChangeView):
    template_name = "accounts/password_change.html"
    success_url = reverse_lazy("accounts:profile")

    def form_valid(self, form: Any) -> HttpResponse:
        messages.success(self.request, _("The password is changed."))
        return super().form_valid(form)


class PasswordReset(auth_views.PasswordResetView):
    """A letter in the language of the person who forgot."""

    template_name = "accounts/password_reset.html"
    email_template_name = "accounts/password_reset_email.txt"
    subject_template_name = "accounts/password_reset_subject.txt"
    success_url = reverse_lazy("accounts:password_reset_sent")


class PasswordResetSent(auth_views.PasswordResetDoneView):
    template_name = "accounts/password_reset_sent.html"


class PasswordResetConfirm(auth_views.PasswordResetConfirmView):
    template_name = "accounts/password_reset_confirm.html"
    success_url = reverse_lazy("accounts:login")


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Name, position and language of the person signed in."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved"))
        return redirect("accounts:profile")
    return render(request, "accounts/profile.html", {"form": form, "device": _confirmed_device(request.user)})


def _confirmed_device(user: AbstractBaseUser) -> TOTPDevice | None:
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


@login_required
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """Set up an authenticator: scan the picture, type the first code."""
    if _confirmed_device(request.user):
        return redirect("accounts:profile")
    device, _made = TOTPDevice.objects.get_or_create(user=request.user, confirmed=False, defaults={"name": "totp"})
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if device.verify_token(form.cleaned_data["code"]):
            device.confirmed = True
            device.save()
            otp_login(request, device)
            messages.success(request, _("The second factor is on."))
            return redirect("accounts:profile")
        form.add_error("code", _("This code does not fit. Check the time of your device and type the newest code."))
    picture = segno.make(device.config_url).svg_inline(scale=5, light="#ffffff", dark="#000000")
    return render(request, "accounts/second_factor.html", {"form": form, "picture": picture, "device": device})


@login_required
@require_POST
def second_factor_off(request: HttpRequest) -> HttpResponse:
    TOTPDevice.objects.filter(user=request.user).delete()
    messages.success(request, _("The second factor is off."))
    return redirect("accounts:profile")


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who may sign in, with their roles."""
    require(request.user, "accounts.manage_users")
    text = request.GET.get("q", "").strip()
    found = User.objects.filter(
        Q(username__icontains=text) | Q(last_name__icontains=text) | Q(role_grants__territory_code__startswith=text)
    )
    rows = found.distinct().order_by("username").prefetch_related("role_grants")
    return render(request, "accounts/people.html", {"page": page_of(request, rows), "text": text})


@require_http_methods(["GET", "POST"])
def new_person(request: HttpRequest) -> HttpResponse:
    require(request.user, "accounts.manage_users")
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person = services.create_person(request.user, **form.cleaned_data)
        return redirect("accounts:person", person.pk)
    return render(request, "accounts/new_person.html", {"form": form})


@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: their roles, and a form for another one."""
    require(request.user, "accounts.manage_users")
    shown = get_object_or_404(User, pk=pk)
    form = GrantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.grant_role(request.user, shown, **form.cleaned_data)
        messages.success(request, _("The role is given."))
        return redirect("accounts:person", pk)
    return render(request, "accounts/person.html", {"person": shown, "form": form})


@require_POST
def person_active(request: HttpRequest, pk: int) -> HttpResponse:
    services.set_active(request.user, get_object_or_404(User, pk=pk), request.POST.get("active") == "1")
    return redirect("accounts:person", pk)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    grant = get_object_or_404(RoleGrant, pk=pk)
    services.revoke_role(request.user, grant)
    messages.success(request, _("The role is taken back."))
    return redirect(reverse("accounts:person", args=[grant.user_id]))
