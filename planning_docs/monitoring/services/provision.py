"""The portal's own percents as facts of indicators (spec 20.8): they flow in with their run while the report of the
year is open, and stay as they were once it is signed."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import FactStatus
from planning_docs.models import IndicatorFact, PlanningDocument, ProvisionLink
from planning_docs.services.editing import PlanningRefused, plain
from rss_portal.access import require
from rss_portal.changelog.services import log_change, open_change_set
from settlements.scope import is_published
from standards.models import Edition
from standards.queries import Selection, direction_figures, item_figures, territory_figures

from .facts import report_is_open

LINK_FIELDS = ("territory_id", "edition_code", "scope", "direction_code", "item_code")
BOTH = _("Choose a direction or an object or service, not both.")
E4 = Decimal(10_000)


@transaction.atomic
def link_indicator(user: Any, document: PlanningDocument, key: UUID, values: Mapping[str, Any]) -> ProvisionLink:
    """Let the percent of VALUES (territory, edition_code, scope, direction_code or item_code) be the fact of the
    indicator KEY. Raises `PlanningRefused`, `access.Refused`."""
    require(user, "monitoring.link_provision", document)
    if values.get("direction_code") and values.get("item_code"):
        raise PlanningRefused(BOTH, "item_code")
    held = ProvisionLink.objects.filter(document=document, indicator_key=key).first()
    link = held or ProvisionLink(document=document, indicator_key=key)
    old = {name: getattr(held, name) for name in LINK_FIELDS} if held else {}
    for name, value in values.items():
        setattr(link, name, value)
    link.save()
    _log(
        user,
        document,
        "link_provision",
        "planning.provision_link",
        key,
        old,
        {n: getattr(link, n) for n in LINK_FIELDS},
    )
    return link


@transaction.atomic
def unlink_indicator(user: Any, document: PlanningDocument, key: UUID) -> None:
    """The indicator's fact is entered by people again; the values that flowed in stay. `access.Refused`."""
    require(user, "monitoring.link_provision", document)
    held = ProvisionLink.objects.filter(document=document, indicator_key=key).first()
    if held:
        held.delete()
        old = {name: getattr(held, name) for name in LINK_FIELDS}
        _log(user, document, "unlink_provision", "planning.provision_link", key, old, {})


@transaction.atomic
def take_provision(user: Any, document: PlanningDocument, year: int) -> int:
    """Bring the linked facts of YEAR up to date; how many changed. Nothing flows while the inventory of the year is
    not published, nor after the report is signed."""
    if not is_published(year) or not report_is_open(document, year):
        return 0
    links = ProvisionLink.objects.filter(document=document).select_related("territory")
    return sum(_take(user, link, year) for link in links)


def refresh_open_facts(today_year: int) -> int:
    """The duty of a day: linked facts of this year and the two before it, of every document."""
    documents = PlanningDocument.objects.filter(pk__in=ProvisionLink.objects.values("document"))
    years = range(today_year - 2, today_year + 1)
    return sum(take_provision(None, one, year) for one in documents for year in years if year in one.years)


def _take(user: Any, link: ProvisionLink, year: int) -> bool:
    found = linked_percent(link, year)
    if found is None:
        return False
    value, run_id = found
    held = IndicatorFact.objects.filter(
        document=link.document_id, indicator_key=link.indicator_key, year=year, quarter=0, territory=None
    ).first()
    if held and (held.value, held.run_id) == (value, run_id):
        return False
    row = held or IndicatorFact(document_id=link.document_id, indicator_key=link.indicator_key, year=year)
    old = {"value": row.value, "run_id": row.run_id}
    row.value, row.run_id, row.status, row.entered_by = value, run_id, FactStatus.OFFICIAL, user
    row.version = held.version + 1 if held else 1
    row.save()
    new = {"value": value, "run_id": run_id}
    _log(user, link.document, "take_provision", "planning.indicator_fact", link.indicator_key, old, new)
    return True


def linked_percent(link: ProvisionLink, year: int) -> tuple[Decimal, int] | None:
    """The percent of LINK in YEAR with 4 decimals, and its run; None where the year is not computed."""
    edition = Edition.objects.filter(pk=link.edition_code).first()
    if edition is None:
        return None
    selection = Selection(link.territory, year, edition, link.scope)
    run_id = selection.run_id
    mean_e4 = _mean_e4(link, selection) if run_id else None
    return None if mean_e4 is None else ((Decimal(mean_e4) / E4).quantize(Decimal("0.0001")), run_id)


def _mean_e4(link: ProvisionLink, selection: Selection) -> int | None:
    if link.item_code:
        return next((one.mean_e4 for one in item_figures(selection) if one.item.pk == link.item_code), None)
    if link.direction_code:
        figures = direction_figures(selection)
        return next((one.mean_e4 for one in figures if one.direction_code == link.direction_code), None)
    return territory_figures(selection).mean_e4


def _log(
    user: Any, document: PlanningDocument, action: str, kind: str, key: UUID, old: Mapping[str, Any],
    new: Mapping[str, Any],
) -> None:  # fmt: skip
    change_set = open_change_set(
        f"planning.{action}", actor=user, territory_code=document.territory_id, detail=str(document.pk)
    )
    log_change(change_set, kind, key, plain(old), plain(new))
