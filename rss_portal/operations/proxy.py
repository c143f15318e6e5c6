"""Who asks, when a reverse proxy stands before the portal."""

from django.http import HttpRequest


def visitor_address(request: HttpRequest) -> str:
    """The address that our own proxy appended last; what stands before it may be invented by the visitor."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
