"""Which annexes a document has, and how to print each."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from planning_docs.choices import DocumentKind as Kind
from rss_portal.documents import Form

from . import (
    annex_1,
    annex_1_1,
    annex_2,
    annex_3,
    annex_4,
    annex_5,
    annex_6,
    annex_7,
    annex_8,
    annex_9,
    annex_10,
    annex_11,
    annex_12,
    annex_13,
    annex_14,
)
from .asked import Asked

WITH_INDICATORS = (Kind.NATIONAL_PLAN, Kind.CONCEPT, Kind.BODY_PLAN, Kind.REGION_PLAN)
EVERY = tuple(Kind)


@dataclass(frozen=True)
class Annex:
    """A form of the methodology. Of a `yearly` one there is one for each report year."""

    code: str
    title: str | Promise
    kinds: tuple[str, ...]
    build: Callable[[Asked], Form]
    yearly: bool = False


ANNEXES = {
    annex.code: annex
    for annex in (
        Annex("1", pgettext_lazy("annex", "Action plan of the Concept"), (Kind.CONCEPT,), annex_1.form),
        Annex("1-1", pgettext_lazy("annex", "Methodology of calculating indicators"), WITH_INDICATORS, annex_1_1.form),
        Annex("2", pgettext_lazy("annex", "Opinion on the draft Concept"), (Kind.CONCEPT,), annex_2.form),
        Annex("3", pgettext_lazy("annex", "Development plan of the state body"), (Kind.BODY_PLAN,), annex_3.form),
        Annex("4", pgettext_lazy("annex", "Financial need"), (Kind.BODY_PLAN,), annex_4.form),
        Annex("5", pgettext_lazy("annex", "Development plan of the region"), (Kind.REGION_PLAN,), annex_5.form),
        Annex("6", pgettext_lazy("annex", "Comparative table"), EVERY, annex_6.form),
        Annex("7", pgettext_lazy("annex", "Target indicators by districts"), (Kind.REGION_PLAN,), annex_7.form),
        Annex("8", pgettext_lazy("annex", "Plan of measures"), (Kind.REGION_PLAN,), annex_8.form),
        Annex("9", pgettext_lazy("annex", "Summary of expected expenditure"), (Kind.REGION_PLAN,), annex_9.form),
        Annex(
            "10",
            pgettext_lazy("annex", "Report on the National Plan"),
            (Kind.NATIONAL_PLAN,),
            annex_10.form,
            yearly=True,
        ),
        Annex("11", pgettext_lazy("annex", "Conclusion on the report"), WITH_INDICATORS, annex_11.form, yearly=True),
        Annex("12", pgettext_lazy("annex", "Report on the Concept"), (Kind.CONCEPT,), annex_12.form, yearly=True),
        Annex(
            "13",
            pgettext_lazy("annex", "Report on the state body's plan"),
            (Kind.BODY_PLAN,),
            annex_13.form,
            yearly=True,
        ),
        Annex(
            "14", pgettext_lazy("annex", "Report on the region's plan"), (Kind.REGION_PLAN,), annex_14.form, yearly=True
        ),
    )
}


def annexes_of(kind: str) -> list[Annex]:
    """The forms that a document of KIND has, in the order of the methodology."""
    return [annex for annex in ANNEXES.values() if kind in annex.kinds]


def report_annex(kind: str) -> Annex | None:
    """The form of the yearly report on a document of KIND; None where the methodology has none."""
    return next((annex for annex in annexes_of(kind) if annex.yearly and annex.code != "11"), None)


def build(code: str, asked: Asked) -> Form:
    """The form of the annex CODE in the language asked for. KeyError for an annex that there is not."""
    with translation.override(asked.language):
        return ANNEXES[code].build(asked)
