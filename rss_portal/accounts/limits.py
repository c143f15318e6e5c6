"""How often something may be asked for."""

from django.core.cache import cache


def take(purpose: str, who: str, *, at_most: int, seconds: int) -> bool:
    """Count one more request of WHO; False when there were AT_MOST already in the running period."""
    key = f"limit:{purpose}:{who}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) <= at_most
    except ValueError:  # the period ended between the two calls
        cache.set(key, 1, seconds)
        return True
