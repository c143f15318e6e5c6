"""A person's own page, and their second factor."""

from typing import cast

import segno
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_otp.plugins.otp_totp.models import TOTPDevice

from rss_portal.accounts import second_factor, services
from rss_portal.accounts.forms import CodeForm, ProfileForm
from rss_portal.accounts.models import User


def _person(request: HttpRequest) -> User:
    """Who is signed in, on pages that require it."""
    return cast(User, request.user)


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Name, position and language of the person signed in; roles and safety beside them."""
    user = _person(request)
    # A copy, so that a refused form does not put its values into the frame of the page.
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=user.pk))
    if request.method == "POST" and form.is_valid():
        services.update_person(user, user, form.cleaned_data)
        messages.success(request, _("Saved"))
        return redirect("accounts:profile")
    device = second_factor.device_of(request.user)
    required = second_factor.required_for(request.user)
    return render(request, "accounts/profile.html", {"form": form, "device": device, "required": required})


@login_required
@require_http_methods(["GET", "POST"])
def set_up_second_factor(request: HttpRequest) -> HttpResponse:
    """Scan the picture with an authenticator and type its first code."""
    if second_factor.device_of(request.user):
        return redirect("accounts:profile")
    device = _device_in_preparation(_person(request))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if device.verify_token(form.cleaned_data["code"]):
            device.confirmed = True
            device.save()
            second_factor.accept(request, device)
            messages.success(request, _("The second factor is on."))
            return redirect("accounts:profile")
        form.add_error("code", _("This code does not fit. Check the time of your device and type the newest code."))
    shown = {"form": form, "picture": _picture(device.config_url), "secret": _secret(device)}
    return render(request, "accounts/second_factor.html", shown)


@transaction.atomic
def _device_in_preparation(user: User) -> TOTPDevice:
    User.objects.select_for_update().get(pk=user.pk)  # two tabs must show the same secret
    device, _made = TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": "totp"})
    return device


def _picture(address: str) -> SafeString:
    """The address as a QR code in SVG."""
    drawn = segno.make(address, micro=False).svg_inline(scale=5, light="#ffffff", dark="#000000", title="QR")
    return mark_safe(drawn)  # noqa: S308  drawn by us, without text of a person


def _secret(device: TOTPDevice) -> str:
    """The secret to be typed where no picture can be scanned, in groups of four letters."""
    secret = device.config_url.split("secret=")[1].split("&")[0]
    return " ".join(secret[place : place + 4] for place in range(0, len(secret), 4))


@login_required
@require_http_methods(["GET", "POST"])
def second_factor_off(request: HttpRequest) -> HttpResponse:
    """Turn the second factor off with one more code; where it is required the person sets up a new one at once."""
    device = second_factor.device_of(request.user)
    if device is None:
        return redirect("accounts:profile")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if device.verify_token(form.cleaned_data["code"]):
            services.forget_second_factor(request.user, _person(request))
            return _after_turning_off(request)
        form.add_error("code", _("This code does not fit. Check the time of your device and type the newest code."))
    return render(request, "accounts/second_factor_off.html", {"form": form})


def _after_turning_off(request: HttpRequest) -> HttpResponse:
    if second_factor.required_for(request.user):
        request.session[second_factor.WAITING] = second_factor.SETTING_UP
        return redirect("accounts:second_factor")
    messages.success(request, _("The second factor is off."))
    return redirect("accounts:profile")
