"""Sources of the published figures in the reader's language; the files name them in English."""

from django.utils.translation import gettext, gettext_noop

SOURCES = frozenset({
    gettext_noop("Slides of the Ministry of National Economy on the Regional Standards System, 2023"),
    gettext_noop(
        "Slides of the Ministry of National Economy on the Regional Standards System, 2023, "
        "region label inferred from the order"
    ),
    gettext_noop("Kazakhstan Institute for Strategic Studies, 2025"),
})  # fmt: skip


def source_text(source: str) -> str:
    """SOURCE translated when it is one that comes with the portal, else as it was loaded."""
    return gettext(source) if source in SOURCES else source
