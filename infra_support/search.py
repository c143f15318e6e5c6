"""What the search of the portal finds here: objects and trade objects, which are open to everybody."""

from typing import Any

from django.db.models import Q
from django.urls import reverse

from infra_support.models import TradeObject
from infra_support.public_queries import open_objects
from rss_portal.ui.formats import name as name_of
from rss_portal.ui.search import SearchHit


def find_objects(text: str, user: Any, limit: int) -> list[SearchHit]:
    """Objects and trade objects whose names hold TEXT."""
    words = text.split()
    objects, trade = open_objects(), TradeObject.objects.all()
    for word in words:
        objects = objects.filter(Q(name_kk__icontains=word) | Q(name_ru__icontains=word))
        trade = trade.filter(name__icontains=word)
    hits = [
        SearchHit(name_of(one), f"{reverse('support:public_objects')}?region={one.region_id}", name_of(one.settlement))
        for one in objects.select_related("settlement")[:limit]
    ]
    hits += [
        SearchHit(one.name, f"{reverse('support:public_trade')}?region={one.region_id}", name_of(one.settlement))
        for one in trade.select_related("settlement")[:limit]
    ]
    return hits[:limit]
