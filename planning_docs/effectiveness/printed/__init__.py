"""The official forms of an evaluation: act of re-verification (Annex 1), table of E (Annex 4), conclusion (Annex 5)
and table of disagreements (Annex 6), with the annexes' own columns, in Kazakh or Russian."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from planning_docs.effectiveness.choices import BodyKind
from planning_docs.effectiveness.models import Evaluation
from rss_portal.documents import Form

from .act import act
from .conclusion import conclusion
from .disagreements import disagreements
from .influence import influence_table

__all__ = ["FORMS", "Printed", "available"]


@dataclass(frozen=True)
class Printed:
    """A form: its title for lists, and how it is built in a language."""

    title: str | Promise
    build: Callable[[Evaluation, str], Form]


FORMS = {
    "act": Printed(gettext_lazy("Act of verification (Annex 1)"), act),
    "influence": Printed(gettext_lazy("Coefficient of results (Annex 4)"), influence_table),
    "conclusion": Printed(gettext_lazy("Conclusion (Annex 5)"), conclusion),
    "disagreements": Printed(gettext_lazy("Table of disagreements (Annex 6)"), disagreements),
}


def available(evaluation: Evaluation, decisions_seen: bool) -> list[tuple[str, str | Promise]]:
    """Forms that can be filled in by now: E is of local bodies, a conclusion needs a score; the table of
    disagreements is worked on until its chair signs it (p.34), which not everybody sees."""
    absent = set() if evaluation.scores.exists() else {"conclusion"}
    if evaluation.body_kind == BodyKind.CENTRAL:
        absent.add("influence")
    if not decisions_seen:
        absent.add("disagreements")
    return [(code, one.title) for code, one in FORMS.items() if code not in absent]
