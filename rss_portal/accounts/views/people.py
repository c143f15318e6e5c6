"""People and their roles, for administrators."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rss_portal.access import decide, require
from rss_portal.accounts import letters, queries, second_factor, services
from rss_portal.accounts.exceptions import NotPossible
from rss_portal.accounts.forms import GrantForm, PeopleFilter, PersonForm
from rss_portal.accounts.models import RoleGrant, User, with_places
from rss_portal.changelog.models import Change
from rss_portal.ui.collation import kazakh_order
from rss_portal.ui.lists import Column, export, headings, ordered, page_of

CHANGES_SHOWN = 20
COLUMNS = (
    Column("username", gettext_lazy("User name"), lambda person: person.username, "username"),
    Column(
        "name",
        gettext_lazy("Full name"),
        lambda person: person.get_full_name(),
        [kazakh_order("last_name"), kazakh_order("first_name")],
    ),
    Column("position", gettext_lazy("Position"), lambda person: person.position),
    Column("roles", gettext_lazy("Roles"), lambda person: "; ".join(map(_grant_text, person.grants_today))),
    Column("last_login", gettext_lazy("Last signed in"), lambda person: person.last_login, "last_login"),
    Column("state", gettext_lazy("State"), lambda person: _state(person), "is_active"),
)


def _grant_text(grant: RoleGrant) -> str:
    return f"{grant.get_role_display()}, {grant.territory_code}"


def _state(person: User) -> str:
    return _("May sign in") if person.is_active else _("Blocked")


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everybody who may sign in, with the roles of today."""
    require(request.user, "accounts.manage_users")
    form = PeopleFilter(request.GET)
    form.is_valid()  # a wrong value narrows nothing
    chosen = form.cleaned_data
    rows = queries.people(chosen.get("q", ""), chosen.get("role", ""), chosen.get("state", ""))
    rows = ordered(request, rows, COLUMNS, ["username"])
    if (file := export(request, "people", COLUMNS, rows)) is not None:
        return file
    page = page_of(request, rows)
    with_places([grant for person in page for grant in person.grants_today])
    return render(request, "accounts/people.html", {"page": page, "form": form, "headings": headings(request, COLUMNS)})


@require_http_methods(["GET", "POST"])
def new_person(request: HttpRequest) -> HttpResponse:
    """Make a person and invite them by a letter."""
    require(request.user, "accounts.manage_users")
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = services.create_person(request.user, **form.cleaned_data)
        _invite(request, made)
        return redirect("accounts:person", made.pk)
    return render(request, "accounts/new_person.html", {"form": form})


def _invite(request: HttpRequest, invited: User) -> None:
    """Send the link, or show it once to be handed over where no address is known."""
    link = letters.password_link(request, invited)
    if letters.send_invitation(invited, link):
        messages.success(request, _("An invitation was sent to %(address)s.") % {"address": invited.email})
    else:
        text = _("No e-mail is known. Hand this link over, it is shown only now and works for three days: %(link)s")
        messages.warning(request, text % {"link": link})


@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: who they are, their roles, a form for another role, and what was changed."""
    require(request.user, "accounts.manage_users")
    shown = get_object_or_404(User, pk=pk)
    form = GrantForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.grant_role(request.user, shown, **form.cleaned_data)
        messages.success(request, _("The role is given."))
        return redirect("accounts:person", pk)
    return render(request, "accounts/person.html", _about(request, shown, form))


def _about(request: HttpRequest, shown: User, form: GrantForm) -> dict[str, Any]:
    grants = list(shown.role_grants.order_by("-valid_from", "pk"))
    in_force = {grant.pk for grant in shown.grants}
    ids = [str(grant.pk) for grant in grants]
    changes = Change.objects.filter(object_type="accounts.user", object_key=str(shown.pk)) | Change.objects.filter(
        object_type="accounts.role_grant", object_key__in=ids
    )
    return {
        "person": shown,
        "grants": [(grant, grant.pk in in_force) for grant in with_places(grants)],
        "form": form,
        "may_change": decide(request.user, "accounts.change_person", shown),
        "device": second_factor.device_of(shown),
        "changes": changes.select_related("change_set__actor").order_by("-pk")[:CHANGES_SHOWN],
    }


@require_http_methods(["GET", "POST"])
def edit_person(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(User, pk=pk)
    require(request.user, "accounts.change_person", shown)
    form = PersonForm(request.POST or None, instance=shown)
    if request.method == "POST" and form.is_valid():
        services.update_person(request.user, shown, form.cleaned_data)
        messages.success(request, _("Saved"))
        return redirect("accounts:person", pk)
    return render(request, "accounts/edit_person.html", {"form": form, "person": User.objects.get(pk=pk)})


def _step(request: HttpRequest, pk: int, step: Callable[[], Any], done: str) -> HttpResponse:
    """Take STEP and tell that it is DONE, or why it is not possible; back to the person PK."""
    try:
        step()
    except NotPossible as refusal:
        messages.error(request, str(refusal.text))
    else:
        messages.success(request, done)
    return redirect("accounts:person", pk)


@require_POST
def person_active(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(User, pk=pk)
    active = request.POST.get("active") == "1"
    done = _("The person may sign in again.") if active else _("The person may no longer sign in.")
    return _step(request, pk, lambda: services.set_active(request.user, shown, active), done)


@require_POST
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link for setting a password."""
    shown = get_object_or_404(User, pk=pk)
    require(request.user, "accounts.change_person", shown)
    _invite(request, shown)
    return redirect("accounts:person", pk)


@require_POST
def forget_second_factor(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(User, pk=pk)
    done = _("The second factor was removed; the person sets up a new one.")
    return _step(request, pk, lambda: services.forget_second_factor(request.user, shown), done)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    grant = get_object_or_404(RoleGrant.objects.select_related("user"), pk=pk)
    return _step(
        request,
        grant.user_id,
        lambda: services.revoke_role(request.user, grant),
        _("The role is taken back."),
    )
