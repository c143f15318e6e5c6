"""The contents of an edition as its page reads them: in a fixed number of queries, whatever its size."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from planning_docs.models import (
    DocumentEdition,
    Element,
    Indicator,
    IndicatorFact,
    IndicatorValue,
    Section,
)

YEARS_BEFORE = 2  # the reported and the current year (Annexes 3 and 5, columns 6 and 7)


@dataclass
class Node:
    """An element with what stands under it."""

    element: Element
    depth: int
    number: str
    children: list["Node"] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)

    def below(self) -> Iterator["Node"]:
        """This node and all under it, in the order of the document."""
        yield self
        for child in self.children:
            yield from child.below()

    @cached_property
    def indicator_count(self) -> int:
        return sum(len(node.indicators) for node in self.below())


@dataclass
class Contents:
    """The tree of EDITION with its indicators; values and facts are read for the indicators that are shown."""

    edition: DocumentEdition

    @property
    def years(self) -> list[int]:
        """Years of the tables: two before the period, then the period."""
        document = self.edition.document
        return list(range(document.year_from - YEARS_BEFORE, document.year_to + 1))

    @cached_property
    def elements(self) -> list[Element]:
        return list(Element.objects.filter(edition=self.edition))

    @cached_property
    def indicators(self) -> list[Indicator]:
        rows = Indicator.objects.filter(edition=self.edition).select_related("responsible")
        return list(rows.defer("search", "collection_kk", "collection_ru", "official_kk", "official_ru"))

    @cached_property
    def sections(self) -> list[Section]:
        return list(Section.objects.filter(edition=self.edition))

    @cached_property
    def _indicators_of(self) -> dict[int | None, list[Indicator]]:
        found: dict[int | None, list[Indicator]] = defaultdict(list)
        for indicator in self.indicators:
            found[indicator.element_id].append(indicator)
        return found

    @property
    def loose(self) -> list[Indicator]:
        """Indicators without an element: expected results of a concept."""
        return self._indicators_of[None]

    @cached_property
    def tree(self) -> list[Node]:
        children: dict[int | None, list[Element]] = defaultdict(list)
        for element in self.elements:
            children[element.parent_id].append(element)
        return self._nodes(children, None, 0, "")

    def _nodes(
        self, children: dict[int | None, list[Element]], parent: int | None, depth: int, prefix: str
    ) -> list[Node]:
        return [
            Node(
                element, depth, f"{prefix}{place}",
                self._nodes(children, element.pk, depth + 1, f"{prefix}{place}."), self._indicators_of[element.pk],
            )
            for place, element in enumerate(children[parent], 1)
        ]  # fmt: skip

    @cached_property
    def nodes(self) -> list[Node]:
        """Every node in the order of the document."""
        return [node for top in self.tree for node in top.below()]

    def node(self, key: UUID | str | None) -> Node | None:
        return next((one for one in self.nodes if str(one.element.key) == str(key)), None)


def values_of(
    indicators: Sequence[Indicator], years: Iterable[int], *, districts: bool = False
) -> dict[tuple[int, int], IndicatorValue]:
    """Values of the whole by indicator and year."""
    rows = IndicatorValue.objects.filter(indicator__in=[one.pk for one in indicators], year__in=list(years))
    return {(row.indicator_id, row.year): row for row in rows.filter(territory__isnull=not districts)}


def facts_of(
    document_id: int, indicators: Sequence[Indicator], years: Iterable[int]
) -> dict[tuple[UUID, int], IndicatorFact]:
    """Yearly facts of the whole by key of the indicator and year."""
    rows = IndicatorFact.objects.filter(
        document=document_id, quarter=0, territory=None, year__in=list(years),
        indicator_key__in=[one.key for one in indicators],
    )  # fmt: skip
    return {(row.indicator_key, row.year): row for row in rows}
