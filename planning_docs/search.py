"""Planning documents and their indicators among the results of the portal's search."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from planning_docs.choices import EditionState
from planning_docs.models import Indicator
from planning_docs.permissions import visible_to
from planning_docs.queries.documents import listed
from rss_portal.ui.folding import fold
from rss_portal.ui.formats import name
from rss_portal.ui.search import SearchHit, register


def _with_words(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    for word in fold(text).split():
        rows = rows.filter(search__contains=word)
    return rows


def find_documents(text: str, user: Any, limit: int) -> list[SearchHit]:
    """Documents that USER may see whose title has every word of TEXT."""
    if not fold(text):
        return []
    rows = _with_words(listed(user), text).order_by("-year_from", "pk")[:limit]
    return [
        SearchHit(
            name(one), reverse("planning:document", args=[one.pk]), f"{one.get_kind_display()} · {name(one.developer)}"
        )
        for one in rows
    ]


def find_indicators(text: str, user: Any, limit: int) -> list[SearchHit]:
    """Indicators of editions in force of documents that USER may see."""
    if not fold(text):
        return []
    current = Q(edition__state=EditionState.CURRENT, edition__document__in=visible_to(user))
    rows = _with_words(Indicator.objects.filter(current), text).select_related("edition__document")
    return [
        SearchHit(
            name(one), reverse("planning:indicator_tree", args=[one.edition.document_id, one.key]),
            name(one.edition.document),
        )
        for one in rows.order_by("pk")[:limit]
    ]  # fmt: skip


register("planning_documents", _("Planning documents"), find_documents)
register("planning_indicators", _("Indicators of planning documents"), find_indicators)
