"""Which items a settlement of a status must report, asked of whoever knows (the standards app)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class ListedItem:
    """An item on the list of a status: its level is "mandatory" or "recommended"."""

    item_code: str
    level: str
    position: int


Lists = Mapping[str, list[ListedItem]]
Provider = Callable[[str], Lists]
_provider: list[Provider] = []


def provide(function: Provider) -> None:
    """Make FUNCTION(edition_code) the source of the lists of all statuses; called once at start."""
    _provider[:] = [function]


def lists_of(edition_code: str) -> Lists:
    """The lists of EDITION by status, in one reading; a status without a list is absent."""
    return _provider[0](edition_code)


def listed_items(edition_code: str, status: str) -> list[ListedItem]:
    """The items that STATUS reports in EDITION, in the order of the list."""
    return lists_of(edition_code).get(status, [])


EditionProvider = Callable[[], list[tuple[str, str]]]
_edition_provider: list[EditionProvider] = []


def provide_editions(function: EditionProvider) -> None:
    """Make FUNCTION() the source of editions: pairs of code and title in the reader's language."""
    _edition_provider[:] = [function]


def editions() -> list[tuple[str, str]]:
    """Editions of standards that a campaign may serve."""
    return _edition_provider[0]()
