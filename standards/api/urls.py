from django.urls import path

from . import editions, explain, provision, recompute

urlpatterns = [
    path("editions/", editions.EditionList.as_view(), name="editions"),
    path("editions/<str:code>/", editions.EditionDetail.as_view(), name="edition"),
    path("provision/", provision.ProvisionView.as_view(), name="provision"),
    path("provision/parts/", provision.ProvisionParts.as_view(), name="provision_parts"),
    path("provision/items/", provision.ProvisionItems.as_view(), name="provision_items"),
    path("provision/history/", provision.ProvisionHistory.as_view(), name="provision_history"),
    path("provision/movement/", provision.ProvisionMovement.as_view(), name="provision_movement"),
    path("provision/settlements/", provision.SettlementProvisionList.as_view(), name="provision_settlements"),
    path("explain/", explain.ExplainView.as_view(), name="explain"),
    path("published/", editions.PublishedList.as_view(), name="published"),
    path("published/items/", editions.PublishedItemList.as_view(), name="published_items"),
    path("published/bands/", editions.PublishedBandList.as_view(), name="published_bands"),
    path("recompute/", recompute.RecomputeView.as_view(), name="recompute"),
]
