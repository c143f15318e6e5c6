from django.urls import path

from .bulk import EntryBulk
from .catalogue import DirectionList, ItemList
from .entries import EntryList
from .territories import SettlementList, TerritoryList
from .writing import EntryDetail

urlpatterns = [
    path("territories/", TerritoryList.as_view(), name="territories"),
    path("settlements/", SettlementList.as_view(), name="settlements"),
    path("directions/", DirectionList.as_view(), name="directions"),
    path("items/", ItemList.as_view(), name="items"),
    path("entries/", EntryList.as_view(), name="entries"),
    path("entries/bulk/", EntryBulk.as_view(), name="entries_bulk"),
    path("entries/<str:kato>/<int:year>/<str:item>/", EntryDetail.as_view(), name="entry"),
]
