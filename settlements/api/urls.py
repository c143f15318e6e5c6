from django.urls import path

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
    path("entries/<str:kato>/<int:year>/<str:item>/", EntryDetail.as_view(), name="entry"),
]
