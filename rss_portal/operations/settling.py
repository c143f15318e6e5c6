"""What a web process does once before its first request."""

import gc

from django.urls import get_resolver


def settle() -> None:
    """Load every page's code, then keep Python's search for reference cycles away from it.

    The code and its tables are 200 000 objects that never go. Walking over them, as the search does every few
    dozen requests, makes that request wait for 150 ms.
    """
    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
