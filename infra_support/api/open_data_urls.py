"""Addresses of the open data of support."""

from django.urls import path

from .open_data import ObjectList, PriorityList, TradeList, WaitingList

urlpatterns = [
    path("support/priorities/", PriorityList.as_view(), name="support_priorities"),
    path("support/objects/", ObjectList.as_view(), name="support_objects"),
    path("support/trade-space/", TradeList.as_view(), name="support_trade"),
    path("support/waiting-list/", WaitingList.as_view(), name="support_waiting"),
]
