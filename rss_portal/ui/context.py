"""What the frame of every page needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from rss_portal.access import decide

from .sections import Section, sections_for


def frame(request: HttpRequest) -> dict[str, Any]:
    """Sections with the current one marked, theme, demonstration mark."""
    theme = request.COOKIES.get("theme", "")
    user = getattr(request, "user", None)
    return {
        "frame_sections": [_link(section, request.path) for section in sections_for(user)],
        "frame_manages_people": bool(user) and bool(decide(user, "accounts.manage_users")),
        "frame_theme": theme if theme in ("light", "dark") else "",
        "DEMONSTRATION": settings.DEMONSTRATION,
        "request_id": getattr(request, "request_id", ""),
    }


def _link(section: Section, path: str) -> dict[str, Any]:
    url = reverse(section.url_name, args=section.args)
    current = path == url or any(path.startswith(prefix) for prefix in section.prefixes)
    return {"label": section.label, "url": url, "current": current}
