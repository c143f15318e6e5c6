"""Open data of planning documents, flat: plans of indicators, their facts, measures, what was done of them, money.

Rows of the editions in force of the documents that the asking person may see: for everybody these are published and
unrestricted. Nothing here names a person; remarks and reasons stay on the pages.
"""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import EditionState, FundingSource
from planning_docs.models import (
    IndicatorFact,
    IndicatorValue,
    Measure,
    MeasureFact,
    MeasureFunding,
    MeasureFundingFact,
    MeasureQuantity,
)
from planning_docs.monitoring.choices import MONITORED_STATES
from planning_docs.permissions import visible_to
from rss_portal.api import conditional
from rss_portal.api.lists import ListView, list_operation
from rss_portal.api.operations import Field, Ordering
from rss_portal.api.parameters import Parameter
from rss_portal.api.problems import bad_parameter

from .indicators import MOST_NUMBER

DOCUMENT = Parameter("document", _("Number of the document"), "integer", minimum=1, maximum=MOST_NUMBER)
YEAR = Parameter("year", _("Year"), "integer", minimum=1990, maximum=2100)
INDICATOR = Parameter("indicator", _("Key of the indicator"), max_length=36)
MEASURE = Parameter("measure", _("Key of the measure"), max_length=36)
DISTRICT = Parameter("territory", _("КАТО code of a district; without it the whole and its districts"), "kato")
WHOLE = Parameter("whole", _("true: without districts; false: districts only"), "boolean")
RESPONSIBLE = Parameter("responsible", _("Code of the responsible body"), max_length=20)
SOURCE = Parameter("source", _("Source of funding"), choices=tuple(FundingSource.values))
SAME_KEY = _("The same in every edition of the document")
PLACE = _("КАТО code of the district; null: the whole document")
MLN = _("Million tenge")


class OfDocuments(ListView):
    """Rows of documents that the asking person may see. VERSION grows with each change of a row; EXACT and
    KEYS say which column each parameter narrows."""

    version = "version"
    exact: ClassVar[dict[str, str]]
    keys: ClassVar[dict[str, str]] = {}

    def public(self) -> bool:
        return not self.request.user.is_authenticated

    def seen(self) -> QuerySet[Any]:
        """All rows that the asking person may see."""
        raise NotImplementedError

    def versions(self) -> list[Any]:
        return conditional.state_of(self.seen(), self.version)

    def rows(self) -> QuerySet[Any]:
        given = self.given
        wanted = {column: given[name] for name, column in self.exact.items() if given[name]}
        wanted |= {column: _key(name, given[name]) for name, column in self.keys.items() if given[name]}
        whole = given.get("whole")
        return self.seen().filter(Q() if whole is None else Q(territory__isnull=whole), **wanted)

    def of_monitored(self) -> Q:
        """Documents whose facts the pages show as well (`monitoring.see_facts`)."""
        return Q(document__in=visible_to(self.request.user).filter(state__in=MONITORED_STATES))


def _key(name: str, text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise bad_parameter(name, _("a key as the lists give it is expected")) from error


class ValueList(OfDocuments):
    """What is planned for each indicator, year and district: first approved, amended, or a range."""

    fields = (
        Field("id", "pk", "integer"),
        Field("document", "indicator__edition__document_id", "integer"),
        Field("indicator", "indicator__key", help=SAME_KEY),
        Field("year", "year", "integer"),
        Field("territory", "territory_id", nullable=True, help=PLACE),
        Field("plan", "plan", "decimal", nullable=True),
        Field("amended_plan", "amended_plan", "decimal", nullable=True),
        Field("low", "low", "decimal", nullable=True),
        Field("high", "high", "decimal", nullable=True),
        Field("reached", "is_fact", "boolean", help=_("A year before the period: what was reached, not planned")),
    )
    orderings = (Ordering("id", ("pk",)), Ordering("year", ("year", "pk")))
    exact = {"document": "indicator__edition__document", "year": "year", "territory": "territory"}
    keys = {"indicator": "indicator__key"}
    operations = {
        "GET": list_operation(
            _("Planned values of indicators"), fields, orderings, (DOCUMENT, INDICATOR, YEAR, DISTRICT, WHOLE)
        )
    }

    def seen(self) -> QuerySet[IndicatorValue]:
        documents = visible_to(self.request.user)
        return IndicatorValue.objects.filter(
            indicator__edition__state=EditionState.CURRENT, indicator__edition__document__in=documents
        )


class FactList(OfDocuments):
    """What was reached, by indicator, year, quarter (0: the year) and district."""

    fields = (
        Field("id", "pk", "integer"),
        Field("document", "document_id", "integer"),
        Field("indicator", "indicator_key", help=SAME_KEY),
        Field("year", "year", "integer"),
        Field("quarter", "quarter", "integer", help=_("0: the year")),
        Field("territory", "territory_id", nullable=True, help=PLACE),
        Field("value", "value", "decimal", nullable=True),
        Field("status", "status", help=_("How final the fact is")),
    )
    orderings = (Ordering("id", ("pk",)), Ordering("year", ("year", "quarter", "pk")))
    exact = {"document": "document", "year": "year", "territory": "territory"}
    keys = {"indicator": "indicator_key"}
    operations = {
        "GET": list_operation(_("Facts of indicators"), fields, orderings, (DOCUMENT, INDICATOR, YEAR, DISTRICT, WHOLE))
    }

    def seen(self) -> QuerySet[IndicatorFact]:
        return IndicatorFact.objects.filter(self.of_monitored())


class MeasureList(OfDocuments):
    """Measures of the action plans."""

    fields = (
        Field("id", "pk", "integer"),
        Field("document", "edition__document_id", "integer"),
        Field("measure", "key", help=SAME_KEY),
        Field("indicator", "indicator__key", nullable=True),
        Field("name_kk", "name_kk"),
        Field("name_ru", "name_ru"),
        Field("unit_kk", "unit_kk"),
        Field("unit_ru", "unit_ru"),
        Field("completion", "completion"),
        Field("starts_in", "starts_in", "integer"),
        Field("ends_in", "ends_in", "integer"),
        Field("responsible", "responsible_id", nullable=True),
        Field("programme", "programme__code", nullable=True),
    )
    orderings = (Ordering("id", ("pk",)), Ordering("starts_in", ("starts_in", "pk")))
    exact = {"document": "edition__document", "responsible": "responsible"}
    keys = {"measure": "key"}
    operations = {
        "GET": list_operation(_("Measures of planning documents"), fields, orderings, (DOCUMENT, MEASURE, RESPONSIBLE))
    }

    def seen(self) -> QuerySet[Measure]:
        documents = visible_to(self.request.user)
        return Measure.objects.filter(edition__state=EditionState.CURRENT, edition__document__in=documents)


def _of_current(model: Any, fact: str, column: str, **more: Any) -> Subquery:
    """COLUMN of the plan row of MODEL in the edition in force, for the measure and year of FACT (a prefix)."""
    found = model.objects.filter(
        measure__edition__document=OuterRef(f"{fact}document"), measure__edition__state=EditionState.CURRENT,
        measure__key=OuterRef(f"{fact}measure_key"), year=OuterRef(f"{fact}year"), **more,
    )  # fmt: skip
    return Subquery(found.order_by().values(column)[:1])


class MeasureFactList(OfDocuments):
    """What was done of each measure in a year, beside what was planned."""

    fields = (
        Field("id", "pk", "integer"),
        Field("document", "document_id", "integer"),
        Field("measure", "measure_key", help=SAME_KEY),
        Field("year", "year", "integer"),
        Field("planned_quantity", "planned_quantity", "decimal", nullable=True),
        Field("quantity", "quantity", "decimal", nullable=True, help=_("Quantity done")),
        Field("fully_completed", "fully_completed", "boolean"),
    )
    orderings = (Ordering("id", ("pk",)), Ordering("year", ("year", "pk")))
    exact = {"document": "document", "year": "year"}
    keys = {"measure": "measure_key"}
    operations = {"GET": list_operation(_("Facts of measures"), fields, orderings, (DOCUMENT, MEASURE, YEAR))}

    def seen(self) -> QuerySet[MeasureFact]:
        return MeasureFact.objects.filter(self.of_monitored())

    def rows(self) -> QuerySet[MeasureFact]:
        return super().rows().annotate(planned_quantity=_of_current(MeasureQuantity, "", "quantity"))


class MeasureMoneyList(OfDocuments):
    """Money of each measure by year and source: planned, allocated, absorbed; rows where a fact was entered."""

    fields = (
        Field("id", "pk", "integer"),
        Field("document", "fact__document_id", "integer"),
        Field("measure", "fact__measure_key", help=SAME_KEY),
        Field("year", "fact__year", "integer"),
        Field("source", "source"),
        Field("planned_mln", "planned_mln", "decimal", nullable=True, help=MLN),
        Field("allocated_mln", "allocated_mln", "decimal", nullable=True, help=MLN),
        Field("absorbed_mln", "absorbed_mln", "decimal", nullable=True, help=MLN),
    )
    orderings = (Ordering("id", ("pk",)), Ordering("year", ("fact__year", "pk")))
    version = "fact__version"
    exact = {"document": "fact__document", "year": "fact__year", "source": "source"}
    keys = {"measure": "fact__measure_key"}
    operations = {"GET": list_operation(_("Money of measures"), fields, orderings, (DOCUMENT, MEASURE, YEAR, SOURCE))}

    def seen(self) -> QuerySet[MeasureFundingFact]:
        return MeasureFundingFact.objects.filter(fact__in=MeasureFact.objects.filter(self.of_monitored()))

    def rows(self) -> QuerySet[MeasureFundingFact]:
        planned = _of_current(MeasureFunding, "fact__", "amount_mln", source=OuterRef("source"))
        return super().rows().annotate(planned_mln=planned)
