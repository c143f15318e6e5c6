"""The small country with something behind every address, and one person of every kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from rss_portal.accounts.choices import Role
from rss_portal.accounts.models import RoleGrant
from rss_portal.api.services import create_token
from rss_portal.exchange.forms import Subject, get_form
from rss_portal.exchange.services import stage
from rss_portal.jobs.models import Job
from rss_portal.notices.models import Notice
from settlements.models import Campaign, CampaignCorrection, EntryFile, InventoryEntry
from standards.models import Edition
from standards.services.edition_drafts import copy_edition
from tests.access.applicant_objects import applicant_objects
from tests.access.council_objects import council_objects
from tests.access.effectiveness_objects import effectiveness_objects
from tests.access.monitoring_objects import monitoring_objects
from tests.access.planning_objects import make_planning
from tests.access.planning_page_objects import planning_page_objects
from tests.access.signing_objects import signing_objects
from tests.access.support_objects import support_objects
from tests.dashboards.world import OPEN, make_world
from tests.factories import make_user

FORM = "settlements.inventory"
OWN, NEIGHBOUR = "116000000", "113200000"
# In this order stand the letters of every row of the table.
ROLES = {
    "anonymous": None,
    "owner": (Role.AKIMAT_EDITOR, OWN),
    "neighbour": (Role.AKIMAT_EDITOR, NEIGHBOUR),
    "head": (Role.AKIMAT_HEAD, OWN),
    "ministry": (Role.MINISTRY_ANALYST, "KZ"),
    "sector": (Role.SECTOR_ANALYST, "KZ"),
    "administrator": (Role.ADMINISTRATOR, "KZ"),
    "entrepreneur": (Role.ENTREPRENEUR, OWN),
}


@dataclass
class AccessWorld:
    """The people by role, and the object that each kind of argument in an address names."""

    people: dict[str, Any]
    objects: dict[str, Any]


def make_access_world() -> AccessWorld:
    """Everything belongs to the district of the owner and to the year that is not published."""
    country = make_world().country
    Campaign.objects.filter(year=OPEN).update(opens_on=date(2020, 1, 1), akimat_closes_on=date(2099, 1, 1))
    people = {name: make_user(name, *grant) if grant else None for name, grant in ROLES.items()}
    target = BytesIO()
    get_form(FORM).write(people["owner"], Subject(OWN, OPEN), target)
    staged = stage(people["owner"], FORM, Subject(OWN, OPEN), SimpleUploadedFile("есеп.xlsx", target.getvalue()))
    staged.problem_count = 1
    staged.save()
    job = Job.objects.create(kind="standards.recompute", owner=people["owner"], territory_code=OWN)
    entry = InventoryEntry.objects.filter(settlement=country["village_a"], year=OPEN).order_by("pk")[0]
    kept = EntryFile(entry=entry, name="акт.pdf", content_type="application/pdf", uploaded_by=people["owner"])
    kept.file.save("act.pdf", ContentFile(b"%PDF-1.4"), save=True)
    CampaignCorrection.objects.create(
        campaign_id=OPEN,
        number=1,
        territory=country["north_1"],
        reason="Қате",
        opened_by=people["ministry"],
        closed_at=timezone.now(),
    )
    call_command("load_calendar", verbosity=0)
    copy_edition(people["ministry"], Edition.objects.get(pk="2023"), "2026-draft")
    return AccessWorld(people, {**_objects(country, people, staged, job, kept), **make_planning(country)})


def _objects(country: dict[str, Any], people: dict[str, Any], staged: Any, job: Any, kept: EntryFile) -> dict[str, Any]:
    return {
        "kato": country["village_a"].kato, "territory": OWN, "year": OPEN, "form": FORM, "item": kept.entry.item_id,
        "direction_code": "EDU", "number": kept.pk, "import": staged.public_id, "job": job.public_id,
        "person": people["head"].pk, "grant": RoleGrant.objects.get(user=people["head"]).pk,
        "token": create_token(people["owner"], "tests", "read")[0].pk, "import_object": staged,
        **monitoring_objects(country), "notice": Notice.objects.create(person=people["owner"], kind="tests.none").pk,
        **council_objects(country, people),
        **applicant_objects(people),
        **signing_objects(people),
        **support_objects(country, people),
        **planning_page_objects(country),
        **effectiveness_objects(country),
    }  # fmt: skip


def addresses(patterns: Any = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every pattern of the root urlconf with its full name ("app:name") or, unnamed, with its route."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from addresses(pattern.url_patterns, inner)
        else:
            yield f"{prefix}{pattern.name or str(pattern.pattern)}", pattern
