"""The thirteen rows of Annex 2. The first three the portal knows; the others people write."""

from django.utils.translation import pgettext

KNOWN = (1, 2, 3)
WRITTEN = tuple(range(4, 14))


def labels() -> list[tuple[int, str]]:
    """Number and name of each row in the running language."""
    names = (
        pgettext("form", "State body that gave the opinion"),
        pgettext("form", "Name of the developer state body"),
        pgettext("form", "Name of the draft Concept"),
        pgettext("form", "Aim of the draft Concept"),
        pgettext("form", "Presence, sufficiency and quality of the analysis of the current situation and problems"),
        pgettext("form", "Presence, sufficiency and quality of the review of international experience"),
        pgettext("form", "Presence, sufficiency and quality of the main principles of development"),
        pgettext("form", "Presence, sufficiency and quality of the trend, vision and approaches of development"),
        pgettext("form", "Orientation of the approaches at solving the stated problems"),
        pgettext("form", "Expected results and target indicators and their accordance with higher documents"),
        pgettext("form", "Presence of the action plan and its accordance with the main approaches"),
        pgettext("form", "Other remarks and proposals"),
        pgettext("form", "Recommendations"),
    )
    return list(enumerate(names, 1))
