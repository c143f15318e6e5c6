"""Rate limits: stated in headers with every answer, 429 with Retry-After above them."""

import time

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle
from rest_framework.views import APIView

READS = ("GET", "HEAD", "OPTIONS")
WINDOW_SECONDS = 60


def rate_of(request: Request) -> str:
    """The limit that applies: to visitors, to people who signed in or hold a token, to writing."""
    if request.method not in READS:
        return "write"
    return "person" if request.user.is_authenticated else "anonymous"


class RequestRate(BaseThrottle):
    """So many requests a minute per person, for visitors per address (`settings.API_RATES`)."""

    limit = 0
    left = 0

    def allow_request(self, request: Request, view: APIView) -> bool:
        rate = rate_of(request)
        who = f"user-{request.user.pk}" if request.user.is_authenticated else self.get_ident(request)
        self.limit = settings.API_RATES[rate]
        key = f"api-rate:{rate}:{who}:{int(time.time()) // WINDOW_SECONDS}"
        cache.add(key, 0, 2 * WINDOW_SECONDS)
        used = cache.incr(key)
        self.left = max(0, self.limit - used)
        return used <= self.limit

    def wait(self) -> float:
        """Seconds until the next window begins."""
        return WINDOW_SECONDS - time.time() % WINDOW_SECONDS

    def add_headers(self, response: HttpResponse) -> None:
        """Tell the client its limit, what is left of it, and in how many seconds it is full again."""
        response["RateLimit-Limit"] = str(self.limit)
        response["RateLimit-Remaining"] = str(self.left)
        response["RateLimit-Reset"] = str(round(self.wait()))
