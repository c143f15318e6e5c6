"""My work: what waits for the person who has signed in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from settlements.campaign_pages import campaign_lines
from settlements.models import Campaign
from settlements.work_pages import work_of


@login_required
@require_GET
def my_work(request: HttpRequest) -> HttpResponse:
    """Entering for editors, acceptance for heads and the ministry, own items for sector analysts."""
    opened = Campaign.objects.filter(published_at=None, opens_on__lte=timezone.localdate()).order_by("-year")
    campaigns = list(opened)
    context = {"work": work_of(request.user, campaigns), "campaigns": campaign_lines(campaigns)}
    return render(request, "settlements/work.html", context)
