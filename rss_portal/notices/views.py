"""A person's notices: read, opened, marked, and how letters about them come."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from rss_portal.access import require
from rss_portal.accounts.models import User
from rss_portal.ui.lists import page_of

from . import services
from .forms import MailingForm
from .models import Notice
from .registry import find_kind


@login_required
@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """Newest first; ?unread=1 shows only what is not read."""
    person = cast(User, request.user)
    mine = Notice.objects.filter(person=person)
    if request.GET.get("unread"):
        mine = mine.filter(read_at=None)
    page = page_of(request, mine, 25)
    lines = [
        {"notice": one, "title": find_kind(one.kind).titled(one.values), "text": find_kind(one.kind).said(one.values)}
        for one in page.object_list
    ]
    context = {"lines": lines, "rows": page, "form": MailingForm(initial={"mailing": services.mailing_of(person)})}
    return render(request, "notices/notices.html", context)


@login_required
@require_POST
def open_notice(request: HttpRequest, number: int) -> HttpResponse:
    """Mark a notice as read and go to what it is about."""
    notice = get_object_or_404(Notice, pk=number)
    require(request.user, "notices.read", notice)
    services.mark_read(cast(User, request.user), notice)
    safe = notice.url and url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None)
    return redirect(notice.url if safe else "notices:notices")


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    services.mark_all_read(cast(User, request.user))
    return redirect("notices:notices")


@login_required
@require_POST
def mailing(request: HttpRequest) -> HttpResponse:
    """Choose how letters come."""
    form = MailingForm(request.POST)
    if form.is_valid():
        services.set_mailing(cast(User, request.user), form.cleaned_data["mailing"])
        messages.success(request, _("Saved"))
    else:
        messages.error(request, _("Choose one of the ways of the list."))
    return redirect("notices:notices")
