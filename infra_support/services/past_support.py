"""What the portal knows of earlier support of an enterprise (p.13), from the facts of monitoring."""

from infra_support.models import CounterObligation, Enterprise, ProjectFact


def was_supported(enterprise: Enterprise, year: int) -> bool:
    """Whether ENTERPRISE had counter-obligations for YEAR."""
    return CounterObligation.objects.filter(application__enterprise=enterprise, year=year).exists()


def results_reached(enterprise: Enterprise, year: int) -> bool | None:
    """Whether every counter-obligation of YEAR with a figure was met; None while a fact is missing or there was
    none to be met."""
    planned = CounterObligation.objects.filter(application__enterprise=enterprise, year=year, text="")
    held = ProjectFact.objects.filter(application__enterprise=enterprise, year=year)
    facts = {(fact.application_id, fact.kind): fact.value for fact in held}
    needed = {(one.application_id, one.kind): one.planned for one in planned}
    if not needed or not needed.keys() <= facts.keys():
        return None
    return all(facts[key] >= value for key, value in needed.items())
