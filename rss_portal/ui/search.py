"""Search across the portal: every app registers where it can be found."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class SearchHit:
    title: str
    url: str
    detail: str = ""


Provider = Callable[[str, Any, int], list[SearchHit]]
_providers: dict[str, tuple[str | Promise, Provider]] = {}


def register(code: str, label: str | Promise, provider: Provider) -> None:
    """Make PROVIDER(text, user, limit) answer under LABEL; it returns only what USER may see."""
    _providers[code] = (label, provider)


def search(text: str, user: Any, limit: int = 20) -> list[tuple[str | Promise, list[SearchHit]]]:
    """Groups of hits in the order of registration; groups without hits are left out."""
    if not text.strip():
        return []
    found = [(label, provider(text, user, limit)) for label, provider in _providers.values()]
    return [(label, hits) for label, hits in found if hits]
