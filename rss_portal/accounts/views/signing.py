"""Signing in: the password, then the second factor where there is one."""

from typing import Any

from django.contrib.auth import views as auth_views
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rss_portal.accounts import second_factor
from rss_portal.accounts.demonstration import DEMO_PASSWORD, demonstration_users
from rss_portal.accounts.forms import CodeForm, SignInForm
from rss_portal.accounts.models import with_places


class SignIn(auth_views.LoginView):
    template_name = "accounts/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        people = demonstration_users()
        with_places([grant for person in people for grant in person.role_grants.all()])
        return super().get_context_data(demo_people=people, demo_password=DEMO_PASSWORD, **more)


@login_required
@require_http_methods(["GET", "POST"])
def second_factor_check(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the authenticator; afterwards go where the person wanted to go."""
    device = second_factor.device_of(request.user)
    if device is None or request.session.get(second_factor.WAITING) != second_factor.CODE:
        return redirect(_next(request))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        allowed, _throttle = device.verify_is_allowed()
        if not allowed:
            form.add_error("code", _("Too many wrong codes. Wait a minute and type the newest one."))
        elif device.verify_token(form.cleaned_data["code"]):
            second_factor.accept(request, device)
            return redirect(_next(request))
        else:
            form.add_error("code", _("This code does not fit. Check the time of your device and type the newest code."))
    return render(request, "accounts/second_factor_check.html", {"form": form, "next": _next(request)})


def _next(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if safe else "/"
