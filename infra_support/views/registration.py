"""Pages before the cabinet: can I apply, registration, invitation, following an application by its number."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from infra_support.application_pages import clock_lines, history, state_shown
from infra_support.forms.cabinet import FollowForm, NewPassword, NewPerson, QuestionsForm, RegistrationForm
from infra_support.models import Application, Invitation, Registration
from infra_support.question_phrases import QUESTION_TEXTS
from infra_support.rules.eligibility import obstacles
from infra_support.services import people, registration
from rss_portal.accounts.limits import take
from rss_portal.accounts.models import User
from rss_portal.accounts.public_forms import take_form

BACKEND = "django.contrib.auth.backends.ModelBackend"
FORMS_AN_HOUR, FOLLOWED_AN_HOUR, LETTERS_AN_HOUR = 10, 30, 3


def _language() -> str:
    return (get_language() or "kk").split("-")[0]


@require_http_methods(["GET", "POST"])
def can_apply(request: HttpRequest) -> HttpResponse:
    """Nine questions; the answer names what stands in the way with its point of the rules."""
    form = QuestionsForm(request.POST or None)
    context = {"form": form, "answered": False}
    if request.method == "POST" and form.is_valid():
        found = obstacles(form.answers())
        context |= {"answered": True, "obstacles": [QUESTION_TEXTS[one.code].obstacle for one in found]}
    return render(request, "support/apply/can_apply.html", context)


@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Ask for an account; a letter confirms the e-mail. The answer is the same for a known address."""
    form = RegistrationForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _may_register(request, form):
        registration.register(form.cleaned_data, _language())
        return redirect("support:register_sent")
    return render(request, "support/apply/register.html", {"form": form})


def _may_register(request: HttpRequest, form: RegistrationForm) -> bool:
    if not take_form(request, form, "support-register", at_most=FORMS_AN_HOUR):
        return False
    address = form.cleaned_data["email"].lower()
    if take("support-register-to", address, at_most=LETTERS_AN_HOUR, seconds=3600):
        return True
    form.add_error(None, _("Too many letters were asked for. Try again in an hour."))
    return False


@require_GET
def register_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "support/apply/register_sent.html")


@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the letter: a password is chosen, the person is signed in."""
    found = registration.find_registration(token)
    if found is None:
        return render(request, "support/apply/link_over.html", status=404)
    form = NewPassword(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = registration.confirm(found, form.cleaned_data["password"])
        except Registration.DoesNotExist:
            return render(request, "support/apply/link_over.html", status=404)
        login(request, made.person, backend=BACKEND)
        if made.waits:
            messages.info(request, _("People of the enterprise are told that you want to act for it."))
        return redirect("support:cabinet")
    return render(request, "support/apply/confirm.html", {"form": form, "registration": found})


@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The link of an invitation: accepted with one's account, or with a new one."""
    found = people.find_invitation(token)
    if found is None:
        return render(request, "support/apply/link_over.html", status=404)
    known = people.account_of(found)
    signed_in = isinstance(request.user, User)
    form = None if signed_in or known else NewPerson(request.POST or None)
    if request.method == "POST" and (signed_in or (form is not None and form.is_valid())):
        return _accepted(request, found, form)
    context = {"invitation": found, "form": form, "signed_in": signed_in, "known": known}
    return render(request, "support/apply/invitation.html", context)


def _accepted(request: HttpRequest, found: Invitation, form: NewPerson | None) -> HttpResponse:
    try:
        if form is None:
            people.accept(request.user, found)  # type: ignore[arg-type]  # signed in
        else:
            given = form.cleaned_data
            names = {name: given[name] for name in registration.PERSON_FIELDS}
            login(request, people.accept_as_new(found, _language(), given["password"], names), backend=BACKEND)
    except Invitation.DoesNotExist:
        return render(request, "support/apply/link_over.html", status=404)
    messages.success(request, _("You act for the enterprise now."))
    return redirect("support:cabinet")


@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Where an application stands, by its number and code; no personal data are shown."""
    form = FollowForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    sent = request.method == "POST" and form.is_valid()
    if sent and take_form(request, form, "support-follow", at_most=FOLLOWED_AN_HOUR):
        held = find_followed(form.cleaned_data["number"], form.cleaned_data["code"])
        if held is None:
            form.add_error(None, _("There is no application with this number and code. Check both."))
        else:
            context |= followed_context(held)
    return render(request, "support/apply/follow.html", context)


def find_followed(number: str, code: str) -> Application | None:
    """The application with NUMBER whose code is CODE."""
    if not (number and code):
        return None
    return Application.objects.filter(number=number, access_code=code).select_related("region").first()


def followed_context(held: Application) -> dict[str, object]:
    return {
        "application": held,
        "state": state_shown(held, staff=False),
        "clocks": clock_lines(held.clocks.filter(stopped_at=None)),
        "history": history(held),
    }
