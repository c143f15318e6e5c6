"""What the rules ask of a project: order of the queue (p.5), shared use and term (p.7), amounts of the form."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

SHARED_USERS = 3  # p.7: used by at least three entrepreneurs
SUPPORT_MONTHS = 36  # p.7: up to 36 months
# КАТО of Astana, Almaty and Shymkent (whole), and of the cities that are centres of the oblasts, Semey among them.
STATES_PROFILE = (
    "71", "75", "79",
    "10101", "11101", "15101", "19101", "23101", "27101", "31101", "33101", "35101", "39101", "43101", "47101",
    "55101", "59101", "61101", "62101", "63101",
)  # fmt: skip


def needs_profile(kato: str) -> bool:
    """Whether a project in the place KATO states its profile direction (annex form, item 5)."""
    return kato.startswith(STATES_PROFILE)


def is_one_village(criteria: Iterable[bool]) -> bool:
    """Whether a product is one of «One village, one product»: all four criteria hold (p.2 3))."""
    return all(criteria)


def goes_first(*, cooperative: bool, auyl_amanaty: bool, one_village: bool) -> bool:
    """Whether the application is considered in the first place (p.5)."""
    return cooperative or auyl_amanaty or one_village


def queue_key(priority: bool, registered_at: datetime) -> tuple[bool, datetime]:
    """The order of the queue: priority programmes first, then the time of registration (p.5)."""
    return not priority, registered_at


def enough_users(users: int | None) -> bool:
    """Whether enough entrepreneurs will use a shared object (p.7)."""
    return (users or 0) >= SHARED_USERS


def construction_above_project(construction: Decimal | None, project: Decimal | None) -> bool:
    """Whether the construction costs more than the whole project: a warning, not an error."""
    return construction is not None and project is not None and construction > project
