"""Whether a person must show the second factor (TOTP), and what of it a session still waits for."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django_otp import login as otp_login
from django_otp.plugins.otp_totp.models import TOTPDevice

from .choices import Role

WAITING = "second_factor_waiting"  # key in the session
CODE, SETTING_UP = "code", "setting_up"


def device_of(user: Any) -> TOTPDevice | None:
    """The authenticator in use, None without one."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).first()


def required_for(user: Any) -> bool:
    """Whether USER must have one: every role but the entrepreneur's, where the settings require it."""
    staff = frozenset(Role) - {Role.ENTREPRENEUR}
    return settings.REQUIRE_SECOND_FACTOR and (user.is_superuser or user.holds(*staff))


def note_sign_in(sender: Any, request: HttpRequest, user: Any, **_: Any) -> None:
    """After the password: keep in the session what of the second factor is still to come."""
    request.session.pop(WAITING, None)
    if device_of(user):
        request.session[WAITING] = CODE
    elif required_for(user):
        request.session[WAITING] = SETTING_UP


def accept(request: HttpRequest, device: TOTPDevice) -> None:
    """The code was right: the session is whole and gets a new key."""
    otp_login(request, device)
    request.session.pop(WAITING, None)
    request.session.cycle_key()
