"""What the portal knows of earlier support of an enterprise (p.13). The facts come from monitoring, which
registers where it keeps them."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from infra_support.models import CounterObligation, Enterprise

Provider = Callable[[Sequence[CounterObligation]], Mapping[int, Decimal]]
_providers: list[Provider] = []


def facts_from(provider: Provider) -> Provider:
    """Register PROVIDER(obligations) -> the fact of each by its primary key; those without a fact are left out."""
    _providers.append(provider)
    return provider


def was_supported(enterprise: Enterprise, year: int) -> bool:
    """Whether ENTERPRISE had counter-obligations for YEAR."""
    return CounterObligation.objects.filter(application__enterprise=enterprise, year=year).exists()


def results_reached(enterprise: Enterprise, year: int) -> bool | None:
    """Whether every counter-obligation of YEAR was met; None while a fact is missing or there was none."""
    planned = list(CounterObligation.objects.filter(application__enterprise=enterprise, year=year))
    facts: dict[int, Decimal] = {}
    for provider in _providers:
        facts |= provider(planned)
    if not planned or any(one.pk not in facts for one in planned):
        return None
    return all(facts[one.pk] >= one.planned for one in planned)
