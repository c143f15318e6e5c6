"""The page of a person's access tokens, under their profile."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from .forms import TokenForm
from .models import ApiToken
from .services import create_token, revoke_token


@login_required
@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """A person's tokens, and the form of a new one; a new token is shown in this answer alone."""
    form = TokenForm(request.POST or None)
    shown = ""
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        shown = create_token(request.user, chosen["name"], chosen["scope"], form.expires_at())[1]
        form = TokenForm()
    own = ApiToken.objects.filter(user__pk=request.user.pk)  # type: ignore[misc]  # somebody signed in
    return render(request, "api/tokens.html", {"form": form, "tokens": own, "shown": shown})


@login_required
@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke one of the person's own tokens."""
    revoke_token(request.user, get_object_or_404(ApiToken, pk=pk, user=request.user))
    messages.success(request, _("The token is revoked; nobody can use it any more."))
    return redirect("api:tokens")
