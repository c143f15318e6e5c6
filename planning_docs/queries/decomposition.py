"""An indicator through all documents that carry it, down to districts (§60-62, §148)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q

from planning_docs.choices import EditionState
from planning_docs.models import Indicator, IndicatorFact, IndicatorValue
from planning_docs.permissions import visible_to

DEEPEST = 8  # documents are at most six levels deep
WHOLE = Decimal(100)


@dataclass
class Carried:
    """An indicator in a document, with those that serve it and its breakdown by district."""

    indicator: Indicator
    depth: int
    children: list["Carried"] = field(default_factory=list)
    plans: dict[int, Decimal] = field(default_factory=dict)
    facts: dict[int, Decimal] = field(default_factory=dict)
    districts: list[tuple[Any, dict[int, Decimal]]] = field(default_factory=list)

    @property
    def document(self) -> Any:
        return self.indicator.edition.document

    def below(self) -> Iterator["Carried"]:
        yield self
        for child in self.children:
            yield from child.below()

    @property
    def share_sum(self) -> Decimal | None:
        """Sum of the shares of those that serve it; None when there are none."""
        shares = [child.indicator.share_percent for child in self.children]
        return sum((share for share in shares if share is not None), Decimal()) if shares else None

    @property
    def shares_whole(self) -> bool:
        return self.share_sum in (None, WHOLE)

    def balance(self, year: int) -> Decimal | None:
        """Children's plans together less the own plan; None where values do not add up or are not all there."""
        own = self.plans.get(year)
        if not self.indicator.additive or own is None or not self.children:
            return None
        parts = [child.plans.get(year) for child in self.children]
        return None if any(part is None for part in parts) else sum(filter(None, parts), Decimal()) - own

    def district_balance(self, year: int) -> Decimal | None:
        """Districts' plans together less the own plan, as `balance`."""
        own = self.plans.get(year)
        parts = [plans[year] for _district, plans in self.districts if year in plans]
        if not self.indicator.additive or own is None or not parts:
            return None
        return sum(parts, Decimal()) - own


def root_of(user: Any, indicator: Indicator) -> Indicator:
    """The highest indicator that INDICATOR serves, among those that USER may see."""
    for _step in range(DEEPEST):
        above = _shown(user).filter(edition__document=indicator.parent_document_id, key=indicator.parent_key).first()
        if indicator.parent_key is None or above is None:
            return indicator
        indicator = above
    return indicator


def tree_of(user: Any, root: Indicator) -> Carried:
    """ROOT with everything that serves it in documents that USER may see: a query a level, then two for values."""
    tree = Carried(root, 0)
    level, seen = [tree], {(root.edition.document_id, root.key)}
    for depth in range(1, DEEPEST):
        level = _next(user, level, depth, seen)
        if not level:
            break
    _fill(list(tree.below()))
    return tree


def _shown(user: Any) -> Any:
    """Indicators of the editions in force, and of drafts of documents without one, that USER may see."""
    documents = visible_to(user)
    current = Q(edition__state=EditionState.CURRENT)
    first_draft = Q(edition__state=EditionState.DRAFT, edition__number=1)
    rows = Indicator.objects.filter(current | first_draft, edition__document__in=documents)
    return rows.select_related("edition__document__developer", "edition__document__territory")


def _next(user: Any, level: list[Carried], depth: int, seen: set[Any]) -> list[Carried]:
    wanted = {(one.document.pk, one.indicator.key): one for one in level}
    rows = _shown(user).filter(parent_key__in=[key for _document, key in wanted])
    found: list[Carried] = []
    for row in rows.order_by("edition__document__kind", "edition__document__territory__kato", "pk"):
        above = wanted.get((row.parent_document_id, row.parent_key))
        place = (row.edition.document_id, row.key)
        if above is not None and place not in seen:
            seen.add(place)
            above.children.append(Carried(row, depth))
            found.append(above.children[-1])
    return found


def _fill(nodes: list[Carried]) -> None:
    """Plans, facts and districts of all NODES."""
    by_pk = {one.indicator.pk: one for one in nodes}
    districts: dict[int, dict[Any, dict[int, Decimal]]] = defaultdict(lambda: defaultdict(dict))
    rows = IndicatorValue.objects.filter(indicator__in=by_pk).select_related("territory").order_by("territory", "year")
    for row in rows:
        if row.planned is None:
            continue
        if row.territory is None:
            by_pk[row.indicator_id].plans[row.year] = row.planned
        else:
            districts[row.indicator_id][row.territory][row.year] = row.planned
    for pk, found in districts.items():
        by_pk[pk].districts = list(found.items())
    _fill_facts({(one.document.pk, one.indicator.key): one for one in nodes})


def _fill_facts(nodes: dict[tuple[int, UUID], Carried]) -> None:
    rows = IndicatorFact.objects.filter(
        document__in={pk for pk, _key in nodes},
        indicator_key__in={key for _pk, key in nodes},
        quarter=0,
        territory=None,
        value__isnull=False,
    )
    for row in rows:
        node = nodes.get((row.document_id, row.indicator_key))
        if node is not None and row.value is not None:
            node.facts[row.year] = row.value


def years_of(nodes: Iterable[Carried]) -> list[int]:
    """Every year that has a plan or a fact."""
    return sorted({year for one in nodes for year in (*one.plans, *one.facts)})


def possible_parents(user: Any, document: Any) -> list[Indicator]:
    """Indicators that one of DOCUMENT may serve: of the documents that it carries out."""
    rows = _shown(user).filter(edition__document__children=document)
    return list(rows.order_by("edition__document__kind", "edition__document", "position"))
